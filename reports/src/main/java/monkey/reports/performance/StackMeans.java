package monkey.reports.performance;

import java.util.Arrays;
import java.util.List;

/**
 * Where each stack lies once the rounds' common drift is taken out: the mean over rounds of the logarithms' distance from the
 * round's own mean. Single wild rounds are pulled in first, to three and a half times the usual deviation, because one
 * hiccup of the machine says nothing of a stack.
 *
 * @param logs one for each series, around 0
 * @param variance of each of them as the scatter over rounds has it
 * @param freedom degrees of freedom behind that variance
 */
record StackMeans(double[] logs, double variance, int freedom) {
    private static final double WILD = 3.5;
    private static final double NORMAL = 1.4826; // from a median of deviations to a standard deviation

    /** @param series at least two, of equally many rounds, at least two */
    static StackMeans of(List<Series> series) {
        int stacks = series.size();
        int rounds = series.get(0).rounds().size();
        double[][] values = series.stream().map(Series::logsByRound).toArray(double[][]::new);
        takeOutRounds(values);
        double[] deviations = new double[stacks * rounds];
        double[] centres = new double[stacks];
        for (int s = 0; s < stacks; s++) {
            centres[s] = Estimates.median(values[s]);
            for (int r = 0; r < rounds; r++) {
                deviations[s * rounds + r] = Math.abs(values[s][r] - centres[s]);
            }
        }
        double limit = WILD * NORMAL * Estimates.median(deviations);
        double[] means = new double[stacks];
        double squares = 0;
        for (int s = 0; s < stacks; s++) {
            for (int r = 0; r < rounds; r++) {
                values[s][r] = Math.max(centres[s] - limit, Math.min(centres[s] + limit, values[s][r]));
            }
            means[s] = Arrays.stream(values[s]).average().orElseThrow();
            for (int r = 0; r < rounds; r++) {
                squares += (values[s][r] - means[s]) * (values[s][r] - means[s]);
            }
        }
        int freedom = (stacks - 1) * (rounds - 1);
        return new StackMeans(means, squares / freedom / rounds, freedom);
    }

    private static void takeOutRounds(double[][] values) {
        for (int r = 0; r < values[0].length; r++) {
            double sum = 0;
            for (double[] stack : values) {
                sum += stack[r];
            }
            for (double[] stack : values) {
                stack[r] -= sum / values.length;
            }
        }
    }
}
