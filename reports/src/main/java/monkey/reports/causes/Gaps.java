package monkey.reports.causes;

import java.util.ArrayList;
import java.util.BitSet;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.TreeMap;

/**
 * Stacks of a region that would pass if it were several causes with a gap between them: a version in the middle, together with
 * older or newer versions of another package.
 *
 * <p><b>Idea.</b> {@link Coverage} has run each version, but not with all that can come with it. A version v of one package and
 * an end of another, beyond which stacks with v pass, wherever that end may be: these are the possibilities. A failing stack with v
 * rules out all ends up to its own version of the other package. All versions of one package are taken for equally likely, so are
 * all ends of the other, and all pairs of packages. The stack goes next that rules out most; when none is left that rules out
 * a 200th of all there were, what remains is not worth a run. <b>Cost.</b> To rule out everything takes two runs for each
 * version between a package's outermost, most of them for one pair of packages each: as many as all else together. So it is
 * done last, and only with what the search has left of its allowance.
 */
final class Gaps {
    private static final double LEAST = 1.0 / 200;
    private static final int MOST_TARGETS = 120;

    /** What is possible of one package in stacks with a version of another, and how far failing ones reach. */
    private static final class Reach {
        private int oldest = Integer.MAX_VALUE;
        private int newest = -1;
        private int oldestFailing = Integer.MAX_VALUE;
        private int newestFailing = -1;

        void isPossible(int level) {
            oldest = Math.min(oldest, level);
            newest = Math.max(newest, level);
        }

        void fails(int level) {
            oldestFailing = Math.min(oldestFailing, level);
            newestFailing = Math.max(newestFailing, level);
        }

        /** Of all ends on both sides the share that a failing stack at this level would rule out first. */
        double ruledOutAt(int level) {
            double more = newestFailing < 0
                    ? newest - oldest + 2
                    : Math.max(0, oldestFailing - level) + Math.max(0, level - newestFailing);
            return more / (2 * (newest - oldest + 1));
        }
    }

    private record Meeting(int packageIndex, int level, int other) {}

    private final int packages;
    private final Pool.Ends ends;
    private final Spread spread;
    /** For each package its versions between the outermost. */
    private final Map<Integer, BitSet> between = new TreeMap<>();

    private final Map<Meeting, Reach> reaches = new HashMap<>();
    private final List<StackPoint> untried;

    Gaps(Region region, List<PackageCandidates> candidates, SpaceOracle space, Laboratory laboratory, long seed) {
        packages = candidates.size();
        Telling telling = new Telling(candidates, space, laboratory);
        List<StackPoint> failing =
                laboratory.all(Ruling.FAILS, region::contains).toList();
        Set<StackPoint> stacks = Pool.of(region, packages, space, telling, laboratory, seed);
        stacks.addAll(failing);
        ends = Pool.Ends.of(stacks.stream(), packages);
        spread = new Spread(region, stacks);
        stacks.forEach(this::note);
        for (StackPoint target : targets(new Random(seed))) {
            telling.nearest(target, region).ifPresent(stacks::add);
        }
        stacks.forEach(this::note);
        failing.forEach(this::failed);
        untried = new ArrayList<>(stacks);
        untried.removeIf(stack -> laboratory.ruling(stack) != Ruling.UNTRIED);
    }

    /** For each version between the outermost two, with all other packages at opposite ends; of packages with few versions first. */
    private List<StackPoint> targets(Random random) {
        List<StackPoint> targets = new ArrayList<>();
        between.entrySet().stream()
                .sorted(Comparator.comparing(versions -> versions.getValue().cardinality()))
                .forEach(versions -> versions.getValue().stream().forEach(level -> {
                    StackPoint corner = ends.mixed(random);
                    targets.add(corner.with(versions.getKey(), level));
                    targets.add(ends.opposite(corner).with(versions.getKey(), level));
                }));
        return targets.subList(0, Math.min(MOST_TARGETS, targets.size()));
    }

    /** The stacks to run next, so many at most; empty when none rules out enough. They are taken to fail: one that passes ends it. */
    List<StackPoint> next(int most) {
        List<StackPoint> next = new ArrayList<>();
        while (next.size() < most) {
            StackPoint best = null;
            double bestShare = LEAST;
            for (StackPoint stack : untried) {
                double share = ruledOut(stack);
                if (share > bestShare) {
                    best = stack;
                    bestShare = share;
                }
            }
            if (best == null) {
                return next;
            }
            next.add(best);
            untried.remove(best);
            failed(best);
        }
        return next;
    }

    private double ruledOut(StackPoint stack) {
        double share = 0;
        for (Map.Entry<Integer, BitSet> versions : between.entrySet()) {
            int p = versions.getKey();
            if (isBetween(stack, p)) {
                for (int q = 0; q < packages; q++) {
                    if (q != p && stack.has(q)) {
                        share += reach(stack, p, q).ruledOutAt(stack.level(q))
                                / versions.getValue().cardinality();
                    }
                }
            }
        }
        return share / (between.size() * (packages - 1));
    }

    private void note(StackPoint stack) {
        for (int p = 0; p < packages; p++) {
            if (isBetween(stack, p)) {
                between.computeIfAbsent(p, none -> new BitSet()).set(stack.level(p));
                for (int q = 0; q < packages; q++) {
                    if (q != p && stack.has(q)) {
                        reach(stack, p, q).isPossible(stack.level(q));
                    }
                }
            }
        }
    }

    private void failed(StackPoint stack) {
        for (int p = 0; p < packages; p++) {
            for (int q = 0; q < packages && isBetween(stack, p); q++) {
                if (q != p && stack.has(q)) {
                    reach(stack, p, q).fails(stack.level(q));
                }
            }
        }
    }

    private Reach reach(StackPoint stack, int p, int q) {
        return reaches.computeIfAbsent(new Meeting(p, stack.level(p), q), none -> new Reach());
    }

    private boolean isBetween(StackPoint stack, int p) {
        return stack.has(p)
                && stack.level(p) > ends.oldest().level(p)
                && stack.level(p) < ends.newest().level(p)
                && spread.asks(p, stack.level(p));
    }
}
