package monkey.reports.performance;

import java.util.Arrays;
import java.util.SplittableRandom;
import org.hipparchus.distribution.continuous.NormalDistribution;
import org.hipparchus.distribution.continuous.TDistribution;

/**
 * Two stacks that took turns in the same rounds.
 *
 * <p>What drifts from round to round drifts for both, so each round gives one ratio and the rounds are the sample: an
 * environment that was built anew is the highest level at which anything varies. The estimate is the pseudo-median of the
 * rounds' ratios. Its interval comes from resampling the levels as they nest, rounds first and items within them. Plain
 * percentiles of a resampling of ten rounds are too narrow; they are taken further out, as far as Student's t lies outside the
 * normal (Hesterberg 2014, "expanded percentiles"). The p-value is that of a t-test of the rounds' log ratios.
 *
 * @param first id of the series that the second is compared with
 * @param shift Hodges-Lehmann estimate of the difference between items, in the metric's unit
 * @param dominance Cliff's delta, -1 to 1
 * @param p of the hypothesis that there is no difference; not adjusted
 */
public record Comparison(String first, String second, Interval ratio, double shift, double dominance, double p) {
    private static final int RESAMPLES = 1000;
    private static final double OUTSIDE = 0.05;

    static Comparison of(Series first, Series second) {
        int rounds = Math.min(first.rounds().size(), second.rounds().size());
        Series a = first.first(rounds);
        Series b = second.first(rounds);
        double[] differences = differences(a.logsByRound(), b.logsByRound());
        double[] a0 = a.items();
        double[] b0 = b.items();
        return new Comparison(
                first.id(),
                second.id(),
                rounds < 2 ? unknown(differences) : interval(a, b, differences),
                Estimates.shift(a0, b0),
                Estimates.dominance(a0, b0),
                p(differences));
    }

    private static Interval unknown(double[] differences) {
        return new Interval(Math.exp(Estimates.median(differences)), 0, Double.POSITIVE_INFINITY);
    }

    private static double[] differences(double[] first, double[] second) {
        double[] differences = new double[first.length];
        Arrays.setAll(differences, round -> second[round] - first[round]);
        return differences;
    }

    private static Interval interval(Series a, Series b, double[] differences) {
        int n = differences.length;
        double[][] left = logs(a);
        double[][] right = logs(b);
        // Of the stacks, not of their ids: another database gives others.
        SplittableRandom random = new SplittableRandom(
                31L * a.versions().hashCode() + b.versions().hashCode());
        double[] estimates = new double[RESAMPLES];
        double[] resampled = new double[n];
        for (int i = 0; i < RESAMPLES; i++) {
            for (int round = 0; round < n; round++) {
                int drawn = random.nextInt(n);
                resampled[round] = meanOfDrawn(right[drawn], random) - meanOfDrawn(left[drawn], random);
            }
            estimates[i] = Estimates.pseudoMedian(resampled);
        }
        Arrays.sort(estimates);
        double t = new TDistribution(n - 1).inverseCumulativeProbability(1 - OUTSIDE / 2);
        double tail = new NormalDistribution().cumulativeProbability(-Math.sqrt(n / (n - 1.0)) * t);
        int cut = (int) Math.floor(tail * RESAMPLES);
        return Interval.ofLogs(Estimates.pseudoMedian(differences), estimates[cut], estimates[RESAMPLES - 1 - cut]);
    }

    private static double[][] logs(Series series) {
        return series.rounds().stream()
                .map(items -> Arrays.stream(items).map(Math::log).toArray())
                .toArray(double[][]::new);
    }

    private static double meanOfDrawn(double[] values, SplittableRandom random) {
        double sum = 0;
        for (int i = 0; i < values.length; i++) {
            sum += values[random.nextInt(values.length)];
        }
        return sum / values.length;
    }

    private static double p(double[] differences) {
        int n = differences.length;
        double mean = Arrays.stream(differences).average().orElse(0);
        double squares =
                Arrays.stream(differences).map(d -> (d - mean) * (d - mean)).sum();
        if (n < 2 || mean == 0) {
            return 1;
        }
        if (squares == 0) {
            return Double.MIN_NORMAL;
        }
        double t = Math.abs(mean) / Math.sqrt(squares / (n - 1) / n);
        return 2 * new TDistribution(n - 1).cumulativeProbability(-t);
    }
}
