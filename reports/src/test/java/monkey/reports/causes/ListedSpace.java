package monkey.reports.causes;

import java.math.BigInteger;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.Collections;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.Set;

/** A space small enough to be written down, stack by stack: every question is answered by looking at all of them. */
final class ListedSpace implements SpaceOracle {
    private final List<StackPoint> stacks;
    /** By package and by level (absence before the first), which of the stacks have that. */
    private final List<List<BitSet>> having = new ArrayList<>();

    ListedSpace(List<StackPoint> stacks) {
        this.stacks = List.copyOf(stacks);
        for (int i = 0; i < stacks.size(); i++) {
            StackPoint stack = stacks.get(i);
            for (int p = 0; p < stack.size(); p++) {
                if (having.size() <= p) {
                    having.add(new ArrayList<>());
                }
                while (having.get(p).size() <= stack.level(p) + 1) {
                    having.get(p).add(new BitSet());
                }
                having.get(p).get(stack.level(p) + 1).set(i);
            }
        }
    }

    private BitSet places(Region region) {
        BitSet places = new BitSet();
        places.set(0, stacks.size());
        region.levels().forEach((p, levels) -> {
            BitSet of = new BitSet();
            List<BitSet> all = having.get(p);
            levels.stream().filter(level -> level + 1 < all.size()).forEach(level -> of.or(all.get(level + 1)));
            if (region.mayBeAbsent().contains(p)) {
                of.or(all.get(0));
            }
            places.and(of);
        });
        return places;
    }

    List<StackPoint> stacks() {
        return stacks;
    }

    List<StackPoint> in(Region region) {
        return places(region).stream().mapToObj(stacks::get).toList();
    }

    @Override
    public Optional<StackPoint> nearest(StackPoint target, Region within) {
        StackPoint best = null;
        int least = Integer.MAX_VALUE;
        for (StackPoint stack : in(within)) {
            int distance = stack.distance(target);
            if (distance < least) {
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
        return Optional.of(BigInteger.valueOf(places(within).cardinality()));
    }
}
