package monkey.reports.causes;

import java.math.BigInteger;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.Set;

/** A space small enough to be written down, stack by stack: every question is answered by looking at all of them. */
final class ListedSpace implements SpaceOracle {
    private final List<StackPoint> stacks;

    ListedSpace(List<StackPoint> stacks) {
        this.stacks = List.copyOf(stacks);
    }

    List<StackPoint> stacks() {
        return stacks;
    }

    List<StackPoint> in(Region region) {
        return stacks.stream().filter(region::contains).toList();
    }

    @Override
    public Optional<StackPoint> nearest(StackPoint target, Region within) {
        StackPoint best = null;
        int least = Integer.MAX_VALUE;
        for (StackPoint stack : stacks) {
            int distance = stack.distance(target);
            if (distance < least && within.contains(stack)) {
                least = distance;
                best = stack;
            }
        }
        return Optional.ofNullable(best);
    }

    @Override
    public List<StackPoint> sample(Region within, int most, long seed) {
        List<StackPoint> all = new ArrayList<>(in(within));
        Collections.shuffle(all, new Random(seed));
        return all.subList(0, Math.min(most, all.size()));
    }

    @Override
    public List<StackPoint> cover(Region within, long seed) {
        Set<List<Integer>> covered = new HashSet<>();
        List<StackPoint> chosen = new ArrayList<>();
        for (StackPoint stack : sample(within, Integer.MAX_VALUE, seed)) {
            boolean adds = false;
            for (int p = 0; p < stack.size(); p++) {
                adds |= stack.has(p) && covered.add(List.of(p, stack.level(p)));
            }
            if (adds) {
                chosen.add(stack);
            }
        }
        return chosen;
    }

    @Override
    public Optional<BigInteger> count(Region within) {
        return Optional.of(BigInteger.valueOf(in(within).size()));
    }
}
