package monkey.reports.causes;

import java.util.ArrayList;
import java.util.BitSet;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * From a stack that fails and one that passes to two that do and differ as little as the space allows, best in one package.
 *
 * <p><b>Idea.</b> Delta debugging (Zeller and Hildebrandt, 2002) with its difference halved, but inside the space: a probe has
 * of each package the version of one of the two, and is the possible stack nearest to the mixture wanted. If it fails it takes
 * the failing stack's place, else the passing one's; what remains apart shrinks by what was mixed. Which packages are mixed
 * first is decided by what all stacks tried so far say of them: the mixture is to carry half of the suspicion. <b>Cost.</b>
 * Logarithm of the difference in probes; one where a single package is rightly suspected.
 */
final class Narrowing {
    private final Laboratory laboratory;
    private final SpaceOracle space;

    Narrowing(Laboratory laboratory, SpaceOracle space) {
        this.laboratory = laboratory;
        this.space = space;
    }

    /** What it came to. */
    record Pair(StackPoint failing, StackPoint passing) {
        /** Packages that both have, at different levels. */
        List<Integer> apart() {
            return failing.differences(passing).stream()
                    .filter(p -> failing.has(p) && passing.has(p))
                    .toList();
        }
    }

    Pair narrow(StackPoint failing, StackPoint passing) {
        Pair pair = new Pair(failing, passing);
        Set<StackPoint> useless = new HashSet<>();
        while (pair.failing().differences(pair.passing()).size() > 1) {
            Optional<StackPoint> between = between(pair, useless);
            if (between.isEmpty()) {
                break;
            }
            StackPoint probe = between.get();
            switch (laboratory.tried(probe)) {
                case FAILS -> pair = new Pair(probe, pair.passing());
                case PASSES -> pair = new Pair(pair.failing(), probe);
                default -> useless.add(probe);
            }
        }
        return pair;
    }

    private Optional<StackPoint> between(Pair pair, Set<StackPoint> useless) {
        List<Integer> apart = pair.apart();
        Optional<StackPoint> known = laboratory
                .all(Ruling.FAILS)
                .filter(stack -> isStrictlyBetween(stack, pair))
                .min(Comparator.comparingInt(
                        stack -> stack.differences(pair.passing()).size()))
                .or(() -> laboratory
                        .all(Ruling.PASSES)
                        .filter(stack -> isStrictlyBetween(stack, pair))
                        .min(Comparator.comparingInt(
                                stack -> stack.differences(pair.failing()).size())));
        if (known.isPresent()) {
            return known;
        }
        Region mixtures = mixtures(pair);
        List<Integer> suspects = suspects(pair, apart);
        for (int take = half(pair, suspects), tries = 0; tries <= suspects.size(); tries++) {
            List<Integer> mixed = tries == 0 ? suspects.subList(0, take) : List.of(suspects.get(tries - 1));
            StackPoint target = pair.failing();
            Region within = mixtures;
            for (int p : mixed) {
                target = target.with(p, pair.passing().level(p));
                within = tries == 0
                        ? within
                        : within.with(p, Region.level(pair.passing().level(p)));
            }
            Optional<StackPoint> stack = space.nearest(target, within)
                    .filter(found ->
                            isStrictlyBetween(found, pair) && !useless.contains(found) && !laboratory.isLeftOut(found));
            if (stack.isPresent()) {
                return stack;
            }
        }
        return Optional.empty();
    }

    private static boolean isStrictlyBetween(StackPoint stack, Pair pair) {
        return stack.isBetween(pair.failing(), pair.passing())
                && !stack.equals(pair.failing())
                && !stack.equals(pair.passing());
    }

    private static Region mixtures(Pair pair) {
        Region region = Region.EVERYTHING;
        for (int p = 0; p < pair.failing().size(); p++) {
            BitSet levels = new BitSet();
            boolean absent = false;
            for (StackPoint stack : List.of(pair.failing(), pair.passing())) {
                if (stack.has(p)) {
                    levels.set(stack.level(p));
                } else {
                    absent = true;
                }
            }
            region = absent ? region.withOrAbsent(p, levels) : region.with(p, levels);
        }
        return region;
    }

    private List<Integer> suspects(Pair pair, List<Integer> apart) {
        List<Integer> suspects = new ArrayList<>(apart);
        suspects.sort(
                Comparator.comparingDouble((Integer p) -> -suspicion(pair, p)).thenComparing(p -> p));
        return suspects;
    }

    /** How many of the most suspected carry half of the suspicion. */
    private int half(Pair pair, List<Integer> suspects) {
        double all = suspects.stream().mapToDouble(p -> suspicion(pair, p)).sum();
        double carried = 0;
        int count = 0;
        while (count < suspects.size() - 1 && carried < all / 2) {
            carried += suspicion(pair, suspects.get(count++));
        }
        return Math.max(1, count);
    }

    /** By how much more often stacks fail at the one level than at the other; never quite nothing. */
    private double suspicion(Pair pair, int p) {
        return 0.05
                + Math.max(
                        0,
                        shareFailing(p, pair.failing().level(p))
                                - shareFailing(p, pair.passing().level(p)));
    }

    private double shareFailing(int p, int level) {
        long failing =
                laboratory.all(Ruling.FAILS, stack -> stack.level(p) == level).count();
        long passing =
                laboratory.all(Ruling.PASSES, stack -> stack.level(p) == level).count();
        return (failing + 0.5) / (failing + passing + 1);
    }
}
