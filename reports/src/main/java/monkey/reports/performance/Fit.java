package monkey.reports.performance;

import java.util.ArrayList;
import java.util.BitSet;
import java.util.List;

/**
 * Stack means with some columns and an intercept for each session taken out, by Gram and Schmidt; tells for any further column how much of
 * the remaining squares it would explain, without fitting anything anew.
 */
final class Fit {
    private static final double NOTHING = 1e-9;

    private final List<double[]> basis = new ArrayList<>();
    private final double[] rest;

    Fit(StackMeans means, List<BitSet> columns) {
        rest = means.logs().clone();
        means.bySession().values().forEach(this::add);
        columns.forEach(this::add);
    }

    private Fit(Fit other) {
        rest = other.rest.clone();
        basis.addAll(other.basis);
    }

    /** The same with one more column taken out. */
    Fit with(BitSet column) {
        Fit more = new Fit(this);
        more.add(column);
        return more;
    }

    /** Takes a column out; false when it adds nothing to those that were. */
    boolean add(BitSet column) {
        double[] direction = beside(column);
        double length = Math.sqrt(dot(direction, direction));
        if (length < NOTHING) {
            return false;
        }
        for (int i = 0; i < direction.length; i++) {
            direction[i] /= length;
        }
        basis.add(direction);
        double share = dot(direction, rest);
        for (int i = 0; i < rest.length; i++) {
            rest[i] -= share * direction[i];
        }
        return true;
    }

    /** How many numbers were fitted. */
    int parameters() {
        return basis.size();
    }

    double[] rest() {
        return rest.clone();
    }

    double squares() {
        return dot(rest, rest);
    }

    /** Squares that the column would take away from the rest; 0 when it is told by those that were taken out. */
    double gain(BitSet column) {
        double product = 0;
        for (int s = column.nextSetBit(0); s >= 0; s = column.nextSetBit(s + 1)) {
            product += rest[s]; // what was taken out is at right angles to the rest
        }
        double length = column.cardinality();
        for (double[] direction : basis) {
            double share = 0;
            for (int s = column.nextSetBit(0); s >= 0; s = column.nextSetBit(s + 1)) {
                share += direction[s];
            }
            length -= share * share;
        }
        return length < NOTHING ? 0 : product * product / length;
    }

    private double[] beside(BitSet column) {
        double[] direction = new double[rest.length];
        for (int s = 0; s < direction.length; s++) {
            direction[s] = column.get(s) ? 1 : 0;
        }
        for (double[] other : basis) {
            double share = dot(direction, other);
            for (int s = 0; s < direction.length; s++) {
                direction[s] -= share * other[s];
            }
        }
        return direction;
    }

    private static double dot(double[] a, double[] b) {
        double sum = 0;
        for (int i = 0; i < a.length; i++) {
            sum += a[i] * b[i];
        }
        return sum;
    }
}
