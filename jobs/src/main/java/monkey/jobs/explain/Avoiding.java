package monkey.jobs.explain;

import java.math.BigInteger;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import monkey.reports.causes.Region;
import monkey.reports.causes.SpaceOracle;
import monkey.reports.causes.StackPoint;

/**
 * A space whose stacks in certain regions are passed over: those that are known to fail have nothing to be measured. Counts are
 * of the whole space.
 */
record Avoiding(SpaceOracle space, Collection<Region> regions) implements SpaceOracle {
    @Override
    public Optional<StackPoint> nearest(StackPoint target, Region within) {
        return space.nearest(target, within).filter(this::isGood);
    }

    @Override
    public List<StackPoint> sample(Region within, int most, long seed) {
        return space.sample(within, most, seed).stream().filter(this::isGood).toList();
    }

    @Override
    public List<StackPoint> cover(Region within, long seed) {
        return space.cover(within, seed).stream().filter(this::isGood).toList();
    }

    @Override
    public Optional<BigInteger> count(Region within) {
        return space.count(within);
    }

    private boolean isGood(StackPoint stack) {
        return regions.stream().noneMatch(region -> region.contains(stack));
    }
}
