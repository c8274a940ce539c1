package monkey.dataset;

/** The database cannot be used as it is. The message says why and what would be right, for the reader of a terminal. */
public final class UnusableDatabaseException extends RuntimeException {
    private static final long serialVersionUID = 1;

    UnusableDatabaseException(String message, Throwable cause) {
        super(message, cause);
    }
}
