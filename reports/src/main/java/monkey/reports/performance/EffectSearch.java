package monkey.reports.performance;

import java.util.ArrayList;
import java.util.BitSet;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import org.hipparchus.distribution.continuous.TDistribution;
import org.hipparchus.stat.regression.OLSMultipleLinearRegression;

/**
 * Finds the versions that explain why stacks differ.
 *
 * <p><b>Model.</b> The logarithm of a metric is a sum: one for the round, one for each effect whose versions the stack has, and
 * noise. So effects are ratios. What could be an effect is a range of the tested versions of one package, or two packages
 * whose ranges meet; that is far more than there are stacks, but few of them are real, so they are taken in one by one: the
 * one that explains most, until the next would not stand out from chance among all that were looked at (Bonferroni over
 * them). A pair of packages is taken only where it explains more, for its greater number of possibilities, than two packages
 * of which each acts for itself; two effects that add up look like a weak pair.
 *
 * <p><b>Noise</b> is the larger of two estimates: how stacks scatter from round to round, and how far they lie from what the model
 * says. The second catches what belongs to a stack and stays with it through all rounds.
 *
 * <p><b>Certainty.</b> For what was taken in, all other explanations that are as simple are tried in its place. Those that
 * fit nearly as well are its rivals; an effect with rivals is real, but whose it is remains open.
 *
 * <p>Cost: each step looks at each column once, stacks times columns.
 */
final class EffectSearch {
    static final double ALPHA = 0.05;

    private static final int MOST_EFFECTS = 8;
    private static final int LEAST_FREEDOM = 3;
    /** Chi-square with one degree of freedom, one in a thousand. */
    private static final double CLEARLY_WORSE = 10.83;

    private final double[] values;
    private final StackMeans means;
    private final Design design;
    private final int family;
    private final Map<BitSet, Term> singles;
    private final Map<BitSet, Term> pairs;

    /** @param family how many such searches are made on the same run: each may err as seldom as all are to */
    EffectSearch(StackMeans means, Design design, int family) {
        this.values = means.logs();
        this.means = means;
        this.design = design;
        this.family = family;
        this.singles = design.distinct(design.ranges(), Map.of());
        this.pairs = design.distinct(design.pairs(), singles);
    }

    /**
     * What was found of one effect, in numbers of the design.
     *
     * @param log of the ratio
     * @param halfWidth of its 95 % interval
     * @param p adjusted
     * @param rivals terms that fit nearly as well
     */
    record Found(
            Term term,
            BitSet column,
            double log,
            double halfWidth,
            double p,
            OptionalDouble interaction,
            List<Term> rivals) {}

    private record Candidate(BitSet column, Term term, double gain, double cost, int choices) {
        double worth(double noise) {
            return gain / noise - cost;
        }
    }

    List<Found> search() {
        Map<BitSet, Term> taken = new LinkedHashMap<>();
        Map<BitSet, Integer> choices = new LinkedHashMap<>();
        while (taken.size() < MOST_EFFECTS && taken.size() + 2 <= values.length) {
            Optional<Candidate> next = next(new Fit(values, List.copyOf(taken.keySet())));
            if (next.isEmpty() || !isReal(taken, next.get())) {
                break;
            }
            taken.put(next.get().column(), narrowed(next.get().term()));
            choices.put(next.get().column(), next.get().choices());
        }
        return found(taken, choices);
    }

    private Optional<Candidate> next(Fit fit) {
        Optional<Candidate> single = best(fit, singles);
        Optional<Candidate> pair = best(fit, pairs).map(found -> widened(fit, found));
        if (single.isEmpty() || pair.isEmpty()) {
            return single.isPresent() ? single : pair;
        }
        Fit after = fit.with(single.get().column());
        double both = single.get().worth(means.variance())
                + best(after, singles)
                        .map(second -> Math.max(0, second.worth(means.variance())))
                        .orElse(0.0);
        return pair.get().worth(means.variance()) > both ? pair : single;
    }

