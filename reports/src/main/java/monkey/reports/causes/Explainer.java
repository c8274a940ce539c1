package monkey.reports.causes;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;

/**
 * Searches the cause of one failing stack.
 *
 * <p><b>Idea.</b> Begin with the boldest statement, "everything fails", and let stacks that pass cut it down. The box around
 * the failing stack is the statement; a stack in it that passes is a counterexample. {@link Narrowing} finds the one package
 * that makes the difference between the two, {@link Bisection} where along its versions it does, and there the box is cut:
 * between a stack that fails and one that passes, one step apart. When no counterexample is known, the box is tried where one
 * is most likely ({@link Coverage}), and the search begins again with what that finds.
 *
 * <p><b>Invariant.</b> The failing stack is in the box; what is known to pass will be cut off. Cuts made early can prove
 * needless once the box is smaller, as where two causes overlap: an edge beyond which, with all the other limits kept, no stack
 * is known to pass is tried again there, and opened if that fails. What is left is a largest box: beyond each edge, one step
 * outside by that package alone, a stack passes. An L-shaped region comes out as the two boxes it is made of. A range with a
 * hole comes out in parts: behind each edge the next version and the outermost are tried, and what fails there is explained in
 * its turn, beginning with the limits of the part that is known.
 *
 * <p><b>Cost.</b> For each edge the logarithm of the packages and of the versions it has to be found among, and the cover.
 */
final class Explainer {
    private static final int ROUNDS = 120;
    private static final int MOST_PACKAGES = 3;
    private static final int FAILING_FOR_ONE_FLAKY = 4;

    private final List<PackageCandidates> packages;
    private final SpaceOracle space;
    private final Laboratory laboratory;
    private final int width;
    private final long seed;
    private final Telling telling;
    private final Narrowing narrowing;
    private final Bisection bisection;

    /** @param width how many stacks are run side by side where none needs to wait for another */
    Explainer(List<PackageCandidates> packages, SpaceOracle space, Laboratory laboratory, int width, long seed) {
        this.packages = packages;
        this.space = space;
        this.laboratory = laboratory;
        this.width = width;
        this.seed = seed;
        narrowing = new Narrowing(laboratory, space);
        telling = new Telling(packages, space, laboratory);
        bisection = new Bisection(laboratory, telling);
    }

    private enum Step {
        GO_ON,
        DONE,
        TOO_DEAR,
        LOST
    }

    /** The cause, proven or, when probes run out on the way, suspected; empty when there is none of at most three packages. */
    Optional<Cause> explain(StackPoint failing, List<Cause> others) {
        laboratory.leaveOut(regions(others));
        int before = laboratory.spent();
        Box[] box = {start(failing, others)};
        try {
            if (laboratory.certain(failing) != Ruling.FAILS) {
                return Optional.empty();
            }
            for (int round = 0; round < ROUNDS; round++) {
                switch (step(box, before)) {
                    case DONE -> {
                        tryBeyond(box[0]);
                        holdStill(box[0]);
                        if (counterexample(box[0]).isEmpty()) {
                            return cause(box[0], before, true);
                        }
                    }
                    case TOO_DEAR -> {
                        return cause(box[0], before, false);
                    }
                    case LOST -> {
                        return Optional.empty();
                    }
                    default -> {}
                }
            }
            return Optional.empty();
        } catch (ProbesSpentException e) {
            return cause(Guess.cut(box[0], laboratory), before, false);
        } finally {
            laboratory.leaveOut(List.of());
        }
    }

