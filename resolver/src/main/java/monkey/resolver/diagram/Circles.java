package monkey.resolver.diagram;

import java.util.ArrayDeque;
import java.util.Deque;
import monkey.resolver.reduce.Network;

/**
 * Finds the variables that could found each other in a circle: the strongly connected components of "a value of this one
 * depends on that one", among the variables that are not founded from the start (Tarjan 1972). Cost: linear in the
 * neighbours and their values.
 */
final class Circles {
    private final Network network;
    private final Domains domains;
    private final int[] index;
    private final int[] low;
    private final boolean[] onPath;
    private final Deque<Integer> path = new ArrayDeque<>();
    private final boolean[] inCircle;
    private int visited;

    private Circles(Network network, Domains domains) {
        this.network = network;
        this.domains = domains;
        index = new int[network.variables()];
        low = new int[network.variables()];
        onPath = new boolean[network.variables()];
        inCircle = new boolean[network.variables()];
    }

    /** Which variables are in no circle, by consistent domains. */
    static boolean[] free(Network network, Domains domains) {
        Circles circles = new Circles(network, domains);
        boolean[] free = new boolean[network.variables()];
        for (int v = 0; v < free.length; v++) {
            if (circles.index[v] == 0 && !domains.isFounded(v)) {
                circles.visit(v);
            }
        }
        for (int v = 0; v < free.length; v++) {
            free[v] = !circles.inCircle[v];
        }
        return free;
    }

    private void visit(int v) {
        index[v] = low[v] = ++visited;
        path.push(v);
        onPath[v] = true;
        int[] neighbours = network.neighbours(v);
        for (int n = 0; n < neighbours.length; n++) {
            int u = neighbours[n];
            if (!domains.isFounded(u) && domains.founding().canDemand(u, network.reverse(v, n))) {
                if (index[u] == 0) {
                    visit(u);
                    low[v] = Math.min(low[v], low[u]);
                } else if (onPath[u]) {
                    low[v] = Math.min(low[v], index[u]);
                }
            }
        }
        if (low[v] == index[v]) {
            boolean circle = path.peek() != v;
            int u;
            do {
                u = path.pop();
                onPath[u] = false;
                inCircle[u] = circle;
            } while (u != v);
        }
    }
}
