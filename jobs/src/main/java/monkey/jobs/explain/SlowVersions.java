package monkey.jobs.explain;

import java.math.BigInteger;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import monkey.dataset.Dataset;
import monkey.dataset.finding.Finding;
import monkey.dataset.run.Outcome;
import monkey.dataset.run.Role;
import monkey.dataset.run.RunInspection;
import monkey.dataset.run.StackMember;
import monkey.reports.causes.Cause;
import monkey.reports.causes.SpaceOracle;
import monkey.reports.causes.StackPoint;
import monkey.reports.performance.Comparison;
import monkey.reports.performance.Slowdown;
import monkey.reports.performance.deciding.Deciding.Decided;

/**
 * Says of versions that were measured to be slower what the space says of them: how many stacks they are in, and which lines
 * avoid them. What is slower, and by how much, follows from the measurements whenever they are read, and is not kept.
 */
final class SlowVersions {
    /** Not those that are another inspection once more. */
    private static final Set<Role> OWN = EnumSet.of(Role.CHOSEN, Role.PROBE);

    private final Dataset dataset;
    private final long runId;
    private final int environmentId;
    private final Landscape landscape;
    private final Map<String, RunInspection> measured = new HashMap<>();
    private final List<StackPoint> failing = new ArrayList<>();
    private final List<StackPoint> passing = new ArrayList<>();

    SlowVersions(Dataset dataset, long runId, int environmentId, Landscape landscape) {
        this.dataset = dataset;
        this.runId = runId;
        this.environmentId = environmentId;
        this.landscape = landscape;
        for (RunInspection inspection : dataset.inspections().ofRun(runId)) {
            if (inspection.environmentId() == environmentId && OWN.contains(inspection.role())) {
                measured.put(Long.toString(inspection.inspectionId()), inspection);
                if (inspection.outcome() == Outcome.PASSED) {
                    point(inspection).ifPresent(passing::add);
                } else if (CauseFinder.isFailure(inspection.outcome())) {
                    point(inspection).ifPresent(failing::add);
                }
            }
        }
    }

    private Optional<StackPoint> point(RunInspection inspection) {
        return landscape.point(inspection.stack().members().stream()
                .map(StackMember::distributionId)
                .toList());
    }

    /** Records it, for those found in this environment; a second time changes nothing. */
    void record(Decided decided, SpaceOracle space) {
        List<Slowdown> here = Slowdown.of(decided.performance()).stream()
                .filter(this::isOfHere)
                .toList();
        List<Finding> earlier = dataset.findings().ofRun(runId).stream()
                .filter(finding -> finding.environmentId() == environmentId)
                .toList();
        List<Cause> causes = earlier.stream()
                .filter(finding -> finding.kind() == Finding.Kind.FAILURE)
                .map(finding -> cause(finding.conditions(), List.of(), finding.status() == Finding.Status.PROVEN))
                .toList();
        List<Finding> findings = new ArrayList<>();
        for (Slowdown slowdown : here) {
            findings.add(finding(slowdown, decided, earlier.size() + findings.size(), causes, space));
        }
        dataset.findings().recordSlower(runId, environmentId, findings);
    }

    private boolean isOfHere(Slowdown slowdown) {
        return slowdown.changes().get(0).effect().inside().stream().anyMatch(measured::containsKey);
    }

    private Finding finding(Slowdown slowdown, Decided decided, int position, List<Cause> causes, SpaceOracle space) {
        Slowdown.Change largest = slowdown.changes().get(0);
        List<StackPoint> inside = largest.effect().inside().stream()
                .flatMap(id -> point(measured.get(id)).stream())
                .toList();
        int missing = decided.missing().getOrDefault(slowdown.specifiers(), 0);
        boolean proven = slowdown.proven() && missing == 0;
        Cause own = cause(slowdown.specifiers(), inside, proven);
        List<Cause> all = new ArrayList<>(List.of(own));
        all.addAll(causes);
        Optional<Suggestion> suggestion = slowdown.changes().stream().anyMatch(Slowdown.Change::isWorse)
                ? Suggestion.of(own, new Suggestion.Circumstances(all, landscape.packages(), space, failing, passing))
                : Optional.empty();
        Optional<BigInteger> affected = space.count(own.region());
        return new Finding(
                environmentId,
                position,
                Finding.Kind.PERFORMANCE,
                proven ? Finding.Status.PROVEN : Finding.Status.SUSPECTED,
                new TreeMap<>(slowdown.specifiers()),
                List.of(),
                affected.orElse(null),
                suggestion.map(Suggestion::lines).orElse(List.of()),
                suggestion.map(Suggestion::lost).orElse(null),
                decided.probes().getOrDefault(slowdown.specifiers().keySet(), 0),
                missing,
                evidence(largest));
    }

    /** Pairs that differ in these packages only; where there are none, any of the stacks. */
    private List<Finding.Proof> evidence(Slowdown.Change change) {
        List<Finding.Proof> pairs = new ArrayList<>();
        for (Comparison pair : change.effect().neighbours()) {
            boolean forward = change.effect().inside().contains(pair.second());
            pairs.add(new Finding.Proof(
                    Long.parseLong(forward ? pair.second() : pair.first()),
                    Long.parseLong(forward ? pair.first() : pair.second()),
                    change.effect().versions().firstKey(),
                    true));
        }
        return pairs.isEmpty()
                ? List.of(new Finding.Proof(
                        Long.parseLong(change.effect().inside().get(0)), null, null, false))
                : pairs;
    }

    private Cause cause(SortedMap<String, List<String>> conditions, List<StackPoint> inside, boolean proven) {
        return new Cause(landscape.region(conditions), proven, inside, List.of(), Optional.empty(), 0, 0);
    }
}
