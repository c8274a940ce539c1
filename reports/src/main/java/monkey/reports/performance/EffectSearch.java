package monkey.reports.performance;

import java.util.ArrayList;
import java.util.BitSet;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Finds the versions that explain why stacks differ.
 *
 * <p><b>Model.</b> The logarithm of a metric is a sum: one for the round, one for each effect whose versions the stack has, and
 * noise. So effects are ratios. What could be an effect is a range of the tested versions of one package, or two packages
 * whose ranges meet; that is far more than there are stacks, but few of them are real, so they are taken in one by one: the
 * one that explains most, until the next would not stand out from chance among all that were looked at. A pair of packages is
 * taken only where it explains more, for its greater number of possibilities, than two packages of which each acts for itself;
 * two effects that add up look like a weak pair.
 *
 * <p>Cost: each step looks at each column once, stacks times columns.
 */
final class EffectSearch {
    private static final int MOST_EFFECTS = 8;

    private final StackMeans means;
    private final Design design;
    private final Significance significance;
    private final Variations variations;
    private final Map<BitSet, Term> singles;
    private final Map<BitSet, Term> pairs;

    /** @param family how many such searches are made on the same run: each may err as seldom as all are to */
    EffectSearch(StackMeans means, Design design, int family) {
        this.means = means;
        this.design = design;
        this.variations = new Variations(design);
        this.singles = design.distinct(design.ranges(), Map.of());
        this.pairs = design.distinct(design.pairs(), singles);
        this.significance = new Significance(means, family, pairs.isEmpty() ? 1 : 2);
    }

    private record Candidate(BitSet column, Term term, double gain, double cost, int choices) {
        double worth(double noise) {
            return gain / noise - cost;
        }
    }

    List<Found> search() {
        Map<BitSet, Term> taken = new LinkedHashMap<>();
        Map<BitSet, Integer> choices = new LinkedHashMap<>();
        while (taken.size() < MOST_EFFECTS && taken.size() + means.bySession().size() < means.logs().length) {
            Optional<Candidate> next = next(new Fit(means, List.copyOf(taken.keySet())));
            if (next.isEmpty() || !isReal(taken, next.get())) {
                break;
            }
            taken.put(next.get().column(), variations.narrowed(next.get().term()));
            choices.put(next.get().column(), next.get().choices());
        }
        return new Estimation(means, design, significance).of(taken, choices);
    }

    private Optional<Candidate> next(Fit fit) {
        Optional<Candidate> single = best(fit, singles);
        Optional<Candidate> pair =
                best(fit, pairs).map(found -> widened(fit, found)).filter(found -> !isOfOnePackage(found.column()));
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

    /** Whether a range of one package tells the same stacks apart: then nothing speaks for a second one. */
    private boolean isOfOnePackage(BitSet column) {
        return singles.containsKey(column) || singles.containsKey(design.complement(column));
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
            for (Term term : variations.besides(best.term())) {
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
        Significance.Noise noise = significance.noise(new Fit(means, columns));
        double t = Math.sqrt(candidate.gain() / noise.variance());
        return significance.adjusted(t, noise, candidate.choices()) <= Significance.ALPHA;
    }
}
