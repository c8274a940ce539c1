package monkey.amun.local;

import java.io.IOException;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import monkey.amun.InspectionResult;
import monkey.amun.InspectionSpecification;
import monkey.amun.Submission;
import monkey.amun.interpreters.Interpreter;

/** One inspection on its way: waiting, then running in one process after another, then ended. Safe for several threads. */
final class LocalInspection implements Submission {
    private static final long LOOK_MILLISECONDS = 200;
    private static final long GRACE_NANOSECONDS = 1_200_000_000L;

    private final InspectionSpecification specification;
    private final Interpreter interpreter;
    private final CompletableFuture<InspectionResult> result = new CompletableFuture<>();
    private Process running;
    private boolean begun;
    private boolean cancelled;
    private long cancelledAt;

    LocalInspection(InspectionSpecification specification, Interpreter interpreter) {
        this.specification = specification;
        this.interpreter = interpreter;
    }

    InspectionSpecification specification() {
        return specification;
    }

    Interpreter interpreter() {
        return interpreter;
    }

    @Override
    public CompletableFuture<InspectionResult> result() {
        return result.copy();
    }

    @Override
    public void cancel() {
        boolean waiting;
        synchronized (this) {
            cancelledAt = cancelled ? cancelledAt : System.nanoTime();
            cancelled = true;
            waiting = !begun;
            hangUp();
        }
        if (waiting) {
            end(InspectionResult.cancelled(specification));
        }
    }

    /** False when it was cancelled while it waited. */
    synchronized boolean begin() {
        begun = true;
        return !cancelled;
    }

    synchronized boolean cancelled() {
        return cancelled;
    }

    /** Waits for the process, which ends early when this inspection is cancelled. */
    int await(Process process) throws InterruptedException {
        synchronized (this) {
            running = process;
            if (cancelled) {
                hangUp();
            }
        }
        try {
            while (!process.waitFor(LOOK_MILLISECONDS, TimeUnit.MILLISECONDS)) {
                synchronized (this) {
                    if (cancelled && System.nanoTime() - cancelledAt > GRACE_NANOSECONDS) {
                        // It was told by its standard input long ago. What it started dies with it.
                        process.destroyForcibly();
                    }
                }
            }
            return process.exitValue();
        } finally {
            synchronized (this) {
                running = null;
            }
        }
    }

    void end(InspectionResult ended) {
        result.complete(ended);
    }

    private void hangUp() {
        if (running != null) {
            try {
                running.getOutputStream().close();
            } catch (IOException e) {
                running.destroy(); // It no longer listens: by signal then.
            }
        }
    }
}
