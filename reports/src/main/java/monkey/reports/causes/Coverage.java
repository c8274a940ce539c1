package monkey.reports.causes;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * What has been run of a region, and what should be before anybody says that all of it fails.
 *
 * <p><b>Idea.</b> A stack that passes in there would be one by a version (a hole of a single release, a package that was not
 * thought of) or by several (a corner that belongs to no cause, where two or three overlap). So what can be seen of the stacks of
 * the region ({@link Features}) is to be seen failing, of packages with very many versions a {@link Spread}. The outermost versions are to be run several times: there an edge of one
 * release would hide behind one wrong outcome. Stacks come from a {@link Pool}, less those that another cause makes fail;
 * greedily, the one with most that is new goes next. <b>Cost.</b> About as many stacks as one package has versions, less what
 * was run there before; what three packages have together grows with the logarithm of their number.
 */
final class Coverage {
    /** So many stacks of a region are to be run, if it has as many. */
    private static final int ENOUGH = 16;

    private static final int OUTERMOST_WANTED = 4;
    /** Running the same stack more often than so says nothing more. */
    private static final int REPEATED = 2;

    private final Laboratory laboratory;
    private final Features features;
    private final List<StackPoint> pool;
    private final int packages;
    /** How often each feature is still to be seen failing. */
    private final Map<Long, Integer> open = new HashMap<>();

    private final Doubt doubt;
    private final int wanted;
    private int failing;

    /** How much is to be run. */
    enum Doubt {
        /** Nothing else speaks for the region. */
        THOROUGH,
        /** Two causes speak for it, each of which stands by itself: all is to be seen, but once. */
        LIGHT
    }

    Coverage(
            Region region,
            Doubt doubt,
            List<PackageCandidates> candidates,
            SpaceOracle space,
            Laboratory laboratory,
            long seed) {
        this.doubt = doubt;
        this.laboratory = laboratory;
        packages = candidates.size();
        Telling telling = new Telling(candidates, space, laboratory);
        Set<StackPoint> stacks = Pool.of(region, packages, space, telling, laboratory, seed);
        List<StackPoint> tested = laboratory.all(Ruling.FAILS, region::contains).toList();
        Set<StackPoint> all = new LinkedHashSet<>(stacks);
        all.addAll(tested);
        features = new Features(region, all, packages);
        Spread spread = new Spread(region, stacks);
        for (StackPoint stack : stacks) {
            for (long feature : features.of(stack)) {
                if (features.isAsked(feature, spread)) {
                    open.put(feature, wanted(feature));
                }
            }
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
        wanted = doubt == Doubt.LIGHT ? 0 : Math.min(ENOUGH, stacks.size());
    }

    /** A stack of the region was run, or run again, and failed. */
    void failed(StackPoint stack) {
        failing++;
        count(stack, 1);
    }

    private void count(StackPoint stack, int executions) {
        for (long feature : features.of(stack)) {
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
            for (long feature : features.of(best)) {
                left.computeIfPresent(feature, (same, times) -> times > 1 ? times - 1 : null);
            }
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
        boolean isNew = isNew(stack);
        for (long feature : features.of(stack)) {
            Integer times = left.get(feature);
            boolean seenOften = times != null && !isNew && wanted(feature) - times >= REPEATED;
            if (times != null && !seenOften) {
                gain += features.weight(feature, packages);
            }
        }
        return isNew ? 2 * gain : gain;
    }

    /** Running a stack a second time says less than running another. */
    private boolean isNew(StackPoint stack) {
        return laboratory.ruling(stack) == Ruling.UNTRIED;
    }

    private int wanted(long feature) {
        return doubt == Doubt.LIGHT || !features.isVersion(feature)
                ? 1
                : features.isOutermostVersion(feature) ? OUTERMOST_WANTED : laboratory.executionsWanted();
    }
}
