package monkey.reports.causes;

import java.util.Comparator;
import java.util.List;
import java.util.Optional;

/** Finds stacks whose outcome would tell something: not those that another cause makes fail, nor those that told nothing. */
final class Telling {
    private static final int DRAWN = 12;

    private final List<PackageCandidates> packages;
    private final SpaceOracle space;
    private final Laboratory laboratory;

    Telling(List<PackageCandidates> packages, SpaceOracle space, Laboratory laboratory) {
        this.packages = packages;
        this.space = space;
        this.laboratory = laboratory;
    }

    /** What of a region other causes leave. */
    List<Region> parts(Region within) {
        return Remainder.of(within, laboratory.leftOut(), packages);
    }

    Optional<StackPoint> nearest(StackPoint target, Region within) {
        Optional<StackPoint> nearest = space.nearest(target, within);
        if (nearest.isEmpty() || tells(nearest.get())) {
            return nearest;
        }
        Comparator<StackPoint> byDistance = Comparator.comparingInt(stack -> stack.distance(target));
        return parts(within).stream()
                .flatMap(part -> space.nearest(target, part).stream())
                .filter(this::tells)
                .min(byDistance)
                .or(() -> space.sample(within, DRAWN, target.hashCode()).stream()
                        .filter(this::tells)
                        .min(byDistance));
    }

    private boolean tells(StackPoint stack) {
        Ruling ruling = laboratory.ruling(stack);
        return !laboratory.isLeftOut(stack) && ruling != Ruling.FLAKY && ruling != Ruling.UNANSWERED;
    }
}