    private Optional<Candidate> best(Fit fit, Map<BitSet, Term> terms) {
        double cost = 2 * Math.log(Math.max(1, terms.size()));
        return terms.entrySet().stream()
                .map(one -> new Candidate(one.getKey(), one.getValue(), fit.gain(one.getKey()), cost, terms.size()))
                .filter(candidate -> candidate.gain() > 0)
                .max(Comparator.comparingDouble(Candidate::gain));
    }

    /** Pairs were looked for with simple ranges; moves each end of each as long as that explains more. */
    private Candidate widened(Fit fit, Candidate start) {
        Candidate best = start;
        boolean moved = true;
        while (moved) {
            moved = false;
            for (Term term : besides(best.term())) {
                BitSet column = design.column(term);
                double gain = fit.gain(column);
                if (gain > best.gain() * (1 + 1e-9)) {
                    best = new Candidate(column, term, gain, best.cost(), best.choices());
                    moved = true;
                }
            }
        }
        return best;
    }

    private boolean isReal(Map<BitSet, Term> taken, Candidate candidate) {
        List<BitSet> columns = new ArrayList<>(taken.keySet());
        columns.add(candidate.column());
        Noise noise = noise(new Fit(values, columns));
        return adjusted(Math.sqrt(candidate.gain() / noise.variance()), noise, candidate.choices()) <= ALPHA;
    }

    /** One half of the error that is allowed goes to the single packages, one half to the pairs. */
    private double adjusted(double t, Noise noise, int choices) {
        double p = 2 * new TDistribution(noise.freedom()).cumulativeProbability(-t);
        return Math.min(1, p * choices * (pairs.isEmpty() ? 1 : 2) * family);
    }

    private record Noise(double variance, int freedom) {}

    private Noise noise(Fit fit) {
        int freedom = values.length - fit.parameters();
        if (freedom >= LEAST_FREEDOM && fit.squares() / freedom > means.variance()) {
            return new Noise(fit.squares() / freedom, freedom);
        }
        return new Noise(Math.max(means.variance(), Double.MIN_NORMAL), means.freedom());
    }

    private List<Found> found(Map<BitSet, Term> taken, Map<BitSet, Integer> choices) {
        if (taken.isEmpty()) {
            return List.of();
        }
        List<BitSet> columns = List.copyOf(taken.keySet());
        Noise noise = noise(new Fit(values, columns));
        OLSMultipleLinearRegression regression = new OLSMultipleLinearRegression();
        double[][] x = new double[values.length][columns.size()];
        for (int s = 0; s < x.length; s++) {
            for (int c = 0; c < x[s].length; c++) {
                x[s][c] = columns.get(c).get(s) ? 1 : 0;
            }
        }
        regression.newSampleData(values, x);
        double[] logs = regression.estimateRegressionParameters();
        double[][] spread = regression.estimateRegressionParametersVariance();
        double t = new TDistribution(noise.freedom()).inverseCumulativeProbability(0.975);
        List<Found> found = new ArrayList<>();
        for (int c = 0; c < columns.size(); c++) {
            double error = Math.sqrt(spread[c + 1][c + 1] * noise.variance());
            double p = adjusted(Math.abs(logs[c + 1]) / error, noise, choices.get(columns.get(c)));
            Term term = taken.get(columns.get(c));
            if (p <= ALPHA) {
                found.add(new Found(
                        term,
                        columns.get(c),
                        logs[c + 1],
                        t * error,
                        p,
                        interaction(term, columns, c),
                        rivals(term, columns, c, noise)));
            }
        }
        if (found.size() < columns.size() && !found.isEmpty()) {
            // What was taken in early has turned out to be others' doing: without it the rest is estimated better.
            Map<BitSet, Term> kept = new LinkedHashMap<>();
            found.forEach(one -> kept.put(one.column(), one.term()));
            return found(kept, choices);
        }
        return found;
    }

