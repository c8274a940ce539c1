package monkey.resolver.diagram;

import java.math.BigInteger;
import java.util.Arrays;

/**
 * Finds the i-th stack, in the order of {@link Walk}, without listing those before it. Not thread-safe.
 *
 * <p>At a node the rank says which edge it falls on; within the edge it is a number with mixed digits: the id first,
 * then each child, whose counts are the bases. Cost: one look at each edge of the nodes on the way down.
 */
public final class Unranking {
    private final Diagram diagram;
    private final Counts counts;
    private int[] stack = new int[16];
    private int size;

    public Unranking(Diagram diagram, Counts counts) {
        this.diagram = diagram;
        this.counts = counts;
    }

    /**
     * Makes the stack of a rank.
     *
     * @param rank from 0 up to, but not including, the total count
     * @return a fresh array, in no particular order
     */
    public int[] stack(BigInteger rank) {
        size = 0;
        BigInteger left = rank;
        for (int i = diagram.rootCount() - 1; i >= 0; i--) {
            BigInteger[] split = left.divideAndRemainder(counts.of(diagram.root(i)));
            choose(diagram.root(i), split[1]);
            left = split[0];
        }
        return Arrays.copyOf(stack, size);
    }

    private void choose(int node, BigInteger rank) {
        if (counts.smallOf(node) >= 0) {
            choose(node, rank.longValue());
            return;
        }
        BigInteger left = rank;
        int edge = diagram.firstEdge(node);
        while (true) {
            BigInteger weight = weight(edge);
            if (left.compareTo(weight) < 0) {
                break;
            }
            left = left.subtract(weight);
            edge = diagram.nextEdge(edge);
        }
        for (int c = diagram.childCount(edge) - 1; c >= 0; c--) {
            BigInteger[] split = left.divideAndRemainder(counts.of(diagram.child(edge, c)));
            choose(diagram.child(edge, c), split[1]);
            left = split[0];
        }
        add(edge, left.intValue());
    }

    private BigInteger weight(int edge) {
        BigInteger product = BigInteger.valueOf(diagram.ways(edge));
        for (int c = 0; c < diagram.childCount(edge); c++) {
            product = product.multiply(counts.of(diagram.child(edge, c)));
        }
        return product;
    }

    private void choose(int node, long rank) {
        long left = rank;
        int edge = diagram.firstEdge(node);
        while (true) {
            long weight = diagram.ways(edge);
            for (int c = 0; c < diagram.childCount(edge); c++) {
                weight *= counts.smallOf(diagram.child(edge, c));
            }
            if (left < weight) {
                break;
            }
            left -= weight;
            edge = diagram.nextEdge(edge);
        }
        for (int c = diagram.childCount(edge) - 1; c >= 0; c--) {
            long count = counts.smallOf(diagram.child(edge, c));
            choose(diagram.child(edge, c), left % count);
            left /= count;
        }
        add(edge, (int) left);
    }

    private void add(int edge, int index) {
        int[] ids = diagram.ids(diagram.label(edge));
        if (ids.length == 0) {
            return;
        }
        if (size == stack.length) {
            stack = Arrays.copyOf(stack, size * 2);
        }
        stack[size++] = ids[index];
    }
}
