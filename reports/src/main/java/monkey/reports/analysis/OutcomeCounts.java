package monkey.reports.analysis;

import java.util.Collections;
import java.util.EnumMap;
import java.util.Map;
import java.util.function.Predicate;
import java.util.stream.Stream;
import monkey.reports.Inspection;
import monkey.reports.Outcome;

/** How many inspections ended how; every outcome has its number, also when it is 0. The numbers add up to {@link #total}. */
public record OutcomeCounts(Map<Outcome, Integer> byOutcome, int reused) {

    public OutcomeCounts {
        Map<Outcome, Integer> all = new EnumMap<>(Outcome.class);
        for (Outcome outcome : Outcome.values()) {
            all.put(outcome, byOutcome.getOrDefault(outcome, 0));
        }
        byOutcome = Collections.unmodifiableMap(all);
    }

    static OutcomeCounts of(Stream<Inspection> inspections) {
        Map<Outcome, Integer> counts = new EnumMap<>(Outcome.class);
        int[] reused = {0};
        inspections.forEach(inspection -> {
            counts.merge(inspection.outcome(), 1, Integer::sum);
            reused[0] += inspection.reused() ? 1 : 0;
        });
        return new OutcomeCounts(counts, reused[0]);
    }

    public int of(Outcome outcome) {
        return byOutcome.get(outcome);
    }

    public int sum(Predicate<Outcome> which) {
        return byOutcome.entrySet().stream()
                .filter(entry -> which.test(entry.getKey()))
                .mapToInt(Map.Entry::getValue)
                .sum();
    }

    /** What was chosen, and so asked for. */
    public int total() {
        return sum(outcome -> true);
    }

    public int failing() {
        return sum(Outcome::isFailure);
    }

    public int passed() {
        return of(Outcome.PASSED);
    }

    /** Tried in this run, that is without those whose result was known before. */
    public int run() {
        return tried() - reused;
    }

    public int tried() {
        return sum(Outcome::isTried);
    }
}