    /**
     * Looks again, now that other causes are known: what fails by one of them proves nothing here. What was too dear while there
     * were others to be found is done now, as far as probes last. What two causes have in common each of them would leave to the
     * other, so that is looked at by itself.
     */
    Cause verified(Cause cause, List<Cause> others) {
        if (laboratory.isSpent()) {
            return cause;
        }
        int before = laboratory.spent();
        int missing = 1;
        try {
            laboratory.leaveOut(regions(others));
            boolean complete = tryInside(cause.region(), Coverage.Doubt.THOROUGH, Integer.MAX_VALUE) == Step.DONE
                    && isClear(cause.region())
                    && cause.borders().stream()
                            .allMatch(border -> laboratory.ruling(border.passing()) == Ruling.PASSES);
            holdBeside(cause, others);
            for (Cause other : others) {
                List<Cause> third = new ArrayList<>(others);
                third.remove(other);
                laboratory.leaveOut(regions(third));
                Region common = cause.region().and(other.region());
                complete = complete
                        && (common.isEmptyByItsLimits()
                                || tryInside(common, Coverage.Doubt.LIGHT, Integer.MAX_VALUE) == Step.DONE);
            }
            missing = complete ? 0 : 1;
        } catch (ProbesSpentException e) {
            missing = Math.max(1, missing(cause.region()));
        } finally {
            laboratory.leaveOut(List.of());
        }
        List<StackPoint> inside =
                laboratory.all(Ruling.FAILS, cause.region()::contains).toList();
        return cause.after(laboratory.spent() - before, missing == 0, missing, inside);
    }

    /**
     * At an end of a cause a stack passes, but perhaps only where another cause lies behind: of two that lie side by side one
     * can be mistaken for what reaches from it into the other, and goes on past that end where the other is not. So each end is
     * looked at where no other cause would be to blame, were it not for the package that ends there. What fails is explained next.
     */
    private void holdBeside(Cause cause, List<Cause> others) {
        List<StackPoint> there = new ArrayList<>();
        for (Border border : cause.borders()) {
            int p = border.packageIndex();
            Region outside =
                    cause.region().with(p, Region.level(border.passing().level(p)));
            List<Region> beside =
                    others.stream().map(other -> other.region().without(p)).toList();
            for (Region part : Remainder.of(outside, beside, packages)) {
                if (laboratory.all(Ruling.PASSES, part::contains).findAny().isEmpty()) {
                    space.nearest(border.passing(), part).ifPresent(there::add);
                }
            }
        }
        laboratory.tryAll(there);
    }

    private static List<Region> regions(List<Cause> causes) {
        return causes.stream().map(Cause::region).toList();
    }

    /** Where a stack is as in a known cause but for one package, its cause may be another part of that one. */
    private Box start(StackPoint failing, List<Cause> others) {
        Box everything = Box.around(failing, packages);
        for (Cause other : others) {
            List<Integer> outside = other.region().levels().keySet().stream()
                    .filter(p -> !other.region().without(p).contains(failing)
                            || !other.region().contains(failing))
                    .filter(p -> other.region().without(p).contains(failing))
                    .toList();
            if (outside.size() == 1 && other.region().levels().size() > 1) {
                return everything.within(other.region().without(outside.get(0)));
            }
        }
        return everything;
    }

    private Step step(Box[] box, int before) {
        Optional<StackPoint> counterexample = counterexample(box[0]);
        if (counterexample.isPresent()) {
            Optional<Box> smaller = cut(box[0], counterexample.get());
            if (smaller.isEmpty() && laboratory.ruling(counterexample.get()) == Ruling.PASSES) {
                return Step.LOST;
            }
            smaller.ifPresent(cut -> box[0] = cut);
            return laboratory.ruling(box[0].centre()) == Ruling.FAILS ? Step.GO_ON : Step.LOST;
        }
        Box now = box[0];
        laboratory.decide(
                now.edges().stream().flatMap(edge -> holder(now, edge).stream()).toList());
        for (Box.Edge edge : now.edges()) {
            if (!isHeld(now, edge)) {
                box[0] = tryAgain(now, edge);
                return Step.GO_ON;
            }
        }
        if (box[0].packages().size() > MOST_PACKAGES) {
            return Step.LOST;
        }
        return tryInside(
                box[0].region(),
                Coverage.Doubt.THOROUGH,
                Explanations.allowance(packages) - (laboratory.spent() - before));
    }

    private Optional<StackPoint> counterexample(Box box) {
        return laboratory
                .all(Ruling.PASSES, box.region()::contains)
                .min(Comparator.comparingInt(
                        stack -> stack.differences(box.centre()).size()));
    }

