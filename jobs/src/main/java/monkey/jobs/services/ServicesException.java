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

    /** What helps against a problem that a program has put into words; empty when nothing is known to. */
    static String advice(String words) {
        return words.contains("No space left")
                ? "; free 200 MB, or set MONKEY_HOME to a directory on another disk"
                : "";
    }
}
