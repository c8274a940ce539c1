package monkey.jobs.explain;

import java.time.Instant;
import java.util.List;
import java.util.Set;
import monkey.amun.InspectionSpecification;
import monkey.amun.Visit;
import monkey.dataset.Dataset;
import monkey.dataset.run.InspectionTask;
import monkey.dataset.run.Worker;
import monkey.jobs.measure.MeasuringLoop;

/**
 * One further session of a run that measures: rounds of its own for a few stacks, of which those that were measured before are
 * what the others are compared with. It has no control; what noise is, the first session knows.
 *
 * @param run as it measured what it chose
 * @param session from 1
 * @param digests of the session's inspections
 */
record SessionPlan(MeasuringLoop.Plan run, Dataset dataset, int environmentId, int session, Set<String> digests)
        implements MeasuringLoop.Plan {
    @Override
    public long runId() {
        return run.runId();
    }

    @Override
    public long seed() {
        return run.seed() + session;
    }

    @Override
    public int batchSize() {
        return run.batchSize();
    }

    @Override
    public List<InspectionTask> claim(Worker worker, int most, Instant now) {
        return worker.claim(run.runId(), digests, most, now);
    }

    @Override
    public boolean isOver() {
        return dataset.findings().ended(digests).size() == digests.size();
    }

    @Override
    public InspectionSpecification specification(InspectionTask task, int items, Visit visit) {
        return run.specification(task, items, visit);
    }

    @Override
    public void askForControl(InspectionTask of) {
        throw new IllegalStateException("a further session has no control");
    }

    @Override
    public Set<Integer> environmentsWithControl() {
        return Set.of(environmentId);
    }

    @Override
    public boolean isControl(InspectionTask task) {
        return false;
    }
}
