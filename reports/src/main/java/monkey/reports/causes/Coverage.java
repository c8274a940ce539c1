package monkey.reports.causes;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.stream.Stream;

/**
 * What has been run of a region, and what should be before anybody says that all of it fails.
 *
 * <p><b>Idea.</b> A stack that passes in there would be one by a version (a hole of a single release, a package that was not
 * thought of) or by several (a corner). So each version that some stack of the region holds is to be run in it ({@link Spread}), of each two
 * packages the older and newer halves and the outermost versions in all combinations, and the box's own corners: where a region
 * is not a box, one of them is missing. The outermost versions are to be run twice: there an edge of one
 * release would hide behind one wrong outcome. Stacks come from a cover of the region, drawn uniformly, and from its two
 * extremes, less those that another cause makes fail; greedily, the one with most that is new goes next. <b>Cost.</b> About
 * as many stacks as one package has versions, less what was run there before.
 */
final class Coverage {
    private static final int DRAWN = 60;
    private static final int DRAWN_PER_VERSION = 6;
    /** So many stacks of a region are to be run, if it has as many. */
    private static final int ENOUGH = 16;

    private static final int OUTERMOST_WANTED = 4;
    private static final int CORNERS_DRAWN = 12;
    /** Running the same stack more often than so says nothing more. */
    private static final int REPEATED = 2;
    /** Features below are corners; from here to 0 they are pairs. */
    private static final long CORNERS = Long.MIN_VALUE + 8;

    private final Laboratory laboratory;
    private final List<StackPoint> pool;
    private final int packages;
    private final int[] oldest;
    private final int[] middle;
    private final int[] newest;
    /** How often each feature is still to be seen failing. */
    private final Map<Long, Integer> open = new HashMap<>();

    private final List<Region> corners;
    private final int wanted;
    private int failing;

    Coverage(Region region, List<PackageCandidates> candidates, SpaceOracle space, Laboratory laboratory, long seed) {
        this.laboratory = laboratory;
        packages = candidates.size();
        Set<StackPoint> stacks = new LinkedHashSet<>();
        Telling.nearest(extreme(candidates, false), region, space, laboratory).ifPresent(stacks::add);
        Telling.nearest(extreme(candidates, true), region, space, laboratory).ifPresent(stacks::add);
        Random random = new Random(seed);
        for (int i = 0; i < CORNERS_DRAWN; i++) {
            Telling.nearest(corner(candidates, random), region, space, laboratory)
                    .ifPresent(stacks::add);
        }
        stacks.addAll(space.sample(region, DRAWN, seed));
        List<StackPoint> cover = space.cover(region, seed);
        stacks.addAll(cover);
        stacks.removeIf(laboratory::isLeftOut);
        drawAgain(stacks, cover, region, space, seed);
        List<StackPoint> tested = laboratory.all(Ruling.FAILS, region::contains).toList();
        oldest = new int[packages];
        middle = new int[packages];
        newest = new int[packages];
        for (int p = 0; p < packages; p++) {
            int which = p;
            int[] levels = Stream.concat(stacks.stream(), tested.stream())
                    .mapToInt(stack -> stack.level(which))
                    .filter(level -> level != StackPoint.ABSENT)
                    .distinct()
                    .sorted()
                    .toArray();
            oldest[p] = levels.length == 0 ? 0 : levels[0];
            middle[p] = levels.length == 0 ? 0 : levels[levels.length / 2];
            newest[p] = levels.length == 0 ? 0 : levels[levels.length - 1];
        }
        corners = corners(region, stacks, space);
        Spread spread = new Spread(region, stacks);
        for (StackPoint stack : stacks) {
            features(stack).stream()
                    .filter(feature -> feature < 0 || spread.asks((int) (feature >> 32), (int) (long) feature))
                    .forEach(feature -> open.put(feature, wanted(feature)));
        }
        tested.forEach(stack -> count(stack, laboratory.executions(stack)));
        pool = new ArrayList<>(stacks);
        tested.stream().filter(stack -> !stacks.contains(stack)).forEach(pool::add);
        pool.removeIf(stack -> switch (laboratory.ruling(stack)) {
            case UNTRIED -> false;
            case FAILS -> laboratory.executions(stack) >= REPEATED;
            default -> true;
        });
        failing = tested.size();
        wanted = Math.min(ENOUGH, stacks.size());
    }

    /** Versions that the cover holds only in stacks left out get a few more chances to be met without another cause. */
    private void drawAgain(
            Set<StackPoint> stacks, List<StackPoint> cover, Region region, SpaceOracle space, long seed) {
        Set<Long> met = new HashSet<>();
        stacks.forEach(stack -> met.addAll(versions(stack)));
        for (StackPoint stack : cover) {
            for (int p = 0; p < packages; p++) {
                boolean allowed = stack.has(p)
                        && (!region.levels().containsKey(p)
                                || region.levels().get(p).get(stack.level(p)));
                if (allowed && met.add(version(p, stack.level(p)))) {
                    space.sample(region.with(p, Region.level(stack.level(p))), DRAWN_PER_VERSION, seed).stream()
                            .filter(drawn -> !laboratory.isLeftOut(drawn))
                            .forEach(stacks::add);
                }
            }
        }
    }

