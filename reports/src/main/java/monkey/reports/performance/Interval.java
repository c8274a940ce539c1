package monkey.reports.performance;

/**
 * A ratio and where it lies.
 *
 * @param ratio 1.05 is five percent more
 * @param low end of the interval
 * @param high end of the interval
 */
public record Interval(double ratio, double low, double high) {
    /** From logarithms. */
    static Interval ofLogs(double estimate, double low, double high) {
        return new Interval(Math.exp(estimate), Math.exp(low), Math.exp(high));
    }

    /** The largest change, as a share, that lies in the interval; 0.04 is four percent up or down. */
    public double largestChange() {
        return Math.exp(Math.max(Math.abs(Math.log(low)), Math.abs(Math.log(high)))) - 1;
    }

    /** Whether the whole interval lies further from 1 than that change, which is a share. */
    public boolean isBeyond(double change) {
        double limit = Math.log1p(change);
        return Math.log(low) > limit || Math.log(high) < -limit;
    }
}
