package monkey.reports.causes;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/**
 * Takes out causes that say nothing the others do not. Where two causes lie side by side, a third that reaches from one into
 * the other is as true as they are, and is found first where most of what failed lies on the seam.
 */
final class Superfluous {
    private Superfluous() {}

    /** The same in their order, less those all of whose stacks are in others; one that is proven is not given up for suspicions. */
    static List<Cause> removed(List<Cause> causes, SpaceOracle space, List<PackageCandidates> packages) {
        List<Cause> left = new ArrayList<>(causes);
        causes.stream()
                .sorted(Comparator.comparingInt(
                                (Cause cause) -> -cause.region().levels().size())
                        .thenComparing(Cause::proven))
                .forEach(cause -> {
                    List<Region> others = left.stream()
                            .filter(other -> other != cause && (other.proven() || !cause.proven()))
                            .map(Cause::region)
                            .toList();
                    if (!others.isEmpty() && isCovered(cause.region(), others, space, packages)) {
                        left.remove(cause);
                    }
                });
        return left;
    }

    private static boolean isCovered(
            Region region, List<Region> others, SpaceOracle space, List<PackageCandidates> packages) {
        return Remainder.of(region, others, packages).stream()
                .allMatch(part ->
                        space.count(part).filter(count -> count.signum() == 0).isPresent());
    }
}
