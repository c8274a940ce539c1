package monkey.reports.causes;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;

/**
 * What stands at the edges of a box: a stack one step outside by that package alone, within all other limits, which passes. An
 * edge that no such stack holds is none, and what fails further out is another part of the same range.
 */
final class Edges {
    private final SpaceOracle space;
    private final Laboratory laboratory;
    private final Telling telling;

    Edges(SpaceOracle space, Laboratory laboratory, Telling telling) {
        this.space = space;
        this.laboratory = laboratory;
        this.telling = telling;
    }

    /** Whether a stack next to the edge passes, beyond doubt. */
    boolean isHeld(Box box, Box.Edge edge) {
        return holder(box, edge)
                .filter(stack -> laboratory.certain(stack) == Ruling.PASSES)
                .isPresent();
    }

    /** A stack next to the edge, on its outer side and within all other limits, that passes. */
    Optional<StackPoint> holder(Box box, Box.Edge edge) {
        Region outside = box.outside(edge, box.beyond(edge));
        return laboratory
                .all(Ruling.PASSES, outside::contains)
                .min(Comparator.comparing((StackPoint stack) -> !laboratory.isDecided(stack))
                        .thenComparing(stack -> stack.differences(box.centre()).size()));
    }

    /** One step outside where there is a stack; if that fails too, the edge is not one. */
    Box tryAgain(Box box, Box.Edge edge) {
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
    void tryBeyond(Box box) {
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

    /** Of all pairs of stacks on the two sides of an edge the one that differs least, best in nothing but the package. */
    Border border(Box box, Box.Edge edge, List<StackPoint> inside) {
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

    private static boolean isOneStep(Border border, int limit) {
        return border.heldStill() && border.failing().level(border.packageIndex()) == limit;
    }

    /** Where no pair of stacks on the two sides of an edge differs in one step of its package alone, one is looked for. */
    void holdStill(Box box) {
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
