package monkey.reports.causes;

import java.util.Arrays;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.LongStream;

/**
 * What there is to be seen of a stack in a region: each version, of each two packages the older and newer halves, of each two and
 * three packages what lies farthest out. As numbers, the kind in the topmost digit.
 *
 * <p>Where a region is made of several causes that only seem to be one, the stacks that pass are those which miss each of them by
 * one of its packages: they lie where older or newer versions of as many packages as there are causes meet ({@link Fronts}).
 * What meets in three packages is as far as it goes; and where two of the causes leave versions between them, those are each
 * looked at, but not with all that could come with them; that is left to {@link Gaps}.
 */
final class Features {
    private static final int VERSION = 0;
    private static final int HALVES = 1;
    private static final int TWO_ENDS = 2;
    private static final int THREE_ENDS = 3;
    /**
     * With more packages only those triples are looked at of which the region limits two, and whole flanks only of pairs of which
     * it limits one: there are as many as the cube and the square of the packages, and to see them all took more than half of all
     * runs in real spaces.
     */
    private static final int SMALL = 6;

    private final Region region;
    private final Pool.Ends ends;
    private final Map<StackPoint, LongStream.Builder> building = new HashMap<>();
    private final Map<StackPoint, long[]> known = new HashMap<>();

    /** @param stacks of the region, all that will be asked for */
    Features(Region region, Collection<StackPoint> stacks, int packages) {
        this.region = region;
        ends = Pool.Ends.of(stacks.stream(), packages);
        for (StackPoint stack : stacks) {
            building.put(stack, LongStream.builder());
            see(stack);
        }
        boolean isSmall = packages <= SMALL;
        Fronts fronts = new Fronts(stacks);
        for (int p = 0; p < packages; p++) {
            for (int q = p + 1; q < packages; q++) {
                see(TWO_ENDS, p, q, 0, isSmall || limited(p, q) > 0 ? fronts.whole(p, q) : fronts.thinned(p, q));
                for (int r = q + 1; r < packages; r++) {
                    if (isSmall || limited(p, q, r) > 1) {
                        see(THREE_ENDS, p, q, r, fronts.thinned(p, q, r));
                    }
                }
            }
        }
        building.forEach((stack, seen) -> known.put(stack, seen.build().toArray()));
        building.clear();
    }

    long[] of(StackPoint stack) {
        return known.get(stack);
    }

    private void see(StackPoint stack) {
        for (int p = 0; p < stack.size(); p++) {
            if (!stack.has(p)) {
                continue;
            }
            building.get(stack).add(feature(VERSION, p, 0, 0, stack.level(p)));
            for (int q = p + 1; q < stack.size(); q++) {
                if (stack.has(q)) {
                    building.get(stack)
                            .add(feature(HALVES, p, q, 0, (isOlder(stack, p) ? 0 : 2) + (isOlder(stack, q) ? 0 : 1)));
                }
            }
        }
    }

    private void see(int kind, int p, int q, int r, Map<StackPoint, List<Integer>> places) {
        places.forEach((stack, numbers) ->
                numbers.forEach(number -> building.get(stack).add(feature(kind, p, q, r, number))));
    }

    /** How many of these the region limits. */
    private long limited(int... some) {
        return Arrays.stream(some).filter(region.levels()::containsKey).count();
    }

    private boolean isOlder(StackPoint stack, int p) {
        return stack.level(p) < ends.middle().level(p);
    }

    private static long feature(int kind, int p, int q, int r, int value) {
        return (((((long) kind << 13 | p) << 13) | q) << 13 | r) << 20 | value;
    }

    private static int kind(long feature) {
        return (int) (feature >>> 59);
    }

    /** Whether it is a version at an end of what the region has of its package. */
    boolean isOutermostVersion(long feature) {
        if (kind(feature) != VERSION) {
            return false;
        }
        int p = packageOf(feature);
        int level = levelOf(feature);
        int oldest = ends.oldest().level(p);
        int newest = ends.newest().level(p);
        return newest > oldest && (level == oldest || level == newest);
    }

    private static int packageOf(long version) {
        return (int) (version >>> 46 & 0x1fff);
    }

    private static int levelOf(long version) {
        return (int) (version & 0xfffff);
    }

    /** Whether it is to be seen at all. */
    boolean isAsked(long feature, Spread spread) {
        return kind(feature) != VERSION || spread.asks(packageOf(feature), levelOf(feature));
    }

    boolean isVersion(long feature) {
        return kind(feature) == VERSION;
    }

    /** How much it is worth to see one that was not seen. */
    int weight(long feature, int packages) {
        return switch (kind(feature)) {
            case VERSION -> 4 * packages;
            case THREE_ENDS -> 1;
            default -> 4;
        };
    }
}
