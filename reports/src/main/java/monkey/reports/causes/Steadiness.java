package monkey.reports.causes;

import java.util.ArrayList;
import java.util.List;

/**
 * Whether outcomes follow the versions that are blamed, or could as well be chance.
 *
 * <p>Where outcomes are chance, some stacks fail each time all the same, and a region can be drawn around them.
 *
 * <p><b>Idea.</b> A likelihood ratio. How likely are all executions of all stacks if stacks in the causes fail and others pass,
 * but for a share that ends the other way; and how likely if this cause were not, or if every execution failed with the same
 * probability, the one that suits the outcomes best? Where the latter is true the ratio exceeds x with a probability of at most
 * 1 / x, whatever was run and whenever the search ended, as each further execution leaves its expectation as it is (Wald, 1945;
 * Ville, 1939). A cause was chosen among as many explanations as can be told apart, so the ratio has to pay for each of
 * them ({@link Explanations#bits}), and for being wrong once in 200 besides. The share that ends wrongly is not known: the
 * mean over some is taken, which keeps the bound.
 *
 * <p>Only where a stack was seen to disagree with itself: outcomes that repeat are no chance, however few. What is merely
 * suspected, on few executions, is not dropped for one or two such stacks.
 */
final class Steadiness {
    private static final int FEW_FLAKY = 3;
    private static final double WRONG_AT_MOST = 1.0 / 200;
    private static final double[] WRONG_ENDS = {0.01, 0.03, 0.06, 0.1, 0.15, 0.2};

    private final Laboratory laboratory;
    private final double price;

    Steadiness(Laboratory laboratory, List<PackageCandidates> packages) {
        this.laboratory = laboratory;
        price = Explanations.bits(packages) * Math.log(2) - Math.log(WRONG_AT_MOST);
    }

    /** The causes, less those that can be chance; what one is worth is asked beside the others that are left. */
    List<Cause> notByChance(List<Cause> causes) {
        long flaky = laboratory.all(Ruling.FLAKY).count();
        if (flaky == 0) {
            return causes;
        }
        List<Cause> left = new ArrayList<>(causes);
        boolean dropped = true;
        while (dropped) {
            dropped = left.removeIf(cause -> (cause.proven() || flaky >= FEW_FLAKY) && gain(left, cause) < price);
        }
        boolean isAsked = flaky >= FEW_FLAKY || left.stream().allMatch(Cause::proven);
        boolean isWorthIt = logLikelihood(Cause.regions(left)) - byChance() >= price * left.size();
        return isAsked && !isWorthIt ? List.of() : left;
    }

    /** How much likelier outcomes are with this cause than with the others alone; as a logarithm. */
    private double gain(List<Cause> all, Cause cause) {
        List<Cause> others = new ArrayList<>(all);
        others.remove(cause);
        return logLikelihood(Cause.regions(all))
                - (others.isEmpty() ? byChance() : logLikelihood(Cause.regions(others)));
    }

    /** How many executions there were, and how many of them ended otherwise than if stacks in the causes fail and others pass. */
    private long[] executions(List<Region> causes) {
        long[] executions = {0, 0};
        laboratory.forEach((stack, trials) -> {
            boolean blamed = causes.stream().anyMatch(region -> region.contains(stack));
            executions[0] += trials.executions();
            executions[1] += blamed ? trials.passes() : trials.failed();
        });
        return executions;
    }

    private double logLikelihood(List<Region> causes) {
        long[] executions = executions(causes);
        double best = Double.NEGATIVE_INFINITY;
        double sum = 0;
        for (double wrong : WRONG_ENDS) {
            best = Math.max(best, logLikelihood(executions[1], executions[0], wrong));
        }
        for (double wrong : WRONG_ENDS) {
            sum += Math.exp(logLikelihood(executions[1], executions[0], wrong) - best);
        }
        return best + Math.log(sum / WRONG_ENDS.length);
    }

    private double byChance() {
        long[] executions = executions(List.of());
        return logLikelihood(executions[1], executions[0], (double) executions[1] / executions[0]);
    }

    private static double logLikelihood(long of, long all, double share) {
        return (of == 0 ? 0 : of * Math.log(share)) + (of == all ? 0 : (all - of) * Math.log(1 - share));
    }
}
