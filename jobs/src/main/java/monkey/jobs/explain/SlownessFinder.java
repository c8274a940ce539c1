package monkey.jobs.explain;

import java.util.List;
import java.util.function.Supplier;
import monkey.dataset.Dataset;
import monkey.dataset.finding.Finding;
import monkey.dataset.run.RecordedEnvironment;
import monkey.jobs.inspect.Bench;
import monkey.jobs.inspect.InspectionWatcher;
import monkey.jobs.inspect.ScriptToRun;
import monkey.jobs.measure.MeasuringLoop;
import monkey.reports.causes.Region;
import monkey.reports.causes.SpaceOracle;
import monkey.reports.performance.Performance;
import monkey.reports.performance.Slowdown;
import monkey.reports.performance.deciding.Deciding;
import monkey.resolver.client.ResolverProcess;
import monkey.resolver.graph.Graph;

/**
 * Finds which versions are slower or larger in one environment of a run that measured, and records it: what the stacks that were
 * chosen leave open is decided by further ones.
 */
public final class SlownessFinder {
    private final Dataset dataset;
    private final long runId;
    private final RecordedEnvironment environment;
    private final Landscape landscape;
    private final Sessions sessions;
    private final SearchEnd end;
    private final Performance first;

    /**
     * @param script of the run
     * @param plan by which the run measured what it chose
     * @param benches opens the place where inspections run; asked only when there is one to run
     * @param watcher is told of what is measured
     */
    public SlownessFinder(
            Dataset dataset,
            RecordedEnvironment environment,
            ScriptToRun script,
            MeasuringLoop.Plan plan,
            Supplier<Bench> benches,
            SearchEnd end,
            InspectionWatcher watcher) {
        this.dataset = dataset;
        this.runId = plan.runId();
        this.environment = environment;
        this.end = end;
        landscape = Landscape.of(
                dataset, dataset.graphs().find(runId, environment.id()).orElseThrow());
        sessions = new Sessions(
                new Sessions.Setting(dataset, environment, script, plan, benches), landscape, end, watcher);
        first = sessions.upTo(0);
    }

    /** Whether something is slower here. */
    public boolean isNeeded() {
        return !Slowdown.of(first).isEmpty();
    }

    /**
     * Decides what is open, and records what is known then.
     *
     * @param resolver holds the graph
     * @param budget how many inspections may be measured for that
     * @return how many it took; of no meaning once an end was wished for
     */
    public int find(ResolverProcess resolver, Graph graph, int budget) {
        SpaceOracle space = new Interruptible(new ResolvedSpace(resolver, graph, landscape), end::isWished);
        try {
            if (space.count(Region.EVERYTHING).isEmpty()) {
                return 0; // Too entangled to be asked which stacks there are.
            }
            Deciding.Decided decided =
                    new Deciding(landscape.packages(), new Avoiding(space, failing()), sessions).decide(first, budget);
            if (!end.isWished()) {
                new SlowVersions(dataset, runId, environment.id(), landscape).record(decided, space);
            }
            return decided.spent();
        } catch (Interruptible.EndWishedException wished) {
            return 0; // What was measured is kept, and a later search finds it.
        }
    }

    private List<Region> failing() {
        return dataset.findings().ofRun(runId).stream()
                .filter(finding -> finding.environmentId() == environment.id())
                .filter(finding -> finding.kind() == Finding.Kind.FAILURE)
                .map(finding -> landscape.region(finding.conditions()))
                .toList();
    }
}
