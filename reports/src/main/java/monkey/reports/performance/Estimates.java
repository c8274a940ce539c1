package monkey.reports.performance;

import java.util.Arrays;

/** Estimates of location and difference that a few wild values do not move much. */
final class Estimates {
    private Estimates() {}

    static double median(double[] values) {
        double[] sorted = values.clone();
        Arrays.sort(sorted);
        int middle = sorted.length / 2;
        return sorted.length % 2 == 1 ? sorted[middle] : (sorted[middle - 1] + sorted[middle]) / 2;
    }

    /**
     * The median of the means of all pairs, each value with itself included (Hodges and Lehmann 1963). As safe from outliers as
     * a median needs to be, and nearly as sharp as the mean.
     */
    static double pseudoMedian(double[] values) {
        double[] means = new double[values.length * (values.length + 1) / 2];
        int next = 0;
        for (int i = 0; i < values.length; i++) {
            for (int j = i; j < values.length; j++) {
                means[next++] = (values[i] + values[j]) / 2;
            }
        }
        return median(means);
    }

    /** The median of all differences second - first: by how much the second lie higher. */
    static double shift(double[] first, double[] second) {
        double[] differences = new double[first.length * second.length];
        int next = 0;
        for (double a : first) {
            for (double b : second) {
                differences[next++] = b - a;
            }
        }
        return median(differences);
    }

    /** Cliff's delta: how much more often a value of the second lies above one of the first than below, -1 to 1. */
    static double dominance(double[] first, double[] second) {
        long balance = 0;
        for (double a : first) {
            for (double b : second) {
                balance += Double.compare(b, a);
            }
        }
        return balance / (double) ((long) first.length * second.length);
    }
}