    /** Empty when the two cannot be told apart by a package that both have, or one of them is not what it seemed. */
    private Optional<Box> cut(Box box, StackPoint passing) {
        Narrowing.Pair pair = narrowing.narrow(box.centre(), passing);
        Optional<Integer> culprit = culprit(pair, box);
        if (culprit.isEmpty()) {
            laboratory.certain(passing);
            return Optional.empty();
        }
        int p = culprit.get();
        Narrowing.Pair turn = bisection.turn(pair, p, box);
        laboratory.decide(List.of(turn.passing(), turn.failing()));
        if (laboratory.certain(turn.passing()) != Ruling.PASSES || laboratory.certain(turn.failing()) != Ruling.FAILS) {
            return Optional.of(box);
        }
        int outside = turn.passing().level(p);
        return Optional.of(
                outside > box.centre().level(p)
                        ? box.limited(new Box.Edge(p, Side.NEWER), outside - 1)
                        : box.limited(new Box.Edge(p, Side.OLDER), outside + 1));
    }

    /**
     * Where packages cannot be changed one by one, the one is preferred that makes the failing stack pass with the fewest
     * other changes, whatever those are.
     */
    private Optional<Integer> culprit(Narrowing.Pair pair, Box box) {
        List<Integer> apart = pair.apart();
        if (apart.size() < 2) {
            return apart.stream().findFirst();
        }
        int best = apart.get(0);
        int fewest = Integer.MAX_VALUE;
        for (int p : apart) {
            StackPoint target = pair.failing().with(p, pair.passing().level(p));
            Region alone = box.region().with(p, Region.level(pair.passing().level(p)));
            Optional<StackPoint> stack = space.nearest(target, alone);
            if (stack.isPresent()
                    && stack.get().distance(target) < fewest
                    && laboratory.tried(stack.get()) == Ruling.PASSES) {
                fewest = stack.get().distance(target);
                best = p;
            }
        }
        return Optional.of(best);
    }

    private boolean isHeld(Box box, Box.Edge edge) {
        return holder(box, edge)
                .filter(stack -> laboratory.certain(stack) == Ruling.PASSES)
                .isPresent();
    }

    /** A stack next to the edge, on its outer side and within all other limits, that passes. */
    private Optional<StackPoint> holder(Box box, Box.Edge edge) {
        Region outside = box.outside(edge, box.beyond(edge));
        return laboratory
                .all(Ruling.PASSES, outside::contains)
                .min(Comparator.comparing((StackPoint stack) -> !laboratory.isDecided(stack))
                        .thenComparing(stack -> stack.differences(box.centre()).size()));
    }

    /** One step outside where there is a stack; if that fails too, the edge is not one. */
    private Box tryAgain(Box box, Box.Edge edge) {
        int p = edge.packageIndex();
        for (int level : box.levelsBeyond(edge)) {
            Optional<StackPoint> stack = telling.nearest(box.centre().with(p, level), box.outside(edge, level));
            if (stack.isPresent()) {
                if (laboratory.tried(stack.get()) == Ruling.PASSES) {
                    return box.limited(edge, edge.side() == Side.OLDER ? level + 1 : level - 1);
                }
                if (laboratory.ruling(stack.get()) == Ruling.FAILS) {
                    at(box.outermost(edge), box, edge).ifPresent(laboratory::tried);
                    return box.opened(edge);
                }
            }
        }
        return box.opened(edge);
    }

    /** Behind each edge, the version after the next and the outermost: a range may go on there. */
    private void tryBeyond(Box box) {
        List<StackPoint> there = new ArrayList<>();
        for (Box.Edge edge : box.edges()) {
            List<Integer> levels = box.levelsBeyond(edge);
            if (levels.size() > 1) {
                at(levels.get(1), box, edge).ifPresent(there::add);
                at(box.outermost(edge), box, edge).ifPresent(there::add);
            }
        }
        laboratory.tryAll(there);
    }

    /** A stack to be tried beyond an edge; none where one was. */
    private Optional<StackPoint> at(int level, Box box, Box.Edge edge) {
        Region there = box.outside(edge, level);
        boolean known = laboratory.all(Ruling.PASSES, there::contains).findAny().isPresent()
                || laboratory.all(Ruling.FAILS, there::contains).findAny().isPresent();
        return known ? Optional.empty() : telling.nearest(box.centre().with(edge.packageIndex(), level), there);
    }

