package monkey.jobs.explain;

import java.time.Clock;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Stream;
import monkey.amun.InspectionSpecification;
import monkey.dataset.Dataset;
import monkey.dataset.finding.CauseSearchRow;
import monkey.dataset.finding.Finding;
import monkey.dataset.finding.KnownOutcome;
import monkey.dataset.run.InspectionTask;
import monkey.dataset.run.Outcome;
import monkey.dataset.run.RecordedEnvironment;
import monkey.dataset.run.RecordedSpecification;
import monkey.dataset.run.Role;
import monkey.dataset.run.RunGraph;
import monkey.jobs.inspect.Bench;
import monkey.reports.causes.Cause;
import monkey.reports.causes.CauseSearch;
import monkey.reports.causes.Causes;
import monkey.reports.causes.Region;
import monkey.reports.causes.SpaceOracle;
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
    private final Set<Integer> specifications;
    private final RunGraph recorded;
    private final Landscape landscape;
    private final Clock clock = Clock.systemUTC();

    /**
     * @param setting of the run, see there
     * @param specifications by which a stack ends as it does by the setting's, that one among them
     */
    CauseFinder(Probes.Setting setting, Set<Integer> specifications, RunGraph recorded) {
        this.setting = setting;
        this.specifications = specifications;
        this.recorded = recorded;
        landscape = Landscape.of(setting.dataset(), recorded);
    }

    /**
     * One for this environment of a run.
     *
     * @param chosen the specification by which the run has its stacks inspected
     * @param probed the one for probes: another where the run measures, for a probe is not measured, and no later run is to
     *     take it for one that was
     */
    public static CauseFinder of(
            Dataset dataset,
            long runId,
            RecordedEnvironment environment,
            RecordedSpecification chosen,
            RecordedSpecification probed,
            Function<InspectionTask, InspectionSpecification> specifications) {
        RunGraph graph = dataset.graphs().find(runId, environment.id()).orElseThrow();
        return new CauseFinder(
                new Probes.Setting(dataset, runId, environment, probed, specifications),
                new HashSet<>(List.of(chosen.id(), probed.id())),
                graph);
    }

    /** Whether something failed here, so that there is a cause to be found. */
    public boolean isNeeded() {
        return outcomes().stream().anyMatch(known -> !known.ownProbe() && isFailure(known.outcome()));
    }

    private List<KnownOutcome> outcomes() {
        return setting.dataset()
                .findings()
                .known(setting.runId(), setting.environment().id(), specifications, landscape.distributions());
    }

    /**
     * Searches, and records what it found.
     *
     * @param resolver holds the graph
     * @param budget how many probes may be run
     * @return how many probes it took; of no meaning once an end was wished for
     */
    public int find(ResolverProcess resolver, Graph graph, Bench bench, int budget, SearchEnd end) {
        try {
            return search(new ResolvedSpace(resolver, graph, landscape), bench, budget, end);
        } catch (Interruptible.EndWishedException wished) {
            return 0; // What was run is kept, and a later search finds it.
        }
    }

    private int search(ResolvedSpace resolved, Bench bench, int budget, SearchEnd end) {
        SpaceOracle space = new Interruptible(resolved, end::isWished);
        if (space.count(Region.EVERYTHING).isEmpty()) {
            record(new Causes(List.of(), List.of(), List.of(), 0, false), List.of(), null);
            return 0; // Too entangled to be asked which stacks there are.
        }
        Map<StackPoint, KnownOutcome> known = possible(resolved);
        Answers answers = new Answers(known, setting.dataset().findings().repetitions(setting.runId()));
        int ownProbes =
                (int) known.values().stream().filter(KnownOutcome::ownProbe).count();
        Probes probes = new Probes(setting, bench, landscape, answers, ownProbes, end, clock);
        end.whenWished(probes::wake);
        Causes causes = new CauseSearch(landscape.packages(), space, probes, bench.window(), seed(recorded.text()))
                .explain(Answers.before(known), budget);
        if (end.isWished()) {
            return causes.probes();
        }
        List<StackPoint> failing = Stream.concat(
                        causes.causes().stream().flatMap(cause -> cause.inside().stream()),
                        causes.unexplained().stream())
                .distinct()
                .toList();
        List<StackPoint> passing = known.entrySet().stream()
                .filter(one -> one.getValue().outcome() == Outcome.PASSED)
                .map(Map.Entry::getKey)
                .toList();
        Findings findings = new Findings(
                setting.environment().id(), landscape.packages(), space, answers::inspection, answers::signature);
        List<Finding> found = findings.of(causes.causes(), failing, passing);
        adoptEvidence(causes, answers);
        record(causes, found, answers);
        return causes.probes();
    }

    /** Stacks of other runs are of interest only if they are possible in this one. */
    private Map<StackPoint, KnownOutcome> possible(ResolvedSpace space) {
        Map<StackPoint, KnownOutcome> known = new LinkedHashMap<>();
        List<Long> own = setting.dataset().inspections().ofRun(setting.runId()).stream()
                .map(inspection -> inspection.inspectionId())
                .toList();
        Set<Long> ofThisRun = new HashSet<>(own);
        for (KnownOutcome outcome : outcomes()) {
            Optional<StackPoint> point = landscape.point(outcome.distributions());
            if (point.isPresent() && (ofThisRun.contains(outcome.inspectionId()) || space.isStack(point.get()))) {
                known.putIfAbsent(point.get(), outcome);
            }
        }
        return known;
    }

    /** What other runs have tried and a finding here relies on becomes this run's as well. */
    private void adoptEvidence(Causes causes, Answers answers) {
        Set<Long> ids = new HashSet<>();
        for (Cause cause : causes.causes()) {
            cause.inside().forEach(stack -> ids.add(answers.inspection(stack)));
            cause.borders().forEach(border -> ids.add(answers.inspection(border.passing())));
        }
        setting.dataset().inspections().adopt(setting.runId(), ids, LAST_POSITION, Role.PROBE);
    }

    private void record(Causes causes, List<Finding> findings, Answers answers) {
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
                        causes.flaky().stream().map(answers::inspection).toList());
    }

    static boolean isFailure(Outcome outcome) {
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
