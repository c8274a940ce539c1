package monkey.amun;

import java.util.concurrent.CompletableFuture;

/** An inspection that a backend has taken on. Safe for use by several threads. */
public interface Submission {
    /**
     * Completes with exactly one outcome, on a thread of the backend; never exceptionally. Completing or cancelling this
     * future itself does not stop the inspection: {@link #cancel()} does.
     */
    CompletableFuture<InspectionResult> result();

    /** Asks for it to stop, running or waiting; it ends as {@link Outcome#CANCELLED} in less than two seconds. */
    void cancel();
}
