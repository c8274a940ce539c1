package monkey.resolver.diagram;

import java.math.BigInteger;

/**
 * How many partial stacks each node stands for, exactly: a long while it fits, a BigInteger from there on. Immutable,
 * thread-safe. Cost: one pass over the diagram.
 */
public final class Counts {
    private static final long BIG = -1;

    private final long[] small;
    private final BigInteger[] big;
    private final BigInteger total;

    public Counts(Diagram diagram) {
        int nodes = diagram.nodeCount();
        small = new long[nodes];
        BigInteger[] large = null;
        for (int node = 0; node < nodes; node++) {
            long sum = 0;
            int edge = diagram.firstEdge(node);
            for (int k = diagram.edgeCount(node); k > 0 && sum != BIG; k--, edge = diagram.nextEdge(edge)) {
                long product = product(diagram, edge);
                sum = product == BIG || sum + product < 0 ? BIG : sum + product;
            }
            small[node] = sum;
            if (sum == BIG) {
                if (large == null) {
                    large = new BigInteger[nodes];
                }
                large[node] = bigSum(diagram, node, large);
            }
        }
        big = large;
        BigInteger product = diagram.isEmpty() ? BigInteger.ZERO : BigInteger.ONE;
        for (int i = 0; i < diagram.rootCount(); i++) {
            product = product.multiply(of(diagram.root(i)));
        }
        total = product;
    }

    /** Partial stacks of an edge, or BIG. */
    private long product(Diagram diagram, int edge) {
        long product = diagram.ways(edge);
        for (int c = 0; c < diagram.childCount(edge); c++) {
            long factor = small[diagram.child(edge, c)];
            if (factor == BIG || Math.multiplyHigh(product, factor) != 0 || product * factor < 0) {
                return BIG;
            }
            product *= factor;
        }
        return product;
    }

    private BigInteger bigSum(Diagram diagram, int node, BigInteger[] large) {
        BigInteger sum = BigInteger.ZERO;
        int edge = diagram.firstEdge(node);
        for (int k = diagram.edgeCount(node); k > 0; k--, edge = diagram.nextEdge(edge)) {
            BigInteger product = BigInteger.valueOf(diagram.ways(edge));
            for (int c = 0; c < diagram.childCount(edge); c++) {
                int child = diagram.child(edge, c);
                product = product.multiply(small[child] == BIG ? large[child] : BigInteger.valueOf(small[child]));
            }
            sum = sum.add(product);
        }
        return sum;
    }

    /** Number of stacks of the whole space. */
    public BigInteger total() {
        return total;
    }

    /** Number of partial stacks of a node. */
    public BigInteger of(int node) {
        return small[node] == BIG ? big[node] : BigInteger.valueOf(small[node]);
    }

    /** Number of partial stacks of a node if it fits into a long, else -1. */
    public long smallOf(int node) {
        return small[node];
    }
}
