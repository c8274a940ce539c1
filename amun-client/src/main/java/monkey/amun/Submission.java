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

    /**
     * Lets go of it: where inspections go on without us it does, and whoever submits the same again finds it; elsewhere it is
     * cancelled. Either way {@link #result()} completes as {@link Outcome#CANCELLED}.
     *
     * @return whether it goes on
     */
    default boolean leave() {
        cancel();
        return false;
    }
}
