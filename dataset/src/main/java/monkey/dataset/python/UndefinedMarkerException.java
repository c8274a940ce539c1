package monkey.dataset.python;

/**
 * A marker that is well written and still has no answer: it orders what has no order, as {@code os_name ~= "posix"}, or
 * asks for a variable that has no value. Installers refuse the requirement it belongs to.
 */
public final class UndefinedMarkerException extends IllegalArgumentException {
    private static final long serialVersionUID = 1L;

    UndefinedMarkerException(String message) {
        super(message);
    }
}
