package monkey.resolver.sample;

import java.math.BigInteger;
import java.util.Arrays;
import monkey.resolver.chance.SplitMix;
import monkey.resolver.diagram.Counts;
import monkey.resolver.diagram.Diagram;

/**
 * Draws stacks of a diagram, each with exactly the same probability, at the cost of a few random numbers per id however
 * large the counts are. Not thread-safe.
 *
 * <p><b>Idea.</b> An edge is to be drawn with probability weight / total, both perhaps hundreds of digits long. A random
 * number of 62 bits is compared with the edges' borders cut to 62 bits, and nearly always that decides. Where it falls on
 * the very place at which a border was cut, what was cut off is compared as well, against a random number below the
 * total: so nothing is rounded. Borders are worked out once for each node that is visited.
 */
final class Draws {
    private static final int BITS = 62;

    private final Diagram diagram;
    private final Counts counts;
    private final SplitMix random;
    private final int[][] edges;
    private final long[][] borders;
    private final BigInteger[][] remainders;
    private int[] stack = new int[64];
    private int size;

    Draws(Diagram diagram, Counts counts, SplitMix random) {
        this.diagram = diagram;
        this.counts = counts;
        this.random = random;
        edges = new int[diagram.nodeCount()][];
        borders = new long[diagram.nodeCount()][];
        remainders = new BigInteger[diagram.nodeCount()][];
    }

    /** A fresh array with the ids of a random stack, in no particular order. */
    int[] next() {
        size = 0;
        for (int i = 0; i < diagram.rootCount(); i++) {
            draw(diagram.root(i));
        }
        return Arrays.copyOf(stack, size);
    }

    private void draw(int node) {
        if (edges[node] == null) {
            prepare(node);
        }
        int edge = edges[node][edges[node].length == 1 ? 0 : pick(node)];
        int[] ids = diagram.ids(diagram.label(edge));
        if (ids.length > 0) {
            if (size == stack.length) {
                stack = Arrays.copyOf(stack, size * 2);
            }
            stack[size++] = ids[ids.length == 1 ? 0 : (int) random.below(ids.length)];
        }
        for (int c = 0; c < diagram.childCount(edge); c++) {
            draw(diagram.child(edge, c));
        }
    }

    private int pick(int node) {
        long drawn = random.nextLong() >>> 64 - BITS;
        long[] ends = borders[node];
        int first = 0;
        while (ends[first] < drawn) {
            first++;
        }
        if (ends[first] > drawn) {
            return first;
        }
        BigInteger below = random.below(counts.of(node));
        while (ends[first] == drawn && below.compareTo(remainders[node][first]) >= 0) {
            first++;
        }
        return first;
    }

    private void prepare(int node) {
        int count = diagram.edgeCount(node);
        edges[node] = new int[count];
        borders[node] = new long[count];
        remainders[node] = new BigInteger[count];
        BigInteger total = counts.of(node);
        BigInteger sum = BigInteger.ZERO;
        int edge = diagram.firstEdge(node);
        for (int i = 0; i < count; i++, edge = diagram.nextEdge(edge)) {
            BigInteger weight = BigInteger.valueOf(diagram.ways(edge));
            for (int c = 0; c < diagram.childCount(edge); c++) {
                weight = weight.multiply(counts.of(diagram.child(edge, c)));
            }
            sum = sum.add(weight);
            BigInteger[] cut = sum.shiftLeft(BITS).divideAndRemainder(total);
            edges[node][i] = edge;
            borders[node][i] = cut[0].longValueExact();
            remainders[node][i] = cut[1];
        }
    }
}
