package monkey.amun.argo;

/** The cluster cannot run inspections as it is; the message says what is missing and what to do. */
public final class UnusableClusterException extends Exception {
    private static final long serialVersionUID = 1L;

    UnusableClusterException(String message, Throwable cause) {
        super(message, cause);
    }
}
