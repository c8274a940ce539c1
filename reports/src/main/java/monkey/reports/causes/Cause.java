package monkey.reports.causes;

import java.math.BigInteger;
import java.util.List;
import java.util.Optional;

/**
 * A part of the space in which every stack fails, as far as was tried.
 *
 * @param region one to three packages with the levels that are to blame when all of them meet
 * @param inside stacks of it that were run, all of which failed, at least one
 * @param affected how many stacks it has
 * @param probes how many runs it took
 * @param missing runs that would have proven it; 0 when it is proven
 */
public record Cause(
        Region region,
        boolean proven,
        List<StackPoint> inside,
        List<Border> borders,
        Optional<BigInteger> affected,
        int probes,
        int missing) {
    public Cause {
        inside = List.copyOf(inside);
        borders = List.copyOf(borders);
    }

    static List<Region> regions(List<Cause> causes) {
        return causes.stream().map(Cause::region).toList();
    }

    /** The same after more runs. */
    Cause after(int more, boolean nowProven, int stillMissing, List<StackPoint> nowInside) {
        return new Cause(
                region,
                nowProven,
                nowInside,
                borders,
                affected,
                probes + more,
                nowProven ? 0 : Math.max(1, stillMissing));
    }
}
