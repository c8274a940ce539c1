package monkey.jobs.explain;

import java.math.BigInteger;
import java.util.List;
import java.util.Optional;
import java.util.function.BooleanSupplier;
import monkey.reports.causes.Region;
import monkey.reports.causes.SpaceOracle;
import monkey.reports.causes.StackPoint;

/**
 * A space that answers until an end is wished for. A search asks it hundreds of questions between two probes, and goes on
 * asking when no probe is run any more; whoever pressed Ctrl-C is not to wait for that.
 */
record Interruptible(SpaceOracle space, BooleanSupplier isEndWished) implements SpaceOracle {
    /** Thrown out of a search that is to end at once. */
    static final class EndWishedException extends RuntimeException {
        private static final long serialVersionUID = 1;

        EndWishedException() {
            super("an end of the search was wished for", null, false, false);
        }
    }

    @Override
    public Optional<StackPoint> nearest(StackPoint target, Region within) {
        return unlessWished().nearest(target, within);
    }

    @Override
    public List<StackPoint> sample(Region within, int most, long seed) {
        return unlessWished().sample(within, most, seed);
    }

    @Override
    public List<StackPoint> cover(Region within, long seed) {
        return unlessWished().cover(within, seed);
    }

    @Override
    public Optional<BigInteger> count(Region within) {
        return unlessWished().count(within);
    }

    private SpaceOracle unlessWished() {
        if (isEndWished.getAsBoolean()) {
            throw new EndWishedException();
        }
        return space;
    }
}
