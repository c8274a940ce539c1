package monkey.reports.causes;

import java.util.BitSet;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;

/**
 * Which versions are to be run inside a region before all of it is said to fail: of each package so many, evenly spread from the
 * oldest to the newest. Of the packages that the region limits they are more than most packages have, because there holes of a
 * single release are to be expected; of the others fewer: that one of them makes stacks pass only by a release between two of those
 * would be a hole in a package that is not known to matter. A package with hundreds of releases would otherwise take the probes of
 * all causes.
 */
final class Spread {
    private static final int ENOUGH_OF_LIMITED = 40;
    private static final int ENOUGH_OF_OTHERS = 12;

    private final Map<Integer, BitSet> asked = new HashMap<>();

    /** @param stacks that tell which levels of each package are possible in the region */
    Spread(Region region, Collection<StackPoint> stacks) {
        Map<Integer, BitSet> met = new HashMap<>();
        for (StackPoint stack : stacks) {
            for (int p = 0; p < stack.size(); p++) {
                if (stack.has(p)) {
                    met.computeIfAbsent(p, none -> new BitSet()).set(stack.level(p));
                }
            }
        }
        met.forEach((p, levels) -> {
            int most = region.levels().containsKey(p) ? ENOUGH_OF_LIMITED : ENOUGH_OF_OTHERS;
            BitSet some = new BitSet();
            evenly(levels.stream().boxed().toList(), most).forEach(some::set);
            asked.put(p, some);
        });
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
        return asked.getOrDefault(packageIndex, new BitSet()).get(level);
    }
}
