package monkey.reports.performance;

import java.util.ArrayList;
import java.util.BitSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.hipparchus.distribution.continuous.TDistribution;
import org.hipparchus.stat.regression.OLSMultipleLinearRegression;

/** How large the effects are that were taken in, each with the others held still, and what speaks against each. */
record Estimation(StackMeans means, Design design, Significance significance) {
    /**
     * @param choices among how many each was looked for, by column
     * @return those that stand beside the others
     */
    List<Found> of(Map<BitSet, Term> taken, Map<BitSet, Integer> choices) {
        if (taken.isEmpty()) {
            return List.of();
        }
        List<BitSet> columns = List.copyOf(taken.keySet());
        Significance.Noise noise = significance.noise(new Fit(means, columns));
        OLSMultipleLinearRegression regression = regression(columns);
        double[] logs = regression.estimateRegressionParameters();
        double[][] spread = regression.estimateRegressionParametersVariance();
        double t = new TDistribution(noise.freedom()).inverseCumulativeProbability(0.975);
        Rivals rivals = new Rivals(means, design, significance);
        List<Found> found = new ArrayList<>();
        for (int c = 0; c < columns.size(); c++) {
            double error = Math.sqrt(spread[c + 1][c + 1] * noise.variance());
            double p = significance.adjusted(Math.abs(logs[c + 1]) / error, noise, choices.get(columns.get(c)));
            Term term = taken.get(columns.get(c));
            if (p <= Significance.ALPHA) {
                found.add(new Found(
                        term,
                        columns.get(c),
                        logs[c + 1],
                        t * error,
                        p,
                        rivals.interaction(term, columns, c),
                        rivals.of(term, columns, c, noise.variance())));
            }
        }
        if (found.size() < columns.size() && !found.isEmpty()) {
            // What was taken in early has turned out to be others' doing: without it the rest is estimated better.
            Map<BitSet, Term> kept = new LinkedHashMap<>();
            found.forEach(one -> kept.put(one.column(), one.term()));
            return of(kept, choices);
        }
        return found;
    }

    private OLSMultipleLinearRegression regression(List<BitSet> columns) {
        List<BitSet> all = new ArrayList<>(columns);
        means.bySession().values().stream().skip(1).forEach(all::add); // the first is the intercept
        double[][] x = new double[means.logs().length][all.size()];
        for (int s = 0; s < x.length; s++) {
            for (int c = 0; c < x[s].length; c++) {
                x[s][c] = all.get(c).get(s) ? 1 : 0;
            }
        }
        OLSMultipleLinearRegression regression = new OLSMultipleLinearRegression();
        regression.newSampleData(means.logs(), x);
        return regression;
    }
}
