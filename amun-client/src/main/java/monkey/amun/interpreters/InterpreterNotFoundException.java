package monkey.amun.interpreters;

/** A Python was asked for that is not on this machine; the message names those that are. */
public final class InterpreterNotFoundException extends IllegalArgumentException {
    private static final long serialVersionUID = 1;

    InterpreterNotFoundException(String message) {
        super(message);
    }
}
