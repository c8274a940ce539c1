package monkey.jobs.explain;

import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.Function;
import java.util.function.ToLongFunction;
import monkey.dataset.finding.Finding;
import monkey.reports.causes.Border;
import monkey.reports.causes.Cause;
import monkey.reports.causes.PackageCandidates;
import monkey.reports.causes.SpaceOracle;
import monkey.reports.causes.StackPoint;

/**
 * Says causes as findings: levels become specifiers, stacks become inspections. The cause that breaks most goes first, of equals by
 * name; those that no probe was left for come last.
 */
final class Findings {
    /** Most failing stacks named for a cause besides those at its ends. */
    private static final int EXAMPLES = 5;

    private final int environmentId;
    private final List<PackageCandidates> packages;
    private final SpaceOracle space;
    private final ToLongFunction<StackPoint> inspections;
    private final Function<StackPoint, String> signatures;

    /**
     * @param inspections the inspection of a stack that was run
     * @param signatures of a stack that failed
     */
    Findings(
            int environmentId,
            List<PackageCandidates> packages,
            SpaceOracle space,
            ToLongFunction<StackPoint> inspections,
            Function<StackPoint, String> signatures) {
        this.environmentId = environmentId;
        this.packages = packages;
        this.space = space;
        this.inspections = inspections;
        this.signatures = signatures;
    }

    List<Finding> of(List<Cause> causes, List<StackPoint> failing, List<StackPoint> passing) {
        List<Cause> ordered = causes.stream()
                .sorted(Comparator.comparing((Cause cause) -> !cause.proven() && cause.probes() == 0)
                        .thenComparing(
                                cause -> cause.affected().orElse(java.math.BigInteger.ZERO), Comparator.reverseOrder())
                        // Which is found first depends on what ended first.
                        .thenComparing(cause -> conditions(cause).toString()))
                .toList();
        List<Finding> findings = new ArrayList<>();
        for (Cause cause : ordered) {
            Optional<Suggestion> suggestion =
                    Suggestion.of(cause, new Suggestion.Circumstances(ordered, packages, space, failing, passing));
            findings.add(new Finding(
                    environmentId,
                    findings.size(),
                    Finding.Kind.FAILURE,
                    cause.proven() ? Finding.Status.PROVEN : Finding.Status.SUSPECTED,
                    conditions(cause),
                    signatures(cause, ordered),
                    cause.affected().orElse(null),
                    suggestion.map(Suggestion::lines).orElse(List.of()),
                    suggestion.map(Suggestion::lost).orElse(null),
                    cause.probes(),
                    cause.missing(),
                    evidence(cause, ordered)));
        }
        return findings;
    }

    private SortedMap<String, List<String>> conditions(Cause cause) {
        SortedMap<String, List<String>> conditions = new TreeMap<>();
        cause.region()
                .levels()
                .forEach((p, levels) -> conditions.put(
                        packages.get(p).name(), Specifiers.of(packages.get(p).versions(), levels)));
        return conditions;
    }

    /** Of its stacks that no other cause explains; of all of them where there is none. Most frequent first. */
    private List<String> signatures(Cause cause, Collection<Cause> all) {
        List<StackPoint> own =
                cause.inside().stream().filter(stack -> isAlone(stack, all)).toList();
        Map<String, Integer> counts = new HashMap<>();
        (own.isEmpty() ? cause.inside() : own).forEach(stack -> counts.merge(signatures.apply(stack), 1, Integer::sum));
        return counts.entrySet().stream()
                .sorted(Map.Entry.<String, Integer>comparingByValue()
                        .reversed()
                        .thenComparing(Map.Entry.comparingByKey()))
                .map(Map.Entry::getKey)
                .toList();
    }

    private static boolean isAlone(StackPoint stack, Collection<Cause> all) {
        return all.stream().filter(cause -> cause.region().contains(stack)).count() == 1;
    }

    private List<Finding.Proof> evidence(Cause cause, Collection<Cause> all) {
        List<Finding.Proof> proofs = new ArrayList<>();
        for (Border border : cause.borders()) {
            proofs.add(new Finding.Proof(
                    inspections.applyAsLong(border.failing()),
                    inspections.applyAsLong(border.passing()),
                    packages.get(border.packageIndex()).name(),
                    border.heldStill()));
        }
        cause.inside().stream()
                .filter(stack -> cause.borders().stream()
                        .noneMatch(border -> border.failing().equals(stack)))
                .sorted(Comparator.comparing(stack -> !isAlone(stack, all)))
                .limit(EXAMPLES)
                .forEach(stack -> proofs.add(new Finding.Proof(inspections.applyAsLong(stack), null, null, false)));
        return proofs;
    }
}
