package monkey.reports.performance;

import java.util.Arrays;
import java.util.Comparator;

/** Adjusts the p-values of many tests for their number. The answers stand in the order of the questions. */
final class Corrections {
    private Corrections() {}

    /** Holm (1979): whoever believes all with an adjusted p of at most a is wrong anywhere with probability a at most. */
    static double[] holm(double[] p) {
        Integer[] order = ascending(p);
        double[] adjusted = new double[p.length];
        double most = 0;
        for (int rank = 0; rank < p.length; rank++) {
            most = Math.max(most, Math.min(1, p[order[rank]] * (p.length - rank)));
            adjusted[order[rank]] = most;
        }
        return adjusted;
    }

    private static Integer[] ascending(double[] p) {
        Integer[] order = new Integer[p.length];
        Arrays.setAll(order, i -> i);
        Arrays.sort(order, Comparator.comparingDouble(i -> p[i]));
        return order;
    }
}
