package monkey.reports.causes;

import java.util.BitSet;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;

/**
 * Which versions are to be run inside a region before all of it is said to fail. Of the packages that the region limits it is
 * each. Of the others, that may have hundreds, it is so many, evenly spread from the oldest to the newest: that one of them makes
 * stacks pass only by a release between two of those would be a hole in a package that is not known to matter.
 */
final class Spread {
    private static final int ENOUGH = 12;

    private final Region region;
    private final Map<Integer, BitSet> asked = new HashMap<>();

    /** @param stacks that tell which levels of each package are possible in the region */
    Spread(Region region, Collection<StackPoint> stacks) {
        this.region = region;
        Map<Integer, BitSet> met = new HashMap<>();
        for (StackPoint stack : stacks) {
            for (int p = 0; p < stack.size(); p++) {
                if (stack.has(p)) {
                    met.computeIfAbsent(p, none -> new BitSet()).set(stack.level(p));
                }
            }
        }
        met.forEach((p, levels) -> asked.put(p, spread(levels)));
    }

    private static BitSet spread(BitSet levels) {
        BitSet some = new BitSet();
        evenly(levels.stream().boxed().toList(), ENOUGH).forEach(some::set);
        return some;
    }

    /** At most so many of these, from the first to the last; at least two. */
    static List<Integer> evenly(List<Integer> levels, int most) {
        return levels.size() <= most
                ? levels
                : IntStream.range(0, most)
                        .map(i -> levels.get(i * (levels.size() - 1) / (most - 1)))
                        .boxed()
                        .toList();
    }

    boolean asks(int packageIndex, int level) {
        return region.levels().containsKey(packageIndex)
                || asked.getOrDefault(packageIndex, new BitSet()).get(level);
    }
}
