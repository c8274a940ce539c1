package monkey.reports.causes;

import java.util.List;

/** How many causes could be told apart: conjunctions of one range of versions for each of at most three packages. */
final class Explanations {
    private Explanations() {}

    /** Binary logarithm of their number. */
    static double bits(List<PackageCandidates> packages) {
        // Elementary symmetric sums of the numbers of proper ranges, of order one to three.
        double one = 0;
        double two = 0;
        double three = 0;
        for (PackageCandidates candidates : packages) {
            double versions = candidates.versions().size();
            double ranges = versions * (versions + 1) / 2 - 1;
            three += two * ranges;
            two += one * ranges;
            one += ranges;
        }
        return Math.log(Math.max(1, one + two + three)) / Math.log(2);
    }

    /** The probes that a cause may take: twice that and ten. */
    static int allowance(List<PackageCandidates> packages) {
        return 10 + (int) Math.ceil(2 * bits(packages));
    }
}
