package monkey.reports.performance;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.stream.Collectors;
import monkey.reports.Finding;

/**
 * Versions with which stacks fare worse (or, where nobody says which way is worse, otherwise), and in which metrics they do.
 *
 * @param specifiers by package, as PEP 440 writes them; several of a package are alternatives
 * @param changes at least one, the largest first
 * @param reach what the space says of these versions: how many stacks have them, and which lines avoid them; empty where it was
 *     not asked
 */
public record Slowdown(
        String environment, SortedMap<String, List<String>> specifiers, List<Change> changes, Optional<Finding> reach) {

    /** The same with what of these is about its versions. */
    private Slowdown reaching(List<Finding> slower) {
        Optional<Finding> own = slower.stream()
                .filter(finding -> finding.environment().equals(environment)
                        && finding.conditions().equals(specifiers))
                .findFirst();
        return new Slowdown(environment, specifiers, changes, own);
    }

    /** What happens to one metric. */
    public record Change(MetricResult result, Effect effect) {
        /**
         * Whether the statement is beyond doubt: nothing else explains it nearly as well, it stands clear of the noise that the
         * control showed, a joint effect was seen to be more than the sum of two, and no direct comparison speaks against it.
         */
        public boolean proven() {
            boolean contradicted = effect.neighbours().stream().anyMatch(this::contradicts);
            return effect.rivals().isEmpty() && result.noise().isPresent() && isSeparated() && !contradicted;
        }

        /** Whether a joint effect was seen to be more than the sum of two. */
        public boolean isSeparated() {
            return !effect.isInteraction()
                    || effect.interaction().isPresent() && effect.interaction().getAsDouble() < Significance.ALPHA;
        }

        private boolean contradicts(Comparison comparison) {
            boolean forward = effect.inside().contains(comparison.second());
            double limit = 1 + (effect.ratio().ratio() - 1) / 2;
            Interval seen = comparison.ratio();
            double low = forward ? seen.low() : 1 / seen.high();
            double high = forward ? seen.high() : 1 / seen.low();
            return effect.ratio().ratio() > 1 ? high < limit : low > limit;
        }

        /** {@code cpu time 31 % more (28 to 34 %)}. */
        public String words() {
            Interval ratio = effect.ratio();
            boolean more = ratio.ratio() > 1;
            double near = Math.abs((more ? ratio.low() : ratio.high()) - 1);
            double far = Math.abs((more ? ratio.high() : ratio.low()) - 1);
            return "%s %s %% %s (%s to %s %%)"
                    .formatted(
                            result.metric().words(),
                            percent(Math.abs(ratio.ratio() - 1)),
                            more ? "more" : "less",
                            percent(near),
                            percent(far));
        }

        /** Whether inside is worse than outside, as far as anybody said which way is worse. */
        public boolean isWorse() {
            return switch (result.metric().better()) {
                case LESS -> effect.ratio().ratio() > 1;
                case MORE -> effect.ratio().ratio() < 1;
                case UNKNOWN -> false;
            };
        }

        /** By how much it is worse, as a share of what it would be without; 0 when it is not. */
        public double loss() {
            double ratio = effect.ratio().ratio();
            return !isWorse() ? 0 : ratio > 1 ? ratio - 1 : 1 / ratio - 1;
        }
    }

    /** A share as percent, with one digit after the point below a hundred. */
    public static String percent(double share) {
        double percent = 100 * share;
        return percent < 99.95 ? String.format(Locale.ROOT, "%.1f", percent) : Long.toString(Math.round(percent));
    }

    /**
     * Proven in at least one metric, and no stack is left that could tell where its versions end. Where the space was not asked
     * (it is too entangled, or the run was stopped before) that is of the tested versions only.
     */
    public boolean proven() {
        return changes.stream().anyMatch(Change::proven)
                && reach.map(known -> known.missing() == 0).orElse(true);
    }

    /** {@code numpy>=1.20,<1.22 with scipy<1.5}. */
    public String versions() {
        return specifiers.entrySet().stream()
                .map(one -> one.getValue().stream()
                        .map(specifier -> one.getKey() + specifier)
                        .collect(Collectors.joining(" or ")))
                .collect(Collectors.joining(" with "));
    }

    public String sentence() {
        return versions() + ": " + changes.stream().map(Change::words).collect(Collectors.joining(", "));
    }

    /** What a run found, the largest first; effects of equal versions on several metrics are one. */
    public static List<Slowdown> of(Performance performance) {
        return of(performance, List.of());
    }

    /** The same with what is known of the reach of each. */
    public static List<Slowdown> of(Performance performance, List<Finding> slower) {
        Map<List<Object>, List<Change>> together = new LinkedHashMap<>();
        for (MetricResult result : performance.results()) {
            for (Effect effect : result.effects()) {
                together.computeIfAbsent(
                                List.of(result.environment(), effect.specifiers()), versions -> new ArrayList<>())
                        .add(new Change(result, effect));
            }
        }
        List<Slowdown> slowdowns = new ArrayList<>();
        for (List<Change> changes : together.values()) {
            changes.sort(Comparator.comparing(Change::proven)
                    .thenComparing(
                            change -> Math.abs(Math.log(change.effect().ratio().ratio())))
                    .reversed());
            Change largest = changes.get(0);
            slowdowns.add(new Slowdown(
                            largest.result().environment(),
                            largest.effect().specifiers(),
                            List.copyOf(changes),
                            Optional.empty())
                    .reaching(slower));
        }
        slowdowns.sort(Comparator.comparing(Slowdown::proven)
                .thenComparing(one ->
                        Math.abs(Math.log(one.changes().get(0).effect().ratio().ratio())))
                .reversed());
        return List.copyOf(slowdowns);
    }
}