    private Step tryInside(Region region, Coverage.Doubt doubt, int allowance) {
        Coverage coverage = new Coverage(region, doubt, packages, space, laboratory, seed);
        int left = Math.max(allowance, width);
        while (true) {
            List<StackPoint> next = coverage.next(Math.min(width, Math.max(left, 1)));
            if (next.isEmpty()) {
                return Step.DONE;
            }
            if (left <= 0) {
                return Step.TOO_DEAR;
            }
            laboratory.runAll(next);
            left -= next.size();
            for (StackPoint stack : next) {
                coverage.done(stack);
                switch (laboratory.ruling(stack)) {
                    case PASSES -> {
                        return Step.GO_ON;
                    }
                    case FAILS -> coverage.failed(stack);
                    default -> {}
                }
            }
        }
    }

    private int missing(Region region) {
        return new Coverage(region, Coverage.Doubt.THOROUGH, packages, space, laboratory, seed).missing();
    }

    private Optional<Cause> cause(Box box, int before, boolean complete) {
        if (box.packages().isEmpty()
                || box.packages().size() > MOST_PACKAGES
                || counterexample(box).isPresent()) {
            return Optional.empty();
        }
        Region region = Needless.removed(box.region(), space);
        List<StackPoint> inside = laboratory.all(Ruling.FAILS, region::contains).toList();
        List<Border> borders = new ArrayList<>();
        int unheld = 0;
        for (Box.Edge edge : box.edges()) {
            if (holder(box, edge).isEmpty()) {
                unheld++;
            } else if (region.levels().containsKey(edge.packageIndex())) {
                borders.add(border(box, edge, inside));
            }
        }
        int missing = unheld + (isClear(region) ? 0 : 1) + (complete ? 0 : Math.max(1, missing(region)));
        return Optional.of(new Cause(
                region, missing == 0, inside, borders, space.count(region), laboratory.spent() - before, missing));
    }

    private static boolean isOneStep(Border border, int limit) {
        return border.heldStill() && border.failing().level(border.packageIndex()) == limit;
    }

    /** Whether few of the stacks that were run there disagree with themselves: of what they hide nothing is known. */
    private boolean isClear(Region region) {
        long flaky = laboratory.all(Ruling.FLAKY, region::contains).count();
        return flaky * FAILING_FOR_ONE_FLAKY
                <= laboratory.all(Ruling.FAILS, region::contains).count();
    }

    /** Of all pairs of stacks on the two sides of an edge the one that differs least, best in nothing but the package. */
    private Border border(Box box, Box.Edge edge, List<StackPoint> inside) {
        int p = edge.packageIndex();
        Region outside = box.outside(edge, box.beyond(edge));
        Border best = null;
        int least = Integer.MAX_VALUE;
        for (StackPoint passing :
                laboratory.all(Ruling.PASSES, outside::contains).toList()) {
            for (StackPoint failing : inside) {
                int apart = 2 * failing.differences(passing).size()
                        + (failing.level(p) == box.limit(edge) ? 0 : 1)
                        + (laboratory.isDecided(passing) ? 0 : 1);
                if (apart < least) {
                    least = apart;
                    best = new Border(
                            p,
                            edge.side(),
                            failing,
                            passing,
                            failing.differences(passing).size() == 1);
                }
            }
        }
        return best;
    }

    /** Where no pair of stacks on the two sides of an edge differs in one step of its package alone, one is looked for. */
    private void holdStill(Box box) {
        List<StackPoint> wanted = new ArrayList<>();
        List<StackPoint> inside =
                laboratory.all(Ruling.FAILS, box.region()::contains).toList();
        for (Box.Edge edge : box.edges()) {
            if (holder(box, edge).isPresent() && !isOneStep(border(box, edge, inside), box.limit(edge))) {
                StackPoint target = holder(box, edge).get().with(edge.packageIndex(), box.limit(edge));
                space.nearest(target, box.region()).filter(target::equals).ifPresent(wanted::add);
            }
        }
        laboratory.tryAll(wanted);
    }
}
