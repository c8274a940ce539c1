package monkey.jobs.explain;

import java.time.Clock;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.BooleanSupplier;
import java.util.stream.Stream;
import monkey.dataset.Dataset;
import monkey.dataset.finding.CauseSearchRow;
import monkey.dataset.finding.Finding;
import monkey.dataset.finding.KnownOutcome;
import monkey.dataset.run.Outcome;
import monkey.dataset.run.Role;
import monkey.dataset.run.RunGraph;
import monkey.dataset.run.Stack;
import monkey.dataset.run.StackMember;
import monkey.jobs.inspect.Bench;
import monkey.reports.causes.Border;
import monkey.reports.causes.Cause;
import monkey.reports.causes.CauseSearch;
import monkey.reports.causes.Causes;
import monkey.reports.causes.Region;
import monkey.reports.causes.StackPoint;
import monkey.resolver.client.ResolverProcess;
import monkey.resolver.graph.Graph;

/**
 * Finds what makes the stacks of a run fail in one environment, and records it. What other runs of the same script know of
 * stacks that are possible here is used first.
 */
public final class CauseFinder {
    private static final int LAST_POSITION = 2_000_000;

    private final Probes.Setting setting;
    private final RunGraph recorded;
    private final Landscape landscape;
    private final Clock clock = Clock.systemUTC();

    /** @param setting of the run, see there */
    CauseFinder(Probes.Setting setting, RunGraph recorded) {
        this.setting = setting;
        this.recorded = recorded;
        Map<Long, StackMember> members = setting.dataset()
                .graphs()
                .members(Arrays.stream(recorded.distributions())
                        .filter(id -> id != 0)
                        .boxed()
                        .toList());
        landscape = new Landscape(recorded, members);
    }

    /** One for this environment of a run. */
    public static CauseFinder of(
            Dataset dataset,
            long runId,
            monkey.dataset.run.RecordedEnvironment environment,
            monkey.dataset.run.RecordedSpecification specification,
            java.util.function.Function<monkey.dataset.run.InspectionTask, monkey.amun.InspectionSpecification>
                    specifications) {
        RunGraph graph = dataset.graphs().find(runId, environment.id()).orElseThrow();
        return new CauseFinder(new Probes.Setting(dataset, runId, environment, specification, specifications), graph);
    }

    /** Whether something failed here, so that there is a cause to be found. */
    public boolean isNeeded() {
        return outcomes().stream().anyMatch(known -> !known.ownProbe() && isFailure(known.outcome()));
    }

    private List<KnownOutcome> outcomes() {
        return setting.dataset()
                .findings()
                .known(
                        setting.runId(),
                        setting.environment().id(),
                        setting.specification().id(),
                        landscape.distributions());
    }

    /**
     * Searches, and records what it found.
     *
     * @param resolver holds the graph
     * @param budget how many probes may be run
     * @param enough whether to end: what is then known is recorded, unless {@code stopped}
     * @param stopped whether somebody wished for an end; then nothing is recorded, and a later search goes on
     * @return how many probes it took
     */
    public int find(
            ResolverProcess resolver,
            Graph graph,
            Bench bench,
            int budget,
            BooleanSupplier enough,
            BooleanSupplier stopped,
            java.util.function.Consumer<Runnable> onStop) {
        ResolvedSpace space = new ResolvedSpace(resolver, graph, landscape);
        if (space.count(Region.EVERYTHING).isEmpty()) {
            record(new Causes(List.of(), List.of(), List.of(), 0, false), List.of(), null);
            return 0; // Too entangled to be asked which stacks there are.
        }
        Map<StackPoint, KnownOutcome> known = possible(space);
        Probes probes = new Probes(setting, bench, landscape, known, enough, clock);
        onStop.accept(probes::wake);
        Causes causes = new CauseSearch(landscape.packages(), space, probes, bench.window(), seed(recorded.text()))
                .explain(Probes.before(known), budget);
        if (!stopped.getAsBoolean()) {
            List<StackPoint> failing = Stream.concat(
                            causes.causes().stream().flatMap(cause -> cause.inside().stream()),
                            causes.unexplained().stream())
                    .distinct()
                    .toList();
            List<StackPoint> passing = known.entrySet().stream()
                    .filter(one -> one.getValue().outcome() == Outcome.PASSED)
                    .map(Map.Entry::getKey)
                    .toList();
            claimEvidence(causes);
            Findings findings = new Findings(
                    setting.environment().id(), landscape.packages(), space, probes::inspection, probes::signature);
            record(causes, findings.of(causes.causes(), failing, passing), probes);
        }
        return causes.probes();
    }

    /** Stacks of other runs are of interest only if they are possible in this one. */
    private Map<StackPoint, KnownOutcome> possible(ResolvedSpace space) {
        Map<StackPoint, KnownOutcome> known = new LinkedHashMap<>();
        List<Long> own = setting.dataset().inspections().ofRun(setting.runId()).stream()
                .map(inspection -> inspection.inspectionId())
                .toList();
        java.util.Set<Long> ofThisRun = new java.util.HashSet<>(own);
        for (KnownOutcome outcome : outcomes()) {
            Optional<StackPoint> point = landscape.point(outcome.distributions());
            if (point.isPresent() && (ofThisRun.contains(outcome.inspectionId()) || space.isStack(point.get()))) {
                known.putIfAbsent(point.get(), outcome);
            }
        }
        return known;
    }

    /** What other runs have tried and a finding here relies on becomes this run's as well. */
    private void claimEvidence(Causes causes) {
        List<Stack> stacks = new ArrayList<>();
        for (Cause cause : causes.causes()) {
            cause.inside().forEach(stack -> stacks.add(landscape.stack(stack)));
            for (Border border : cause.borders()) {
                stacks.add(landscape.stack(border.passing()));
            }
        }
        setting.dataset()
                .inspections()
                .record(
                        setting.runId(),
                        setting.environment(),
                        setting.specification(),
                        LAST_POSITION,
                        stacks.stream().distinct().toList(),
                        Role.PROBE);
    }

    private void record(Causes causes, List<Finding> findings, Probes probes) {
        setting.dataset()
                .findings()
                .record(
                        setting.runId(),
                        new CauseSearchRow(
                                setting.environment().id(),
                                causes.probes(),
                                causes.ended(),
                                causes.unexplained().size()),
                        findings,
                        causes.flaky().stream().map(probes::inspection).toList());
    }

    private static boolean isFailure(Outcome outcome) {
        return switch (outcome) {
            case FAILED, BUILD_FAILED, TIMED_OUT, OUT_OF_MEMORY -> true;
            default -> false;
        };
    }

    /** The same for the same space. */
    private static long seed(String graph) {
        return graph.hashCode();
    }
}
