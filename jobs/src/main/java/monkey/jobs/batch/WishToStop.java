package monkey.jobs.batch;

import java.time.Duration;
import monkey.dataset.run.RunStore;

/**
 * Whether a run that has inspections under way is to stop, and how much of it: as whoever sits before it wishes, or a command
 * of another process.
 */
final class WishToStop {
    private static final Duration SECOND_THOUGHTS = Duration.ofSeconds(3);
    private static final long ASK_NANOSECONDS = 1_000_000_000L;

    private final Stopping stopping;
    private final RunStore runs;
    private final long runId;
    private final RunWatcher watcher;
    private long lastAsked = System.nanoTime();

    WishToStop(Stopping stopping, RunStore runs, long runId, RunWatcher watcher) {
        this.stopping = stopping;
        this.runs = runs;
        this.runId = runId;
        this.watcher = watcher;
    }

    /** May be asked often; the database is, no more than once a second. */
    boolean isThere() {
        if (!stopping.requested() && System.nanoTime() - lastAsked > ASK_NANOSECONDS) {
            lastAsked = System.nanoTime();
            if (runs.isCancelAsked(runId)) {
                stopping.requestEverything();
            }
        }
        return stopping.requested();
    }

    /** Whether a cluster is to stop too: somebody who stops a run is given a moment to say so. */
    boolean isForEverything() {
        if (stopping.requestedEverything(Duration.ZERO)) {
            return true;
        }
        watcher.note("what runs on the cluster goes on, and the same command finds it again; Ctrl-C once more within "
                + SECOND_THOUGHTS.toSeconds() + " s, or 'monkey cancel " + runId + "', stops it too");
        return stopping.requestedEverything(SECOND_THOUGHTS);
    }
}
