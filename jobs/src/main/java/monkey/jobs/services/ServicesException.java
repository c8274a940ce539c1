package monkey.jobs.services;

/** A service cannot be started, found or stopped. The message says why and what would be right, for the reader of a terminal. */
public final class ServicesException extends RuntimeException {
    private static final long serialVersionUID = 1;

    ServicesException(String message) {
        super(message);
    }

    ServicesException(String message, Throwable cause) {
        super(message, cause);
    }
}
