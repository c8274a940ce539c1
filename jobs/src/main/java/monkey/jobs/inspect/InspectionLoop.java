package monkey.jobs.inspect;

import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.function.BooleanSupplier;
import java.util.function.Function;
import monkey.amun.InspectionResult;
import monkey.amun.InspectionSpecification;
import monkey.dataset.run.InspectionStore;
import monkey.dataset.run.InspectionTask;
import monkey.dataset.run.Progress;
import monkey.dataset.run.Worker;

/**
 * Has a run's inspections made until all have ended, the budget has, or somebody asks for an end.
 *
 * <p>The database holds every inspection's state; this loop only moves it on. An inspection is claimed before it is
 * submitted and its end is stored in one transaction, so whatever moment the process dies at, the next one finds each
 * inspection either ended or to be done.
 */
public final class InspectionLoop {
    private final InspectionStore inspections;
    private final String backendName;
    private final InspectionWindow<InspectionTask> window;
    private final Clock clock;

    private BooleanSupplier cancelling = () -> false;

    public InspectionLoop(InspectionStore inspections, Bench bench, Clock clock) {
        this.inspections = inspections;
        this.backendName = bench.name();
        this.window = new InspectionWindow<>(bench.backend(), bench.window());
        this.clock = clock;
    }

    /** How the loop ended. */
    public enum Ending {
        ALL_ENDED,
        BUDGET_SPENT,
        INTERRUPTED
    }

    /** @param asked once, when the loop ends early: true where what could go on without us is to be stopped too */
    public InspectionLoop cancellingWhen(BooleanSupplier asked) {
        this.cancelling = asked;
        return this;
    }

    /** Makes a loop that waits look whether it is to end. May be called from any thread. */
    public void wake() {
        window.wake();
    }

    /**
     * Runs what is planned.
     *
     * @param specification of a task, as the backend wants it
     * @param interrupted asked between any two results; true ends the loop; what is in flight is cancelled, or left where it
     *     goes on without us
     * @param watcher told after each inspection that ended
     */
    public Ending run(
            long runId,
            Function<InspectionTask, InspectionSpecification> specification,
            InspectionBudget budget,
            BooleanSupplier interrupted,
            InspectionWatcher watcher) {
        try (Worker worker = inspections.worker(backendName)) {
            Planned planned = new Planned(worker, runId, specification, budget, watcher);
            if (window.run(planned, interrupted)) {
                return planned.ending;
            }
            InspectionWindow.LetGo<InspectionTask> gone = window.letGo(cancelling);
            worker.cancel(
                    runId,
                    gone.cancelled().stream().map(InspectionTask::inspectionId).toList());
            if (gone.left() > 0) {
                watcher.left(gone.left());
            }
            return Ending.INTERRUPTED;
        }
    }

    /** What a run has planned, as far as the budget goes. */
    private final class Planned implements Work<InspectionTask> {
        private final Worker worker;
        private final long runId;
        private final Function<InspectionTask, InspectionSpecification> specification;
        private final long most;
        private final Instant deadline;
        private final InspectionWatcher watcher;
        private long begun;
        private Ending ending;

        Planned(
                Worker worker,
                long runId,
                Function<InspectionTask, InspectionSpecification> specification,
                InspectionBudget budget,
                InspectionWatcher watcher) {
            this.worker = worker;
            this.runId = runId;
            this.specification = specification;
            this.most = budget.inspections();
            this.deadline =
                    budget.time().map(time -> clock.instant().plus(time)).orElse(Instant.MAX);
            this.watcher = watcher;
        }

        private boolean mayBegin() {
            return begun < most && clock.instant().isBefore(deadline);
        }

        @Override
        public List<Begin<InspectionTask>> next(int room) {
            if (!mayBegin()) {
                return List.of();
            }
            List<InspectionTask> claimed = worker.claim(runId, (int) Math.min(room, most - begun), clock.instant());
            begun += claimed.size();
            claimed.forEach(watcher::started);
            return claimed.stream()
                    .map(task -> new Begin<>(task, task.attempt(), specification.apply(task)))
                    .toList();
        }

        /** Not while another process has what is left. */
        @Override
        public boolean isOver() {
            Progress progress = inspections.progress(runId);
            ending = progress.planned() + progress.started() == 0 ? Ending.ALL_ENDED : Ending.BUDGET_SPENT;
            return ending == Ending.ALL_ENDED || !mayBegin();
        }

        @Override
        public boolean again(InspectionTask task, InspectionResult result) {
            watcher.retried(task, result.reason());
            return worker.again(task.inspectionId());
        }

        @Override
        public void ended(InspectionTask task, InspectionResult result) {
            if (worker.end(InspectionTranslation.result(task.inspectionId(), result, clock.instant()))) {
                watcher.ended(task, result);
            }
        }
    }
}
