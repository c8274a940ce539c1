package monkey.reports.causes;

import java.math.BigInteger;
import java.util.List;
import java.util.Optional;

/** Takes out of a region what changes nothing: a limit that the package's own requirements make true whenever the rest is. */
final class Needless {
    private Needless() {}

    static Region removed(Region region, SpaceOracle space) {
        Region smallest = region;
        Optional<BigInteger> all = space.count(region);
        for (int p : List.copyOf(region.levels().keySet())) {
            Region without = smallest.without(p);
            if (all.isPresent()
                    && !without.levels().isEmpty()
                    && space.count(without).equals(all)) {
                smallest = without;
            }
        }
        return smallest;
    }
}