    /** Adds a stack of each corner of the box to the stacks. */
    private List<Region> corners(Region region, Set<StackPoint> stacks, SpaceOracle space) {
        List<Region> found = new ArrayList<>(List.of(region));
        for (int p : region.levels().keySet()) {
            List<Region> split = new ArrayList<>();
            for (Region corner : found) {
                split.add(corner.with(p, Region.level(oldest[p])));
                split.add(corner.with(p, Region.level(newest[p])));
            }
            found = split;
        }
        List<Region> possible = new ArrayList<>();
        for (Region corner : Set.copyOf(found).stream()
                .sorted(Comparator.comparing(Region::toString))
                .toList()) {
            space.sample(corner, DRAWN_PER_VERSION, 0).stream()
                    .filter(stack -> !laboratory.isLeftOut(stack))
                    .findFirst()
                    .ifPresent(stack -> {
                        stacks.add(stack);
                        possible.add(corner);
                    });
        }
        return possible;
    }

    /** A stack of the region was run, or run again, and failed. */
    void failed(StackPoint stack) {
        failing++;
        count(stack, 1);
    }

    private void count(StackPoint stack, int executions) {
        for (long feature : features(stack)) {
            open.computeIfPresent(feature, (same, times) -> times > executions ? times - executions : null);
        }
    }

    /** The stacks to run next, so many at most; empty when nothing more can be learnt. */
    List<StackPoint> next(int most) {
        List<StackPoint> chosen = new ArrayList<>();
        Map<Long, Integer> left = new HashMap<>(open);
        while (chosen.size() < most && (!left.isEmpty() || failing + chosen.size() < wanted)) {
            StackPoint best = null;
            int bestGain = 0;
            for (StackPoint stack : pool) {
                int gain = chosen.contains(stack) ? 0 : gain(stack, left);
                if (gain > bestGain || best == null && isNew(stack) && !chosen.contains(stack) && left.isEmpty()) {
                    best = stack;
                    bestGain = gain;
                }
            }
            if (best == null) {
                break;
            }
            chosen.add(best);
            features(best)
                    .forEach(feature -> left.computeIfPresent(feature, (same, times) -> times > 1 ? times - 1 : null));
        }
        return chosen;
    }

    void done(StackPoint stack) {
        pool.remove(stack);
    }

    /** How many runs it would take to have run all that should be. */
    int missing() {
        return next(Integer.MAX_VALUE).size();
    }

    private int gain(StackPoint stack, Map<Long, Integer> left) {
        int gain = 0;
        for (long feature : features(stack)) {
            boolean seenOften = !isNew(stack) && wanted(feature) - left.getOrDefault(feature, 0) >= REPEATED;
            if (left.containsKey(feature) && !seenOften) {
                gain += feature < CORNERS || feature >= 0 ? packages : 1;
            }
        }
        return isNew(stack) ? 2 * gain : gain;
    }

    /** Running a stack a second time says less than running another. */
    private boolean isNew(StackPoint stack) {
        return laboratory.ruling(stack) == Ruling.UNTRIED;
    }

    /** Of each package the oldest or the newest version. */
    private static StackPoint corner(List<PackageCandidates> candidates, Random random) {
        return new StackPoint(candidates.stream()
                .mapToInt(p -> random.nextBoolean() ? p.versions().size() - 1 : 0)
                .toArray());
    }

    private static StackPoint extreme(List<PackageCandidates> candidates, boolean newest) {
        return new StackPoint(candidates.stream()
                .mapToInt(p -> newest ? p.versions().size() - 1 : 0)
                .toArray());
    }

    private int wanted(long feature) {
        if (feature < 0) {
            return 1;
        }
        int p = (int) (feature >> 32);
        int level = (int) feature;
        boolean outermost = newest[p] > oldest[p] && (level == oldest[p] || level == newest[p]);
        return outermost ? OUTERMOST_WANTED : laboratory.executionsWanted();
    }

    /** Versions as numbers from 0, pairs as numbers below, corners as the least of all. */
    private Set<Long> features(StackPoint stack) {
        Set<Long> features = versions(stack);
        for (int corner = 0; corner < corners.size(); corner++) {
            if (corners.get(corner).contains(stack)) {
                features.add(Long.MIN_VALUE + corner);
            }
        }
        for (int p = 0; p < packages; p++) {
            for (int q = p + 1; q < packages; q++) {
                if (stack.has(p) && stack.has(q)) {
                    long halves = (stack.level(p) < middle[p] ? 0 : 2) + (stack.level(q) < middle[q] ? 0 : 1);
                    features.add(-1 - (((long) p << 24 | q) << 3 | halves));
                    if (isOutermost(p, stack) && isOutermost(q, stack)) {
                        long ends = (stack.level(p) == oldest[p] ? 0 : 2) + (stack.level(q) == oldest[q] ? 0 : 1);
                        features.add(-1 - (((long) p << 24 | q) << 3 | 4 | ends));
                    }
                }
            }
        }
        return features;
    }

    private boolean isOutermost(int p, StackPoint stack) {
        return stack.level(p) == oldest[p] || stack.level(p) == newest[p];
    }

    private Set<Long> versions(StackPoint stack) {
        Set<Long> versions = new HashSet<>();
        for (int p = 0; p < packages; p++) {
            if (stack.has(p)) {
                versions.add(version(p, stack.level(p)));
            }
        }
        return versions;
    }

    private static long version(int p, int level) {
        return (long) p << 32 | level;
    }
}
