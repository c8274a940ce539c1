package monkey.reports.causes;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;

/**
 * Finds where along one package's versions failing turns into passing, the rest held still as far as the space allows.
 *
 * <p><b>Idea.</b> Bisection, at the median not of the versions but of what is likely: each stack tried so far that lies within
 * the box's other limits makes it less likely that the turn is on its wrong side. What they say is bounded, so that stacks
 * which fail for another reason mislead by a few probes only. <b>Cost.</b> Logarithm of the number of versions between, often
 * two where much is known.
 */
final class Bisection {
    private static final double FAILING_OUTSIDE = -1.5;
    private static final double PASSING_INSIDE = -0.7;
    private static final double LEAST = -4;
    /** How many levels near the median are looked at for one that leaves the rest as it is. */
    private static final int NEAR = 5;

    private final Laboratory laboratory;
    private final Telling telling;

    Bisection(Laboratory laboratory, Telling telling) {
        this.laboratory = laboratory;
        this.telling = telling;
    }

    /** Two stacks with no level between theirs at which the box has a stack that tells anything. */
    Narrowing.Pair turn(Narrowing.Pair start, int p, Box box) {
        Narrowing.Pair pair = start;
        List<Integer> open = new ArrayList<>(
                levelsBetween(start.failing().level(p), start.passing().level(p)));
        while (!open.isEmpty()) {
            Optional<StackPoint> probe = probe(pair, p, box, open);
            if (probe.isEmpty()) {
                break;
            }
            int level = probe.get().level(p);
            switch (laboratory.tried(probe.get())) {
                case FAILS -> {
                    pair = new Narrowing.Pair(probe.get(), pair.passing());
                    open.removeAll(levelsBetween(start.failing().level(p), level));
                    open.remove((Integer) level);
                }
                case PASSES -> {
                    pair = new Narrowing.Pair(pair.failing(), probe.get());
                    open.removeAll(levelsBetween(level, start.passing().level(p)));
                    open.remove((Integer) level);
                }
                default -> open.remove((Integer) level);
            }
        }
        return pair;
    }

    /** Removes from {@code open} the levels at which it finds the box has no stack. */
    private Optional<StackPoint> probe(Narrowing.Pair pair, int p, Box box, List<Integer> open) {
        Region others = box.region().without(p);
        while (!open.isEmpty()) {
            int median = median(
                    open, p, others, pair.failing().level(p) < pair.passing().level(p));
            List<Integer> near = open.stream()
                    .sorted(Comparator.comparingInt((Integer level) -> Math.abs(open.indexOf(level) - median)))
                    .limit(NEAR)
                    .toList();
            StackPoint best = null;
            for (int level : near) {
                StackPoint target = pair.failing().with(p, level);
                Optional<StackPoint> stack = telling.nearest(target, others.with(p, Region.level(level)));
                if (stack.isEmpty()) {
                    open.remove((Integer) level);
                    continue;
                }
                if (best == null || stack.get().distance(target) < 1) {
                    best = stack.get();
                }
                if (stack.get().distance(target) == 0) {
                    break;
                }
            }
            if (best != null) {
                return Optional.of(best);
            }
        }
        return Optional.empty();
    }

    /** The place in {@code levels}, given from the failing end, that a probe of halves what is likely. */
    private int median(List<Integer> levels, int p, Region others, boolean upwards) {
        double[] weight = new double[levels.size() + 1];
        List<StackPoint> failing = laboratory
                .all(Ruling.FAILS, others::contains)
                .filter(s -> s.has(p))
                .toList();
        List<StackPoint> passing = laboratory
                .all(Ruling.PASSES, others::contains)
                .filter(s -> s.has(p))
                .toList();
        double most = Double.NEGATIVE_INFINITY;
        for (int turn = 0; turn <= levels.size(); turn++) {
            // The first `turn` of the levels fail, the others pass.
            for (StackPoint stack : failing) {
                weight[turn] += place(levels, stack.level(p), upwards) >= turn ? FAILING_OUTSIDE : 0;
            }
            for (StackPoint stack : passing) {
                weight[turn] += place(levels, stack.level(p), upwards) < turn ? PASSING_INSIDE : 0;
            }
            most = Math.max(most, weight[turn]);
        }
        double all = 0;
        for (int turn = 0; turn < weight.length; turn++) {
            weight[turn] = Math.exp(Math.max(LEAST, weight[turn] - most));
            all += weight[turn];
        }
        double sum = weight[0];
        int best = 0;
        double bestOff = Double.POSITIVE_INFINITY;
        for (int i = 0; i < levels.size(); i++) {
            // A probe of level i asks whether the turn is behind it.
            double off = Math.abs(sum - all / 2);
            if (off < bestOff) {
                bestOff = off;
                best = i;
            }
            sum += weight[i + 1];
        }
        return best;
    }

    /** Where a level stands among those, in their direction; of no weight for those outside of them. */
    private static int place(List<Integer> levels, int level, boolean upwards) {
        int place = 0;
        for (int other : levels) {
            if (upwards ? other < level : other > level) {
                place++;
            }
        }
        return levels.contains(level) ? place : place == 0 ? -1 : place;
    }

    /** From the first to the second, both excluded. */
    private static List<Integer> levelsBetween(int from, int to) {
        List<Integer> levels = new ArrayList<>();
        int step = from < to ? 1 : -1;
        for (int level = from + step; from < to ? level < to : level > to; level += step) {
            levels.add(level);
        }
        return levels;
    }
}
