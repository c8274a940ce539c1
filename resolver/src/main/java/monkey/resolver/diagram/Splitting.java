package monkey.resolver.diagram;

import java.util.List;
import monkey.resolver.reduce.Network;

/**
 * What can become of variables of which it is not known how they hang together: they fall apart ({@link Parts}), what is owed
 * is dealt out among the parts ({@link Distribution}), and each part is somebody else's to solve. Not thread-safe.
 */
final class Splitting {
    private final Parts parts;
    private final Obligations obligations;
    private final Distribution distribution;
    private final Solver solver;

    /** Who solves a part once it stands for itself. */
    interface Solver {
        /** Alternatives for variables of which it is not known how they fall apart. */
        List<int[]> alternatives(int[] variables, double share);

        /** The node of a part with at least one founded variable, or a negative number if it has no stack. */
        int component(int[] variables, double share);
    }

    Splitting(Network network, Domains domains, Solver solver) {
        this.solver = solver;
        parts = new Parts(network, domains);
        obligations = domains.obligations();
        distribution = new Distribution(network, domains, solver);
    }

    /**
     * Disjoint alternatives, each as independent nodes; none if there is no stack. More than one only where obligations are
     * open.
     *
     * @param decided a variable that was just decided and is left out, or -1
     * @param share what part of all work this is, see {@link Compiler#progress}
     */
    List<int[]> alternatives(int[] variables, int decided, double share) {
        int[][] split = parts.of(variables, decided);
        if (split == null) {
            return List.of();
        }
        if (obligations.count() > 0) {
            return distribution.solve(split, share);
        }
        int[] nodes = new int[split.length];
        for (int i = 0; i < nodes.length; i++) {
            nodes[i] = solver.component(split[i], share / nodes.length);
            if (nodes[i] < 0) {
                return List.of();
            }
        }
        return List.of(nodes);
    }
}
