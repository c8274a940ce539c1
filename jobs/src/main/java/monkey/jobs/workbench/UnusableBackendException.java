package monkey.jobs.workbench;

/** Inspections can't run where they were to; the message says why and what to do. */
public final class UnusableBackendException extends RuntimeException {
    private static final long serialVersionUID = 1;

    UnusableBackendException(String message, Throwable cause) {
        super(message, cause);
    }
}
