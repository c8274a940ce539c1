package monkey.jobs.measure;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import monkey.amun.InspectionResult;
import monkey.amun.InspectionSpecification;
import monkey.amun.Visit;
import monkey.dataset.Dataset;
import monkey.dataset.run.InspectionTask;
import monkey.dataset.run.RecordedEnvironment;
import monkey.dataset.run.RecordedSpecification;
import monkey.dataset.run.Role;
import monkey.dataset.run.Run;
import monkey.dataset.run.Worker;
import monkey.jobs.inspect.InspectionTranslation;
import monkey.jobs.inspect.InspectionWatcher;
import monkey.jobs.inspect.ScriptToRun;

/** A run in one environment that measures what it chose. */
public record MadeUpPlan(
        Dataset dataset, Run run, RecordedEnvironment environment, ScriptToRun script, RecordedSpecification twin)
        implements MeasuringLoop.Plan {
    public static final InspectionWatcher UNWATCHED = new InspectionWatcher() {
        @Override
        public void ended(InspectionTask task, InspectionResult result) {}

        @Override
        public void retried(InspectionTask task, String reason) {}
    };

    public MadeUpPlan(Dataset dataset, Run run, RecordedEnvironment environment, ScriptToRun script) {
        this(
                dataset,
                run,
                environment,
                script,
                dataset.inspections()
                        .specification(ScriptToRun.digest(script.controlDocument()), script.controlDocument()));
    }

    @Override
    public long runId() {
        return run.id();
    }

    @Override
    public int session() {
        return 0;
    }

    @Override
    public long seed() {
        return 7;
    }

    @Override
    public int batchSize() {
        return script.batchSize();
    }

    @Override
    public List<InspectionTask> claim(Worker worker, int most, Instant now) {
        return worker.claim(run.id(), most, now);
    }

    @Override
    public boolean isOver() {
        return dataset.inspections().progress(run.id()).isOver();
    }

    @Override
    public InspectionSpecification specification(InspectionTask task, int items, Visit visit) {
        return InspectionTranslation.specification(task, "3.11.7", script, items, Optional.of(visit));
    }

    @Override
    public void askForControl(InspectionTask of) {
        dataset.inspections().record(run.id(), environment, twin, -1, List.of(of.stack()), Role.CONTROL);
    }

    @Override
    public Set<Integer> environmentsWithControl() {
        return dataset.inspections().ofRun(run.id()).stream().anyMatch(one -> one.role() == Role.CONTROL)
                ? Set.of(environment.id())
                : Set.of();
    }

    @Override
    public boolean isControl(InspectionTask task) {
        return task.specificationId() == twin.id();
    }
}
