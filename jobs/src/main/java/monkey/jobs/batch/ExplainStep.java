package monkey.jobs.batch;

import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import monkey.amun.InspectionResult;
import monkey.dataset.Dataset;
import monkey.dataset.finding.CauseSearchRow;
import monkey.dataset.run.InspectionTask;
import monkey.dataset.run.RecordedEnvironment;
import monkey.dataset.run.RecordedSpecification;
import monkey.jobs.choose.GraphText;
import monkey.jobs.explain.CauseFinder;
import monkey.jobs.explain.SearchEnd;
import monkey.jobs.explain.SlownessFinder;
import monkey.jobs.inspect.Bench;
import monkey.jobs.inspect.InspectionTranslation;
import monkey.jobs.inspect.InspectionWatcher;
import monkey.jobs.inspect.ScriptToRun;
import monkey.resolver.client.ResolverProcess;
import monkey.resolver.graph.Graph;
import org.springframework.batch.core.scope.context.ChunkContext;
import org.springframework.batch.core.step.StepContribution;
import org.springframework.batch.core.step.tasklet.Tasklet;
import org.springframework.batch.infrastructure.repeat.RepeatStatus;

/**
 * Finds out which versions are to blame for what failed, environment after environment, within the run's budget of probes and
 * time; then, where items were measured, which versions are slower, with the probes that are left. A search that was cut off
 * begins again, and finds its probes answered.
 */
final class ExplainStep implements Tasklet {
    private final RunInHand run;
    private final Dataset dataset;
    private final Exploration exploration;
    private final RecordedSpecification specification;
    private final Supplier<Bench> benches;
    private final Stopping stopping;
    private final RunWatcher watcher;
    private final Clock clock;
    private final Instant deadline;

    /** @param begun when this execution of the run began: what its budget of time is counted from */
    ExplainStep(
            RunInHand run,
            Dataset dataset,
            Exploration exploration,
            RecordedSpecification specification,
            Supplier<Bench> benches,
            Stopping stopping,
            RunWatcher watcher,
            Clock clock,
            Instant begun) {
        this.run = run;
        this.dataset = dataset;
        this.exploration = exploration;
        this.specification = specification;
        this.benches = benches;
        this.stopping = stopping;
        this.watcher = watcher;
        this.clock = clock;
        deadline = run.experiment().budget().time().map(begun::plus).orElse(Instant.MAX);
    }

    @Override
    public RepeatStatus execute(StepContribution contribution, ChunkContext context) {
        List<RecordedEnvironment> environments = run.targets().stream()
                .map(RunInHand.Target::environment)
                .filter(environment ->
                        dataset.graphs().find(run.id(), environment.id()).isPresent())
                .toList();
        Map<Integer, CauseSearchRow> over = dataset.findings().searches(run.id()).stream()
                .collect(Collectors.toMap(CauseSearchRow::environmentId, search -> search));
        int budget = run.experiment().budget().probes();
        int left = budget;
        for (RecordedEnvironment environment : environments) {
            if (over.containsKey(environment.id())) {
                left -= over.get(environment.id()).probes();
            } else if (budget > 0) {
                left -= explain(environment, Math.max(0, left));
            }
            if (stopping.stop(contribution)) {
                return RepeatStatus.CONTINUABLE;
            }
        }
        if (run.experiment().inspection().measure()) {
            MeasuringPlan plan = new MeasuringPlan(run, dataset);
            plan.adoptControls();
            for (RecordedEnvironment environment : environments) {
                left -= findSlower(environment, plan, Math.max(0, left));
                if (stopping.stop(contribution)) {
                    return RepeatStatus.CONTINUABLE;
                }
            }
        }
        return RepeatStatus.FINISHED;
    }

    private int findSlower(RecordedEnvironment environment, MeasuringPlan plan, int budget) {
        SlownessFinder finder = new SlownessFinder(
                dataset, environment, ScriptToRun.of(run.experiment()), plan, benches, end(budget), visits());
        if (!finder.isNeeded()) {
            return 0;
        }
        Graph graph = graph(environment);
        try (ResolverProcess resolver = exploration.resolver(graph)) {
            return finder.find(resolver, graph, budget);
        }
    }

    private InspectionWatcher visits() {
        return new InspectionWatcher() {
            @Override
            public void ended(InspectionTask task, InspectionResult result) {}

            @Override
            public void visited(long done, long visits) {
                watcher.at("visits", done, visits);
            }

            @Override
            public void retried(InspectionTask task, String reason) {
                watcher.note("tried again, not the stack's fault: " + reason);
            }
        };
    }

    private Graph graph(RecordedEnvironment environment) {
        return GraphText.read(
                dataset.graphs().find(run.id(), environment.id()).orElseThrow().text());
    }

    private int explain(RecordedEnvironment environment, int budget) {
        ScriptToRun script = ScriptToRun.of(run.experiment()).unmeasured();
        CauseFinder finder = CauseFinder.of(
                dataset,
                run.id(),
                environment,
                specification,
                dataset.inspections().specification(script.digest(), script.document()),
                task -> InspectionTranslation.specification(task, environment.pythonVersion(), script));
        if (!finder.isNeeded()) {
            return 0;
        }
        Graph graph = graph(environment);
        try (Bench bench = benches.get();
                ResolverProcess resolver = exploration.resolver(graph)) {
            dataset.runs().recordMachine(run.id(), bench.machine().document());
            return finder.find(resolver, graph, bench, budget, end(budget));
        }
    }

    private SearchEnd end(int budget) {
        WishToStop wish = new WishToStop(stopping, dataset.runs(), run.id(), watcher);
        return new SearchEnd() {
            @Override
            public boolean isWished() {
                return wish.isThere();
            }

            @Override
            public boolean isDue() {
                return clock.instant().isAfter(deadline);
            }

            @Override
            public boolean isForEverything() {
                return wish.isForEverything();
            }

            @Override
            public void probed(int probes) {
                watcher.at("probes", probes, budget);
            }

            @Override
            public void left(int probes) {
                watcher.note(probes + " inspections go on without this command");
            }

            @Override
            public void whenWished(Runnable wake) {
                stopping.onRequest(wake);
            }
        };
    }
}