    /** Whether two packages do more together than each for itself; not known where they are not seen apart. */
    private OptionalDouble interaction(Term term, List<BitSet> columns, int index) {
        if (!term.isInteraction()) {
            return OptionalDouble.empty();
        }
        List<BitSet> others = new ArrayList<>(columns);
        BitSet both = others.remove(index);
        Fit fit = new Fit(values, others);
        for (Map.Entry<Integer, BitSet> one : term.levels().entrySet()) {
            BitSet alone = design.column(new Term(new java.util.TreeMap<>(Map.of(one.getKey(), one.getValue()))));
            if (alone.equals(both) || !fit.add(alone)) {
                return OptionalDouble.empty();
            }
        }
        double gain = fit.gain(both);
        if (gain == 0) {
            return OptionalDouble.empty();
        }
        Noise noise = noise(fit.with(both));
        return OptionalDouble.of(
                2 * new TDistribution(noise.freedom()).cumulativeProbability(-Math.sqrt(gain / noise.variance())));
    }

    private List<Term> rivals(Term term, List<BitSet> columns, int index, Noise noise) {
        List<BitSet> others = new ArrayList<>(columns);
        BitSet own = others.remove(index);
        Fit fit = new Fit(values, others);
        double enough = fit.gain(own) - CLEARLY_WORSE * noise.variance();
        List<Candidate> near = new ArrayList<>();
        List<Term> asSimple = term.isInteraction() ? design.pairs() : design.ranges();
        if (term.isInteraction()) {
            asSimple.addAll(design.ranges());
            asSimple.addAll(besides(term));
        }
        for (Term rival : asSimple) {
            BitSet column = design.column(rival);
            if (!rival.equals(term) && !isOtherSide(rival, term)) {
                double gain = fit.gain(column);
                if (gain > 0 && gain >= enough) {
                    near.add(new Candidate(column, rival, gain, 0, 0));
                }
            }
        }
        near.sort(Comparator.comparingDouble(Candidate::gain).reversed());
        return near.stream().map(Candidate::term).distinct().toList();
    }

    /** Without versions that no stack holds together with the others: of those nothing was seen. */
    private Term narrowed(Term term) {
        if (!term.isInteraction()) {
            return term;
        }
        BitSet column = design.column(term);
        for (Term smaller : besides(term)) {
            if (count(smaller) < count(term) && design.column(smaller).equals(column)) {
                return narrowed(smaller);
            }
        }
        return term;
    }

    private static int count(Term term) {
        return term.levels().values().stream().mapToInt(BitSet::cardinality).sum();
    }

    /** The same with one end of one of its ranges one version further in or out. */
    private List<Term> besides(Term term) {
        List<Term> besides = new ArrayList<>();
        term.levels().forEach((p, range) -> {
            int last = design.versions().get(p).size() - 1;
            int low = range.nextSetBit(0);
            int high = range.length() - 1;
            for (int[] ends : new int[][] {{low - 1, high}, {low + 1, high}, {low, high - 1}, {low, high + 1}}) {
                if (ends[0] >= 0 && ends[1] <= last && ends[0] <= ends[1] && ends[1] - ends[0] < last) {
                    BitSet changed = new BitSet();
                    changed.set(ends[0], ends[1] + 1);
                    besides.add(term.with(p, changed));
                }
            }
        });
        return besides;
    }

    /** All versions of the one package that the other term does not name: the same said from the other side. */
    private boolean isOtherSide(Term one, Term other) {
        if (one.isInteraction()
                || other.isInteraction()
                || !one.levels().firstKey().equals(other.levels().firstKey())) {
            return false;
        }
        int p = one.levels().firstKey();
        BitSet rest = (BitSet) one.levels().get(p).clone();
        rest.flip(0, design.versions().get(p).size());
        return rest.equals(other.levels().get(p));
    }
}
