package monkey.reports.causes;

import java.util.List;

/**
 * How many causes could be told apart: conjunctions, for each of at most three packages, of one range of versions; or, where
 * ranges have holes, of one range with or without a hole, of which there are many more.
 */
final class Explanations {
    private Explanations() {}

    /** Binary logarithm of their number. */
    static double bits(List<PackageCandidates> packages) {
        return bits(packages, false);
    }

    private static double bits(List<PackageCandidates> packages, boolean holes) {
        // Elementary symmetric sums of the numbers of proper ranges, of order one to three.
        double one = 0;
        double two = 0;
        double three = 0;
        for (PackageCandidates candidates : packages) {
            double versions = candidates.versions().size();
            double ranges = versions * (versions + 1) / 2 - 1;
            // Four ends of n + 1 possible ones make two ranges with something between.
            ranges += holes ? (versions + 1) * versions * (versions - 1) * (versions - 2) / 24 : 0;
            three += two * ranges;
            two += one * ranges;
            one += ranges;
        }
        return Math.log(Math.max(1, one + two + three)) / Math.log(2);
    }

    /** The probes that a cause may take: twice that and ten. */
    static int allowance(List<PackageCandidates> packages) {
        return allowance(packages, false);
    }

    /** @param holes whether a range may have one */
    static int allowance(List<PackageCandidates> packages, boolean holes) {
        return 10 + (int) Math.ceil(2 * bits(packages, holes));
    }
}
