package monkey.reports;

import java.math.BigInteger;
import java.util.Collections;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.Collectors;

/**
 * What was found out by experiment about a part of a space: that its stacks fail, and where it ends.
 *
 * @param conditions PEP 440 specifiers by package; those of a package are alternatives, all packages are meant together
 * @param signatures of the failures, most frequent first
 * @param stacksAffected exact; empty when it could not be counted
 * @param suggestion requirement lines, of which the first avoids it and the others are against other causes; may be empty
 * @param stacksLost good stacks that the suggestion costs
 * @param missing how many more runs would prove it; 0 when it is proven
 * @param proofs at least one
 */
public record Finding(
        Kind kind,
        boolean proven,
        String environment,
        List<String> signatures,
        SortedMap<String, List<String>> conditions,
        Optional<BigInteger> stacksAffected,
        List<String> suggestion,
        Optional<BigInteger> stacksLost,
        int probes,
        int missing,
        List<Proof> proofs) {
    public Finding {
        signatures = List.copyOf(signatures);
        conditions = Collections.unmodifiableSortedMap(new TreeMap<>(conditions));
        suggestion = List.copyOf(suggestion);
        proofs = List.copyOf(proofs);
    }

    /** What it is about. */
    public enum Kind {
        FAILURE,
        PERFORMANCE
    }

    /**
     * @param failing inside the part
     * @param passing just outside of it, by {@code packageName} only; empty where the failing one stands for itself
     * @param heldStill whether the two differ in nothing but that package
     */
    public record Proof(Inspection failing, Optional<Inspection> passing, String packageName, boolean heldStill) {}

    /** Whether no run was spent on it: the budget ended before its turn, and it rests on what was run for other reasons. */
    public boolean isNotLookedInto() {
        return !proven && probes == 0;
    }

    /** Lines of the suggestion that are against other causes, so that nothing known to fail is left. */
    public List<String> suggestedAgainstOthers() {
        return suggestion.isEmpty() ? List.of() : suggestion.subList(1, suggestion.size());
    }

    /** {@code flask <2.2 with werkzeug >=3}, in words that can be searched for. */
    public String cause() {
        return conditions.entrySet().stream()
                .map(condition -> condition.getKey() + " " + String.join(" or ", condition.getValue()))
                .collect(Collectors.joining(" with "));
    }

    /**
     * One that fails as most of them do, for others may fail by another cause as well; of those the smallest stack, the one at an
     * end of it where there is a choice.
     */
    public Inspection example() {
        return proofs.stream()
                .min(Comparator.comparing((Proof proof) -> !showsMostFrequent(proof.failing()))
                        .thenComparing(proof -> proof.failing().stack().size())
                        .thenComparing(proof -> !proof.heldStill()))
                .orElseThrow()
                .failing();
    }

    private boolean showsMostFrequent(Inspection inspection) {
        return inspection
                .failure()
                .filter(failure -> signatures.isEmpty() || failure.signature().equals(signatures.get(0)))
                .isPresent();
    }

    /** Failing inspections it rests on, each once. */
    public List<Inspection> failing() {
        return proofs.stream().map(Proof::failing).distinct().toList();
    }

    /** Passing inspections it rests on, each once. */
    public List<Inspection> passing() {
        return proofs.stream()
                .flatMap(proof -> proof.passing().stream())
                .distinct()
                .toList();
    }

    /** Of the pairs that show the same step of the same package one, best one in which nothing else differs. */
    public List<Proof> ends() {
        Map<List<String>, Proof> ends = new LinkedHashMap<>();
        for (Proof pair : pairs()) {
            List<String> step = List.of(
                    pair.packageName(),
                    version(pair.failing(), pair.packageName()),
                    version(pair.passing().orElseThrow(), pair.packageName()));
            ends.merge(step, pair, (one, other) -> one.heldStill() ? one : other);
        }
        return List.copyOf(ends.values());
    }

    private static String version(Inspection inspection, String name) {
        return inspection.stack().stream()
                .filter(pin -> pin.name().equals(name))
                .map(Pin::version)
                .findFirst()
                .orElse("");
    }

    /** Those proofs that are pairs of stacks on both sides of an end. */
    public List<Proof> pairs() {
        return proofs.stream().filter(proof -> proof.passing().isPresent()).toList();
    }
}
