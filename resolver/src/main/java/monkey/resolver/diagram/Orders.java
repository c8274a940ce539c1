package monkey.resolver.diagram;

import java.util.Arrays;
import java.util.BitSet;
import monkey.resolver.reduce.Network;

/**
 * Works out in which order to decide variables, as an array of ranks: lower first.
 *
 * <p>Variables are eliminated by least fill (each elimination joins the neighbours that are left;
 * the one that adds the fewest joins goes first), and decided in the opposite order. What is eliminated last holds the
 * network together; deciding it first lets the rest fall apart (the idea of a tree decomposition, Robertson and Seymour
 * 1986; min-fill, Rose 1972).
 */
final class Orders {
    private Orders() {}

    /**
     * Rank by reversed elimination, over the neighbours that matter to each other within consistent domains. Cost: about
     * variables times the square of the width.
     */
    static int[] separators(Network network, Domains domains) {
        int n = network.variables();
        BitSet[] joined = new BitSet[n];
        for (int v = 0; v < n; v++) {
            joined[v] = new BitSet(n);
            for (int i = 0; i < network.neighbours(v).length; i++) {
                if (domains.matters(v, i)) {
                    joined[v].set(network.neighbours(v)[i]);
                }
            }
        }
        int[] fill = new int[n];
        Arrays.fill(fill, -1);
        boolean[] gone = new boolean[n];
        int[] rank = new int[n];
        for (int step = n - 1; step >= 0; step--) {
            int best = -1;
            for (int v = 0; v < n; v++) {
                if (gone[v]) {
                    continue;
                }
                if (fill[v] < 0) {
                    fill[v] = fill(joined, v);
                }
                if (best < 0
                        || fill[v] < fill[best]
                        || fill[v] == fill[best] && joined[v].cardinality() < joined[best].cardinality()) {
                    best = v;
                }
            }
            rank[best] = step;
            gone[best] = true;
            BitSet around = joined[best];
            for (int u = around.nextSetBit(0); u >= 0; u = around.nextSetBit(u + 1)) {
                joined[u].or(around);
                joined[u].clear(u);
                joined[u].clear(best);
                fill[u] = -1;
                for (int w = joined[u].nextSetBit(0); w >= 0; w = joined[u].nextSetBit(w + 1)) {
                    fill[w] = -1;
                }
            }
        }
        return rank;
    }

    private static int fill(BitSet[] joined, int v) {
        int missing = 0;
        for (int u = joined[v].nextSetBit(0); u >= 0; u = joined[v].nextSetBit(u + 1)) {
            BitSet lacking = (BitSet) joined[v].clone();
            lacking.andNot(joined[u]);
            missing += lacking.cardinality() - 1;
        }
        return missing / 2;
    }
}
