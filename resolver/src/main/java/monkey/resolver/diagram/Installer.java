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
 * Today's installers find out the hard way and step back. Here each first takes the newest version that is
 * consistent with what was settled before. If that comes to an end, then a stack was left after each choice, and what was passed
 * over was impossible, so nothing else could have come out. If it does not, it is done anew, and each version is asked whether a
 * stack is left before it is taken ({@link Compiler#prober}). Either way no package is stepped back to.
 * Cost: a look at the neighbours per version tried, the second time a probe.
 */
public final class Installer {
    private static final int NONE = -1;

    private final Graph graph;
    private final Network network;
    private final Domains domains;
    private final Compiler prober;
    private final boolean oldestFirst;
    private final int[] all;
    private final int[] variableOfType;

    private Installer(Graph graph, Network network, Domains domains, boolean oldestFirst, Patience patience) {
        this.graph = graph;
        this.network = network;
        this.domains = domains;
        this.oldestFirst = oldestFirst;
        prober = Compiler.prober(network, domains, patience, Compilation.mostWords());
        all = new int[network.variables()];
        variableOfType = new int[graph.typeCount()];
        Arrays.fill(variableOfType, NONE);
        for (int v = 0; v < all.length; v++) {
            all[v] = v;
            variableOfType[network.type(v)] = v;
        }
    }

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
        Installer installer = new Installer(graph, network, domains, oldestFirst, patience);
        int start = domains.mark();
        int[] picked = installer.settleAll(false);
        if (picked == null) {
            domains.undo(start);
            picked = installer.prober.isPossible(installer.all) ? installer.settleAll(true) : null;
        }
        return picked;
    }

    /** The ids settled, or null if that came to no end, which it does with probing. */
    private int[] settleAll(boolean probing) {
        int[] queue = Arrays.copyOf(network.directOrder(), all.length);
        int heard = network.directOrder().length;
        boolean[] known = new boolean[all.length];
        for (int i = 0; i < heard; i++) {
            known[queue[i]] = true;
        }
        int[] picked = new int[all.length];
        for (int i = 0; i < heard; i++) {
            picked[i] = settle(queue[i], probing);
            if (picked[i] == NONE) {
                return null;
            }
            for (int j = graph.firstTarget(picked[i]); j < graph.firstTarget(picked[i] + 1); j++) {
                int variable = variableOfType[graph.denseTypeOf(graph.target(j))];
                if (variable >= 0 && !known[variable]) {
                    known[variable] = true;
                    queue[heard++] = variable;
                }
            }
        }
        for (int v : all) {
            if (network.isRequired(v) && !known[v]) {
                return null;
            }
        }
        return Arrays.copyOf(picked, heard);
    }

    /** The best id of a variable that is still possible, or NONE. */
    private int settle(int variable, boolean probing) {
        int values = network.values(variable);
        boolean[] tried = new boolean[values];
        while (true) {
            int best = NONE;
            for (int value = 0; value < values; value++) {
                if (!tried[value]
                        && domains.has(variable, value)
                        && (best == NONE || oldestFirst && oldest(variable, value) < oldest(variable, best))) {
                    best = value;
                }
            }
            if (best == NONE) {
                return NONE;
            }
            tried[best] = true;
            if (isPossible(variable, best, probing)) {
                return oldestFirst ? oldest(variable, best) : network.members(variable, best)[0];
            }
        }
    }

    private int oldest(int variable, int value) {
        int[] members = network.members(variable, value);
        return members[members.length - 1];
    }

    /** Keeps the value if it is possible, else takes it back. */
    private boolean isPossible(int variable, int value, boolean probing) {
        int mark = domains.mark();
        domains.assign(variable, value);
        if (domains.propagate() && (!probing || prober.isPossible(all))) {
            return true;
        }
        domains.undo(mark);
        return false;
    }
}
