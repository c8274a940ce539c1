package monkey.reports.causes;

import java.util.Comparator;
import java.util.Optional;

/** Finds stacks whose outcome would tell something: not those that another cause makes fail, nor those that told nothing. */
final class Telling {
    private static final int DRAWN = 12;

    private Telling() {}

    static Optional<StackPoint> nearest(StackPoint target, Region within, SpaceOracle space, Laboratory laboratory) {
        Optional<StackPoint> nearest = space.nearest(target, within);
        if (nearest.isEmpty() || tells(nearest.get(), laboratory)) {
            return nearest;
        }
        return space.sample(within, DRAWN, target.hashCode()).stream()
                .filter(stack -> tells(stack, laboratory))
                .min(Comparator.comparingInt(stack -> stack.distance(target)));
    }

    private static boolean tells(StackPoint stack, Laboratory laboratory) {
        Ruling ruling = laboratory.ruling(stack);
        return !laboratory.isLeftOut(stack) && ruling != Ruling.FLAKY && ruling != Ruling.UNANSWERED;
    }
}
