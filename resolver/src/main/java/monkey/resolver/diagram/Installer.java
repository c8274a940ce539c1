package monkey.resolver.diagram;

import java.util.Arrays;
import monkey.resolver.ending.Patience;
import monkey.resolver.graph.Graph;
import monkey.resolver.reduce.Network;

/**
 * The one stack an installer would pick.
 *
 * <p>An installer takes the packages in the order in which it hears of them - the direct dependencies as given, then
 * those of each version it has settled on - and for each the newest version with which it can still come to an end.
 * Today's installers find out the hard way and step back; here each version is first asked whether a stack is left
 * ({@link Compiler#prober}), so the answer is the first stack in that order, with no step back between packages.
 * Cost: a probe per version tried.
 */
public final class Installer {
    private Installer() {}

    /**
     * Picks.
     *
     * @param oldestFirst whether to prefer the oldest version instead
     * @return the ids in the order they were settled, or null if there is no stack
     */
    public static int[] pick(Graph graph, Network network, boolean oldestFirst, Patience patience) {
        Domains domains = new Domains(network);
        if (network.isEmpty() || !domains.start()) {
            return null;
        }
        int[] all = new int[network.variables()];
        int[] variableOfType = new int[graph.typeCount()];
        Arrays.fill(variableOfType, -1);
        for (int v = 0; v < all.length; v++) {
            all[v] = v;
            variableOfType[network.type(v)] = v;
        }
        Compiler prober = Compiler.prober(network, domains, patience, Compilation.mostWords());
        if (!prober.isPossible(all)) {
            return null;
        }
        int[] queue = Arrays.copyOf(network.directOrder(), all.length);
        int heard = network.directOrder().length;
        boolean[] known = new boolean[all.length];
        for (int i = 0; i < heard; i++) {
            known[queue[i]] = true;
        }
        int[] picked = new int[all.length];
        for (int i = 0; i < heard; i++) {
            picked[i] = settle(network, domains, prober, all, queue[i], oldestFirst);
            for (int j = graph.firstTarget(picked[i]); j < graph.firstTarget(picked[i] + 1); j++) {
                int variable = variableOfType[graph.denseTypeOf(graph.target(j))];
                if (variable >= 0 && !known[variable]) {
                    known[variable] = true;
                    queue[heard++] = variable;
                }
            }
        }
        return Arrays.copyOf(picked, heard);
    }

    private static int settle(
            Network network, Domains domains, Compiler prober, int[] all, int variable, boolean oldestFirst) {
        int values = network.values(variable);
        if (oldestFirst) {
            return settleOldest(network, domains, prober, all, variable);
        }
        for (int value = 0; value < values; value++) {
            if (domains.has(variable, value) && isPossible(domains, prober, all, variable, value)) {
                return network.members(variable, value)[0];
            }
        }
        throw new IllegalStateException("a variable that was possible has no value left");
    }

    private static int settleOldest(Network network, Domains domains, Compiler prober, int[] all, int variable) {
        int values = network.values(variable);
        boolean[] tried = new boolean[values];
        while (true) {
            int best = -1;
            for (int value = 0; value < values; value++) {
                if (!tried[value]
                        && domains.has(variable, value)
                        && (best < 0 || oldest(network, variable, value) < oldest(network, variable, best))) {
                    best = value;
                }
            }
            tried[best] = true;
            if (isPossible(domains, prober, all, variable, best)) {
                return oldest(network, variable, best);
            }
        }
    }

    private static int oldest(Network network, int variable, int value) {
        int[] members = network.members(variable, value);
        return members[members.length - 1];
    }

    /** Keeps the value if it is possible, else takes it back. */
    private static boolean isPossible(Domains domains, Compiler prober, int[] all, int variable, int value) {
        int mark = domains.mark();
        domains.assign(variable, value);
        if (domains.propagate() && prober.isPossible(all)) {
            return true;
        }
        domains.undo(mark);
        return false;
    }
}
