package monkey.jobs.batch;

import java.time.Clock;
import java.util.function.LongConsumer;
import monkey.dataset.run.RunState;
import monkey.dataset.run.RunStore;

/** Says in the database how a run ended, and has its report written: whatever happened, there is a page. */
final class RunEnding {
    private final RunStore runs;
    private final long runId;
    private final LongConsumer report;
    private final Clock clock;

    /** @param report writes the pages of a run */
    RunEnding(RunStore runs, long runId, LongConsumer report, Clock clock) {
        this.runs = runs;
        this.runId = runId;
        this.report = report;
        this.clock = clock;
    }

    void complete() {
        end(RunState.COMPLETE, null);
    }

    void stopped() {
        end(RunState.STOPPED, null);
    }

    void failed(String message) {
        end(RunState.FAILED, message);
    }

    private void end(RunState state, String message) {
        runs.end(runId, state, message, clock.instant());
        report.accept(runId);
    }
}
