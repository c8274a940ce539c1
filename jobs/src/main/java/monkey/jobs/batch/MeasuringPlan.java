package monkey.jobs.batch;

import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import monkey.amun.InspectionSpecification;
import monkey.amun.Visit;
import monkey.dataset.Dataset;
import monkey.dataset.run.InspectionTask;
import monkey.dataset.run.RecordedEnvironment;
import monkey.dataset.run.RecordedSpecification;
import monkey.dataset.run.Role;
import monkey.dataset.run.RunInspection;
import monkey.dataset.run.Worker;
import monkey.jobs.inspect.InspectionTranslation;
import monkey.jobs.inspect.ScriptToRun;
import monkey.jobs.measure.MeasuringLoop;

/** The run in hand, as one that measures what it chose. */
final class MeasuringPlan implements MeasuringLoop.Plan {
    /** Before all others, so that it is claimed first. */
    private static final int CONTROL_POSITION = -1;

    private final RunInHand run;
    private final Dataset dataset;
    private final ScriptToRun script;
    private final RecordedSpecification control;
    private final Map<Integer, RecordedEnvironment> environments;

    MeasuringPlan(RunInHand run, Dataset dataset) {
        this.run = run;
        this.dataset = dataset;
        this.script = ScriptToRun.of(run.experiment());
        this.control = dataset.inspections()
                .specification(ScriptToRun.digest(script.controlDocument()), script.controlDocument());
        this.environments = run.targets().stream()
                .map(RunInHand.Target::environment)
                .collect(Collectors.toMap(RecordedEnvironment::id, environment -> environment));
    }

    /** Takes over the controls of the runs whose measurements this one reuses. */
    void adoptControls() {
        dataset.measurements().adoptControls(run.id(), control.id());
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
        return run.experiment().strategy().seed();
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
        return InspectionTranslation.specification(
                task, environments.get(task.environmentId()).pythonVersion(), script, items, Optional.of(visit));
    }

    @Override
    public void askForControl(InspectionTask of) {
        dataset.inspections()
                .record(
                        run.id(),
                        environments.get(of.environmentId()),
                        control,
                        CONTROL_POSITION,
                        List.of(of.stack()),
                        Role.CONTROL);
    }

    /** Those of other runs say what their numbers are worth, not what this one's are. */
    @Override
    public Set<Integer> environmentsWithControl() {
        return dataset.inspections().ofRun(run.id()).stream()
                .filter(inspection -> inspection.role() == Role.CONTROL && !inspection.reused())
                .map(RunInspection::environmentId)
                .collect(Collectors.toSet());
    }

    @Override
    public boolean isControl(InspectionTask task) {
        return task.specificationId() == control.id();
    }
}
