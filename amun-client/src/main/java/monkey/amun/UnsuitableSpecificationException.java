package monkey.amun;

/** A backend can't run this inspection, however often it tried; the message says what is in the way and what would do. */
public final class UnsuitableSpecificationException extends IllegalArgumentException {
    private static final long serialVersionUID = 1L;

    public UnsuitableSpecificationException(String message) {
        super(message);
    }
}
