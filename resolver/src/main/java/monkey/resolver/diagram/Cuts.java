package monkey.resolver.diagram;

import java.util.Arrays;
import monkey.resolver.reduce.Network;

/**
 * What falls off a component once one of its variables is decided: the articulation points of the graph of what matters
 * to each other (Hopcroft and Tarjan 1973), and how much is left on the smaller sides of each. Not thread-safe.
 *
 * <p>As long as two halves hang together by one variable, each state of the one is met with each of the other; once
 * that variable is decided, each is solved by itself. Cost: one look at each pair of neighbours, and linear in those
 * that matter.
 */
final class Cuts {
    private final Network network;
    private final Domains domains;
    private final int[] logarithms;
    private final int[] place;
    private final int[] number;
    private final int[] low;
    private final int[] parent;
    private final long[] weight;
    private final long[] fallingOff;
    private final long[] largest;
    private int[] first;
    private int[] others = new int[64];
    private long total;

    /** @param logarithms by size of a domain: what a variable weighs */
    Cuts(Network network, Domains domains, int[] logarithms) {
        this.network = network;
        this.domains = domains;
        this.logarithms = logarithms;
        int n = network.variables();
        place = new int[n];
        number = new int[n];
        low = new int[n];
        parent = new int[n];
        weight = new long[n];
        fallingOff = new long[n];
        largest = new long[n];
        Arrays.fill(place, -1);
    }

    /** Looks at a component, of which {@link #gain} then tells. */
    void look(int[] component) {
        for (int i = 0; i < component.length; i++) {
            place[component[i]] = i;
        }
        connect(component);
        for (int v : component) {
            number[v] = 0;
        }
        visitAll(component);
        total = 0;
        for (int v : component) {
            place[v] = -1;
            total += logarithms[domains.size(v)];
        }
    }

    /** How much hangs apart from the largest rest once a variable is decided, less what it weighs itself; at least 0. */
    long gain(int variable) {
        long own = logarithms[domains.size(variable)];
        long rest = total - own - fallingOff[variable];
        return Math.max(0, total - own - Math.max(largest[variable], rest) - own);
    }

    private void connect(int[] component) {
        first = new int[component.length + 1];
        int count = 0;
        for (int i = 0; i < component.length; i++) {
            int v = component[i];
            int[] neighbours = network.neighbours(v);
            if (others.length < count + neighbours.length) {
                others = Arrays.copyOf(others, 2 * (count + neighbours.length));
            }
            for (int n = 0; n < neighbours.length; n++) {
                if (place[neighbours[n]] >= 0 && domains.matters(v, n)) {
                    others[count++] = neighbours[n];
                }
            }
            first[i + 1] = count;
        }
    }

    /** Goes through each connected piece depth first, without recursion: what only a forbidden set ties is a piece of its own. */
    private void visitAll(int[] component) {
        int[] next = Arrays.copyOf(first, component.length);
        int visited = 0;
        for (int start : component) {
            if (number[start] > 0) {
                continue;
            }
            enter(start, -1, ++visited);
            for (int v = start; v >= 0; ) {
                int i = place[v];
                if (next[i] == first[i + 1]) {
                    leave(v);
                    v = parent[v];
                    continue;
                }
                int u = others[next[i]++];
                if (number[u] == 0) {
                    enter(u, v, ++visited);
                    v = u;
                } else if (u != parent[v]) {
                    low[v] = Math.min(low[v], number[u]);
                }
            }
        }
    }

    private void enter(int v, int from, int now) {
        parent[v] = from;
        number[v] = now;
        low[v] = now;
        weight[v] = logarithms[domains.size(v)];
        fallingOff[v] = 0;
        largest[v] = 0;
    }

    private void leave(int v) {
        int p = parent[v];
        if (p < 0) {
            return;
        }
        low[p] = Math.min(low[p], low[v]);
        weight[p] += weight[v];
        if (low[v] >= number[p]) {
            fallingOff[p] += weight[v];
            largest[p] = Math.max(largest[p], weight[v]);
        }
    }
}
