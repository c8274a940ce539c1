package monkey.reports.causes;

import java.math.BigInteger;
import java.util.List;
import java.util.Optional;

/** Knows which stacks are possible. Equal questions get equal answers. */
public interface SpaceOracle {
    /**
     * The stack of a region that differs from this one in the fewest packages that both have; empty when the region has none.
     *
     * @param target need not be a stack
     */
    Optional<StackPoint> nearest(StackPoint target, Region within);

    /** So many stacks of a region at most, drawn uniformly, in random order. */
    List<StackPoint> sample(Region within, int most, long seed);

    /** Few stacks of a region that together hold every version which some stack of the region holds. */
    List<StackPoint> cover(Region within, long seed);

    /** How many stacks a region has, exactly; empty where that cannot be had. */
    Optional<BigInteger> count(Region within);
}
