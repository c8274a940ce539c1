package monkey.jobs.measure;

import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.Set;
import java.util.function.BooleanSupplier;
import monkey.amun.InspectionSpecification;
import monkey.amun.Visit;
import monkey.dataset.Dataset;
import monkey.dataset.run.InspectionTask;
import monkey.dataset.run.Worker;
import monkey.jobs.inspect.Bench;
import monkey.jobs.inspect.InspectionBudget;
import monkey.jobs.inspect.InspectionLoop.Ending;
import monkey.jobs.inspect.InspectionWatcher;
import monkey.jobs.inspect.InspectionWindow;
import monkey.jobs.measure.Turns.Turn;

/**
 * Measures the inspections of a run.
 *
 * <p>A machine drifts: it warms up, a neighbour wakes, a disk fills. Were the items of each stack run in one block, drift
 * would look like a difference between stacks. So all stacks take turns: in each round every stack is visited once, in an
 * order drawn anew, its environment is built anew and a few items run; what drifts from round to round then falls on all
 * stacks alike and cancels out when they are compared within rounds. One visit at a time has the machine. A rehearsal
 * before the first round warms the installer's cache, the compiled bytecode and the disk's cache, and is not measured.
 *
 * <p>One stack takes part twice, under two names: the control. Whatever it differs from itself by is noise, and says from
 * which size on a difference is worth a word.
 *
 * <p>Each visit's items are in the database when the next begins. Killed at any point, the run goes on with the visits that
 * are missing; of what was kept only an inspection that did not go well begins anew.
 */
public final class MeasuringLoop {
    private final Dataset dataset;
    private final String backendName;
    private final Plan plan;
    private final Clock clock;
    private final InspectionWindow<Turn> window;

    /** What of a run the loop has to know. */
    public interface Plan {
        long runId();

        /** Of the run's rounds: 0 for the stacks that it chose, from 1 on for what it measures besides. */
        int session();

        /** Makes the same order of visits. */
        long seed();

        int batchSize();

        /** Starts the next of what is planned; fewer than {@code most} when there are no more. */
        List<InspectionTask> claim(Worker worker, int most, Instant now);

        /** Whether all that is planned has ended. */
        boolean isOver();

        InspectionSpecification specification(InspectionTask task, int items, Visit visit);

        /** Has the run ask for a stack once more under another name, and before all that it asks for besides. */
        void askForControl(InspectionTask of);

        /** Where it has asked for one. */
        Set<Integer> environmentsWithControl();

        boolean isControl(InspectionTask task);
    }

    public MeasuringLoop(Dataset dataset, Bench bench, Plan plan, Clock clock) {
        this.dataset = dataset;
        this.backendName = bench.name();
        this.plan = plan;
        this.clock = clock;
        this.window = new InspectionWindow<>(bench.backend(), 1);
    }

    /** Makes a loop that waits look whether it is to end. May be called from any thread. */
    public void wake() {
        window.wake();
    }

    /**
     * Runs what is planned.
     *
     * @param interrupted asked between any two visits, and once a second; true ends the loop, and cancels the visit in flight
     * @param watcher told after each inspection that ended
     */
    public Ending run(InspectionBudget budget, BooleanSupplier interrupted, InspectionWatcher watcher) {
        Instant deadline = budget.time().map(time -> clock.instant().plus(time)).orElse(Instant.MAX);
        int most = (int) Math.min(Integer.MAX_VALUE, budget.inspections());
        try (Worker worker = dataset.inspections().worker(backendName)) {
            Visits visits = new Visits(dataset, plan, worker, most, deadline, watcher, clock);
            if (!window.run(visits, interrupted)) {
                window.letGo(() -> true);
                worker.cancel(plan.runId(), visits.unended());
                return Ending.INTERRUPTED;
            }
        }
        return plan.isOver() ? Ending.ALL_ENDED : Ending.BUDGET_SPENT;
    }
}
