package monkey.reports.causes;

import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.stream.Stream;

/**
 * Stacks of a region to choose from when it is to be doubted: drawn uniformly, from a cover, and as near as can be to where the
 * oldest and newest versions of all packages meet at random ({@link Corners}). What is left of the region beside other causes is drawn from part by part, so
 * that a version which tells something there is met however small the part is.
 */
final class Pool {
    private static final int DRAWN = 120;
    private static final int DRAWN_PER_PART = 6;
    private static final int CORNERS_DRAWN = 48;

    private Pool() {}

    static Set<StackPoint> of(
            Region region, int packages, SpaceOracle space, Telling telling, Laboratory laboratory, long seed) {
        List<Region> parts = telling.parts(region);
        Set<StackPoint> stacks = new LinkedHashSet<>();
        boolean isWhole = true;
        for (Region part : parts) {
            int most = Math.max(DRAWN_PER_PART, DRAWN / parts.size());
            List<StackPoint> sample = space.sample(part, most, seed);
            stacks.addAll(sample);
            if (sample.size() == most) {
                isWhole = false;
                stacks.addAll(space.cover(part, seed));
            }
        }
        stacks.removeIf(laboratory::isLeftOut);
        if (isWhole || stacks.isEmpty()) {
            return stacks;
        }
        Ends ends = Ends.of(stacks.stream(), packages);
        List<StackPoint> targets = new ArrayList<>(List.of(ends.oldest(), ends.newest()));
        Random random = new Random(seed);
        for (int i = 0; i < CORNERS_DRAWN; i++) {
            targets.add(ends.mixed(random));
        }
        Corners corners = new Corners(space, random);
        for (int i = 0; i < targets.size(); i++) {
            stacks.addAll(corners.of(targets.get(i), parts.get(i % parts.size())));
        }
        stacks.removeIf(laboratory::isLeftOut);
        return stacks;
    }

    /** The outermost versions that stacks hold of each package, and one between. */
    record Ends(StackPoint oldest, StackPoint middle, StackPoint newest) {
        static Ends of(Stream<StackPoint> stacks, int packages) {
            int[][] sorted = new int[packages][];
            List<StackPoint> all = stacks.toList();
            for (int p = 0; p < packages; p++) {
                int which = p;
                sorted[p] = all.stream()
                        .mapToInt(stack -> stack.level(which))
                        .filter(level -> level != StackPoint.ABSENT)
                        .distinct()
                        .sorted()
                        .toArray();
            }
            int[] oldest = new int[packages];
            int[] middle = new int[packages];
            int[] newest = new int[packages];
            for (int p = 0; p < packages; p++) {
                int[] levels = sorted[p];
                oldest[p] = levels.length == 0 ? 0 : levels[0];
                middle[p] = levels.length == 0 ? 0 : levels[levels.length / 2];
                newest[p] = levels.length == 0 ? 0 : levels[levels.length - 1];
            }
            return new Ends(new StackPoint(oldest), new StackPoint(middle), new StackPoint(newest));
        }

        /** Of each package the oldest or the newest. */
        StackPoint mixed(Random random) {
            StackPoint mixed = oldest;
            for (int p = 0; p < oldest.size(); p++) {
                mixed = random.nextBoolean() ? mixed.with(p, newest.level(p)) : mixed;
            }
            return mixed;
        }

        /** The other end of each package. */
        StackPoint opposite(StackPoint corner) {
            StackPoint opposite = corner;
            for (int p = 0; p < oldest.size(); p++) {
                opposite = opposite.with(p, oldest.level(p) + newest.level(p) - corner.level(p));
            }
            return opposite;
        }
    }
}
