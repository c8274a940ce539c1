package monkey.reports.performance;

import java.util.ArrayList;
import java.util.BitSet;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.OptionalDouble;
import java.util.TreeMap;

/**
 * What else could be behind an effect that was taken in. All other explanations that are as simple are tried in its place; those
 * that fit nearly as well are its rivals. An effect with rivals is real, but whose it is remains open.
 */
record Rivals(StackMeans means, Design design, Significance significance) {
    /** Chi-square with one degree of freedom, one in a thousand. */
    private static final double CLEARLY_WORSE = 10.83;

    private record Near(Term term, double gain) {}

    /**
     * @param columns of all effects
     * @param index of the term's own
     */
    List<Term> of(Term term, List<BitSet> columns, int index, double noise) {
        List<BitSet> others = new ArrayList<>(columns);
        BitSet own = others.remove(index);
        Fit fit = new Fit(means, others);
        double enough = fit.gain(own) - CLEARLY_WORSE * noise;
        Variations variations = new Variations(design);
        List<Near> near = new ArrayList<>();
        for (Term rival : asSimple(term, variations)) {
            if (!rival.equals(term) && !variations.isOtherSide(rival, term)) {
                double gain = fit.gain(design.column(rival));
                if (gain > 0 && gain >= enough) {
                    near.add(new Near(rival, gain));
                }
            }
        }
        near.sort(Comparator.comparingDouble(Near::gain).reversed());
        return near.stream().map(Near::term).distinct().toList();
    }

    private List<Term> asSimple(Term term, Variations variations) {
        if (!term.isInteraction()) {
            return design.ranges();
        }
        List<Term> asSimple = design.pairs();
        asSimple.addAll(design.ranges());
        asSimple.addAll(variations.besides(term));
        return asSimple;
    }

    /** Whether two packages do more together than each for itself; not known where they are not seen apart. */
    OptionalDouble interaction(Term term, List<BitSet> columns, int index) {
        if (!term.isInteraction()) {
            return OptionalDouble.empty();
        }
        List<BitSet> others = new ArrayList<>(columns);
        BitSet both = others.remove(index);
        Fit fit = new Fit(means, others);
        for (Map.Entry<Integer, BitSet> one : term.levels().entrySet()) {
            BitSet alone = design.column(new Term(new TreeMap<>(Map.of(one.getKey(), one.getValue()))));
            if (alone.equals(both) || !fit.add(alone)) {
                return OptionalDouble.empty();
            }
        }
        double gain = fit.gain(both);
        if (gain == 0) {
            return OptionalDouble.empty();
        }
        Significance.Noise noise = significance.noise(fit.with(both));
        return OptionalDouble.of(noise.p(Math.sqrt(gain / noise.variance())));
    }
}
