package monkey.reports.performance;

import org.hipparchus.distribution.continuous.TDistribution;

/**
 * From which size on something is not chance.
 *
 * <p><b>Noise</b> is the larger of two estimates: how stacks scatter from round to round, and how far they lie from what the model
 * says. The second catches what belongs to a stack and stays with it through all rounds.
 *
 * <p><b>Many questions</b> are asked of one run, and each answer may err as seldom as all together are to (Bonferroni). One half
 * of the error that is allowed goes to the single packages, one half to the pairs.
 *
 * @param family how many such searches are made on the same run
 * @param halves 2 where both single packages and pairs are looked at, else 1
 */
record Significance(StackMeans means, int family, int halves) {
    static final double ALPHA = 0.05;

    private static final int LEAST_FREEDOM = 3;

    /**
     * Of a stack's mean.
     *
     * @param freedom degrees of freedom behind the variance
     */
    record Noise(double variance, int freedom) {
        /** Two-sided p of something that lies so many errors from nothing. */
        double p(double t) {
            return 2 * new TDistribution(freedom).cumulativeProbability(-t);
        }
    }

    Noise noise(Fit fit) {
        int freedom = means.logs().length - fit.parameters();
        if (freedom >= LEAST_FREEDOM && fit.squares() / freedom > means.variance()) {
            return new Noise(fit.squares() / freedom, freedom);
        }
        return new Noise(Math.max(means.variance(), Double.MIN_NORMAL), means.freedom());
    }

    /** @param choices among how many this one was looked for */
    double adjusted(double t, Noise noise, int choices) {
        return Math.min(1, noise.p(t) * choices * halves * family);
    }
}
