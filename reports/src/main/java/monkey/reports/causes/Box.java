package monkey.reports.causes;

import java.util.ArrayList;
import java.util.BitSet;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;

/**
 * A range of levels for each package, around a stack. Immutable.
 *
 * <p>What is not limited on either side says nothing of the package, not even that it is there.
 */
final class Box {
    /** One limit of it. */
    record Edge(int packageIndex, Side side) {}

    private final StackPoint centre;
    private final int[] last;
    private final int[] low;
    private final int[] high;

    private Box(StackPoint centre, int[] last, int[] low, int[] high) {
        this.centre = centre;
        this.last = last;
        this.low = low;
        this.high = high;
    }

    static Box around(StackPoint centre, List<PackageCandidates> packages) {
        int[] last = packages.stream().mapToInt(p -> p.versions().size() - 1).toArray();
        return new Box(centre, last, new int[last.length], last.clone());
    }

    StackPoint centre() {
        return centre;
    }

    int limit(Edge edge) {
        return edge.side() == Side.OLDER ? low[edge.packageIndex()] : high[edge.packageIndex()];
    }

    /** The level next to a limit, on its other side. */
    int beyond(Edge edge) {
        return edge.side() == Side.OLDER ? low[edge.packageIndex()] - 1 : high[edge.packageIndex()] + 1;
    }

    /** The outermost level on that side, whether inside or not. */
    int outermost(Edge edge) {
        return edge.side() == Side.OLDER ? 0 : last[edge.packageIndex()];
    }

    Box limited(Edge edge, int limit) {
        int[] newLow = low.clone();
        int[] newHigh = high.clone();
        (edge.side() == Side.OLDER ? newLow : newHigh)[edge.packageIndex()] = limit;
        return new Box(centre, last, newLow, newHigh);
    }

    /** The same with the limits of a region, each of them taken as the range from its first to its last level. */
    Box within(Region region) {
        Box box = this;
        for (Map.Entry<Integer, BitSet> limit : region.levels().entrySet()) {
            box = box.limited(
                            new Edge(limit.getKey(), Side.OLDER),
                            limit.getValue().nextSetBit(0))
                    .limited(
                            new Edge(limit.getKey(), Side.NEWER),
                            limit.getValue().length() - 1);
        }
        return box;
    }

    /** Levels beyond an edge, the next one first. */
    List<Integer> levelsBeyond(Edge edge) {
        return edge.side() == Side.OLDER
                ? IntStream.rangeClosed(1, low[edge.packageIndex()])
                        .mapToObj(step -> low[edge.packageIndex()] - step)
                        .toList()
                : IntStream.rangeClosed(high[edge.packageIndex()] + 1, last[edge.packageIndex()])
                        .boxed()
                        .toList();
    }

    /** The stacks that keep all limits but this edge's, and have that level of its package. */
    Region outside(Edge edge, int level) {
        return region().without(edge.packageIndex()).with(edge.packageIndex(), Region.level(level));
    }

    Box opened(Edge edge) {
        return limited(edge, outermost(edge));
    }

    List<Edge> edges() {
        List<Edge> edges = new ArrayList<>();
        for (int p = 0; p < last.length; p++) {
            if (low[p] > 0) {
                edges.add(new Edge(p, Side.OLDER));
            }
            if (high[p] < last[p]) {
                edges.add(new Edge(p, Side.NEWER));
            }
        }
        return edges;
    }

    List<Integer> packages() {
        return IntStream.range(0, last.length)
                .filter(p -> low[p] > 0 || high[p] < last[p])
                .boxed()
                .toList();
    }

    Region region() {
        Region region = Region.EVERYTHING;
        for (int p : packages()) {
            region = region.with(p, Region.levels(low[p], high[p]));
        }
        return region;
    }
}
