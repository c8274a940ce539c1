package monkey.jobs.batch;

import java.time.Clock;
import java.util.Map;
import java.util.function.Function;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import monkey.amun.InspectionResult;
import monkey.amun.InspectionSpecification;
import monkey.dataset.Dataset;
import monkey.dataset.run.InspectionTask;
import monkey.dataset.run.Progress;
import monkey.dataset.run.RecordedEnvironment;
import monkey.jobs.experiment.Experiment.Budget;
import monkey.jobs.inspect.Bench;
import monkey.jobs.inspect.InspectionBudget;
import monkey.jobs.inspect.InspectionLoop;
import monkey.jobs.inspect.InspectionTranslation;
import monkey.jobs.inspect.InspectionWatcher;
import monkey.jobs.inspect.ScriptToRun;
import monkey.jobs.measure.MeasuringLoop;
import org.springframework.batch.core.scope.context.ChunkContext;
import org.springframework.batch.core.step.StepContribution;
import org.springframework.batch.core.step.tasklet.Tasklet;
import org.springframework.batch.infrastructure.repeat.RepeatStatus;

/** Runs what was chosen and collects how it ended, until all has ended, the budget has, or somebody stops the run. */
final class InspectStep implements Tasklet {
    private final RunInHand run;
    private final Dataset dataset;
    private final Supplier<Bench> benches;
    private final Stopping stopping;
    private final RunWatcher watcher;
    private final WishToStop wish;

    /** @param benches opens the place where inspections run; asked only when there is one to run */
    InspectStep(RunInHand run, Dataset dataset, Supplier<Bench> benches, Stopping stopping, RunWatcher watcher) {
        this.run = run;
        this.dataset = dataset;
        this.benches = benches;
        this.stopping = stopping;
        this.watcher = watcher;
        this.wish = new WishToStop(stopping, dataset.runs(), run.id(), watcher);
    }

    @Override
    public RepeatStatus execute(StepContribution contribution, ChunkContext context) {
        Progress progress = dataset.inspections().progress(run.id());
        if (progress.isOver()) {
            return RepeatStatus.FINISHED;
        }
        try (Bench bench = benches.get()) {
            dataset.runs().recordMachine(run.id(), bench.machine().document());
            Budget limits = run.experiment().budget();
            InspectionBudget budget =
                    new InspectionBudget(limits.time(), Math.max(0, limits.inspections() - progress.made()));
            InspectionWatcher told = watcher(contribution, progress);
            InspectionLoop.Ending ending = run.experiment().inspection().measure()
                    ? measure(bench, budget, told)
                    : inspect(bench, budget, told);
            return ending == InspectionLoop.Ending.INTERRUPTED && stopping.stop(contribution)
                    ? RepeatStatus.CONTINUABLE
                    : RepeatStatus.FINISHED;
        }
    }

    private InspectionLoop.Ending inspect(Bench bench, InspectionBudget budget, InspectionWatcher told) {
        InspectionLoop loop = new InspectionLoop(dataset.inspections(), bench, Clock.systemUTC());
        stopping.onRequest(loop::wake);
        loop.cancellingWhen(wish::isForEverything);
        return loop.run(run.id(), specifications(), budget, wish::isThere, told);
    }

    private InspectionLoop.Ending measure(Bench bench, InspectionBudget budget, InspectionWatcher told) {
        MeasuringLoop loop = new MeasuringLoop(dataset, bench, new MeasuringPlan(run, dataset), Clock.systemUTC());
        stopping.onRequest(loop::wake);
        return loop.run(budget, wish::isThere, told);
    }

    private Function<InspectionTask, InspectionSpecification> specifications() {
        Map<Integer, String> pythons = run.targets().stream()
                .map(RunInHand.Target::environment)
                .collect(Collectors.toMap(RecordedEnvironment::id, RecordedEnvironment::pythonVersion));
        ScriptToRun script = ScriptToRun.of(run.experiment());
        return task -> InspectionTranslation.specification(task, pythons.get(task.environmentId()), script);
    }

    private InspectionWatcher watcher(StepContribution contribution, Progress atStart) {
        long all = atStart.planned() + atStart.started() + atStart.ended();
        return new InspectionWatcher() {
            private long ended = atStart.ended();

            @Override
            public void ended(InspectionTask task, InspectionResult result) {
                contribution.incrementWriteCount(1);
                ++ended;
                if (!run.experiment().inspection().measure()) {
                    watcher.at("inspections", ended, all);
                }
            }

            @Override
            public void visited(long done, long visits) {
                watcher.at("visits", done, visits);
            }

            @Override
            public void left(int inspections) {
                watcher.note(inspections + " inspections go on without this command");
            }

            @Override
            public void retried(InspectionTask task, String reason) {
                watcher.note("tried again, not the stack's fault: " + reason);
            }
        };
    }
}
