package monkey.reports.causes;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.Random;

/**
 * Stacks that lie as far out as packages let each other go.
 *
 * <p><b>Idea.</b> Where the oldest and newest versions of all packages that are wanted do not make a stack, some package has to
 * give way, and it says nothing which does: of those that could, each is held in its turn where it is wanted, so that another
 * gives way. What gives way goes as far as it still can, all that do not being held. So the corners are conditional ones: this
 * package as far as it goes, then that one as far as it goes given the first. <b>Cost.</b> One question where nothing gives
 * way, else a few for each of some packages that do; of all corners together no more than a bound.
 */
final class Corners {
    /** How many packages are held where they are wanted, one after the other, to have others give way. */
    private static final int HELD = 2;

    private static final int MOST_QUESTIONS = 96;

    private final SpaceOracle space;
    private final Random random;
    private int questions;

    Corners(SpaceOracle space, Random random) {
        this.space = space;
        this.random = random;
    }

    /** @param target the versions wanted, not necessarily a stack */
    List<StackPoint> of(StackPoint target, Region part) {
        List<StackPoint> found = new ArrayList<>();
        look(target, part, HELD, found);
        return found;
    }

    private void look(StackPoint target, Region part, int hold, List<StackPoint> found) {
        Optional<StackPoint> nearest = space.nearest(target, part);
        if (nearest.isEmpty()) {
            return;
        }
        found.add(nearest.get());
        List<Integer> givingWay = nearest.get().differences(target).stream()
                .filter(nearest.get()::has)
                .toList();
        if (givingWay.isEmpty() || questions >= MOST_QUESTIONS) {
            return;
        }
        questions += 2;
        found.addAll(outermost(nearest.get(), target, part, givingWay));
        if (hold > 0) {
            int p = givingWay.get(random.nextInt(givingWay.size()));
            look(target, part.with(p, Region.level(target.level(p))), hold - 1, found);
        }
    }

    private List<StackPoint> outermost(StackPoint near, StackPoint target, Region part, List<Integer> givingWay) {
        Region held = part;
        for (int p = 0; p < near.size(); p++) {
            if (near.has(p) && near.level(p) == target.level(p)) {
                held = held.with(p, Region.level(near.level(p)));
            }
        }
        List<StackPoint> there = space.cover(held, 0);
        List<StackPoint> outermost = new ArrayList<>();
        for (int p : givingWay) {
            there.stream()
                    .filter(stack -> stack.has(p))
                    .min(Comparator.comparingInt(stack -> Math.abs(stack.level(p) - target.level(p))))
                    .ifPresent(outermost::add);
        }
        return outermost;
    }
}
