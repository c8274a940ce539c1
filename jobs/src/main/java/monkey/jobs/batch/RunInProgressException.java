package monkey.jobs.batch;

/** Another process is executing this run. */
public final class RunInProgressException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    RunInProgressException(long runId) {
        super("run " + runId
                + " of this very experiment is in progress in another process. Wait for it to end: the same"
                + " command then shows its report at once");
    }
}
