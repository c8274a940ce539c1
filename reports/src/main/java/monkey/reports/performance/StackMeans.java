package monkey.reports.performance;

import java.util.Arrays;
import java.util.BitSet;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * Where each stack lies once the rounds' common drift is taken out: the mean over rounds of the logarithms' distance from the
 * round's own mean. Single wild rounds are pulled in first, to three and a half times the usual deviation, because one
 * hiccup of the machine says nothing of a stack.
 *
 * @param logs one for each series, around 0
 * @param variance of each of them as the scatter over rounds has it
 * @param freedom degrees of freedom behind that variance
 * @param bySession which of them were measured in which session; distances mean something within a session only
 */
record StackMeans(double[] logs, double variance, int freedom, SortedMap<Integer, BitSet> bySession) {
    private static final double WILD = 3.5;
    private static final double NORMAL = 1.4826; // from a median of deviations to a standard deviation

    /** @param series at least two; those of a session of equally many rounds, at least two */
    static StackMeans of(List<Series> series) {
        SortedMap<Integer, BitSet> sessions = new TreeMap<>();
        for (int s = 0; s < series.size(); s++) {
            sessions.computeIfAbsent(series.get(s).session(), session -> new BitSet())
                    .set(s);
        }
        double[] means = new double[series.size()];
        double variances = 0;
        int freedom = 0;
        for (BitSet rows : sessions.values()) {
            double[][] values =
                    rows.stream().mapToObj(s -> series.get(s).logsByRound()).toArray(double[][]::new);
            double[] ofSession = new double[values.length];
            int own = (values.length - 1) * (values[0].length - 1);
            variances += squares(values, ofSession) / values[0].length;
            freedom += own;
            int[] at = rows.stream().toArray();
            for (int i = 0; i < at.length; i++) {
                means[at[i]] = ofSession[i];
            }
        }
        return new StackMeans(means, freedom == 0 ? 0 : variances / freedom, freedom, sessions);
    }

    /** Pulls in what is wild, says the means, and gives the squares around them that rounds are responsible for. */
    private static double squares(double[][] values, double[] means) {
        takeOutRounds(values);
        double[] deviations = new double[values.length * values[0].length];
        double[] centres = new double[values.length];
        int next = 0;
        for (int s = 0; s < values.length; s++) {
            centres[s] = Estimates.median(values[s]);
            for (double value : values[s]) {
                deviations[next++] = Math.abs(value - centres[s]);
            }
        }
        double limit = WILD * NORMAL * Estimates.median(deviations);
        double squares = 0;
        for (int s = 0; s < values.length; s++) {
            for (int r = 0; r < values[s].length; r++) {
                values[s][r] = Math.max(centres[s] - limit, Math.min(centres[s] + limit, values[s][r]));
            }
            means[s] = Arrays.stream(values[s]).average().orElseThrow();
            for (double value : values[s]) {
                squares += (value - means[s]) * (value - means[s]);
            }
        }
        return squares;
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
