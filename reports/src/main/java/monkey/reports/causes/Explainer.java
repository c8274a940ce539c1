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
    /**
     * So many runs inside in a row tell whether a cause is worth its name. The rest of the cover waits until all causes have
     * one: what another makes fail would count for nothing there, and probes may not last for both.
     */
    private static final int ENOUGH_TO_BE_NAMED = 16;

    private final List<PackageCandidates> packages;
    private final SpaceOracle space;
    private final Laboratory laboratory;
    private final Edges edges;
    private final Inside inside;
    private final Narrowing narrowing;
    private final Bisection bisection;

    Explainer(List<PackageCandidates> packages, SpaceOracle space, Laboratory laboratory, Inside inside) {
        this.packages = packages;
        this.space = space;
        this.laboratory = laboratory;
        this.inside = inside;
        narrowing = new Narrowing(laboratory, space);
        Telling telling = new Telling(packages, space, laboratory);
        edges = new Edges(space, laboratory, telling);
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
        laboratory.leaveOut(Cause.regions(others));
        int before = laboratory.spent();
        Box[] box = {start(failing, others)};
        try {
            if (laboratory.certain(failing) != Ruling.FAILS) {
                return Optional.empty();
            }
            for (int round = 0; round < ROUNDS; round++) {
                Step step = step(box, before);
                switch (step) {
                    case DONE, TOO_DEAR -> {
                        edges.tryBeyond(box[0]);
                        edges.holdStill(box[0]);
                        if (counterexample(box[0]).isEmpty()) {
                            return cause(box[0], before, step == Step.DONE);
                        }
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
        laboratory.decide(now.edges().stream()
                .flatMap(edge -> edges.holder(now, edge).stream())
                .toList());
        for (Box.Edge edge : now.edges()) {
            if (!edges.isHeld(now, edge)) {
                box[0] = edges.tryAgain(now, edge);
                return Step.GO_ON;
            }
        }
        if (box[0].packages().size() > MOST_PACKAGES) {
            return Step.LOST;
        }
        Region region = box[0].region();
        boolean isLast = laboratory
                .all(Ruling.FAILS, stack -> !region.contains(stack))
                .findAny()
                .isEmpty();
        int allowance = Explanations.allowance(packages) - (laboratory.spent() - before);
        allowance = isLast ? allowance : Math.min(ENOUGH_TO_BE_NAMED, allowance);
        return switch (inside.tried(region, Coverage.Doubt.THOROUGH, allowance)) {
            case FAILS_ALL_OVER -> Step.DONE;
            case SOMETHING_PASSES -> Step.GO_ON;
            case TOO_DEAR -> Step.TOO_DEAR;
        };
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

    private Optional<Cause> cause(Box box, int before, boolean complete) {
        if (box.packages().isEmpty()
                || box.packages().size() > MOST_PACKAGES
                || counterexample(box).isPresent()) {
            return Optional.empty();
        }
        Region region = Needless.removed(box.region(), space);
        List<StackPoint> failing =
                laboratory.all(Ruling.FAILS, region::contains).toList();
        List<Border> borders = new ArrayList<>();
        int unheld = 0;
        for (Box.Edge edge : box.edges()) {
            if (edges.holder(box, edge).isEmpty()) {
                unheld++;
            } else if (region.levels().containsKey(edge.packageIndex())) {
                borders.add(edges.border(box, edge, failing));
            }
        }
        int missing = unheld + (inside.isClear(region) ? 0 : 1) + (complete ? 0 : Math.max(1, inside.missing(region)));
        return Optional.of(new Cause(
                region, missing == 0, failing, borders, space.count(region), laboratory.spent() - before, missing));
    }
}
