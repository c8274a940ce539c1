package monkey.resolver.diagram;

import monkey.resolver.ending.Patience;
import monkey.resolver.reduce.Network;

/**
 * Lists the stacks of a network that is too large to be compiled, in flat memory.
 *
 * <p>A depth-first search with forward checking: a variable is decided, the domains are made consistent, and the search
 * goes deeper. On most networks consistency is enough and no dead end is ever met. From the first one on the prober is
 * asked before each step whether a stack is left, so that none is entered twice; what it learns to be impossible it
 * keeps while there is room and then starts to learn anew, which costs time and nothing else. Newest values first; the
 * order of stacks is fixed by the network alone. Cost: a look at the neighbours per decision, later a probe.
 */
public final class Search implements StackCursor {
    private final Network network;
    private final Domains domains;
    private final Compiler prober;
    private final boolean backwards;
    private final int[] all;
    private boolean started;
    private final boolean possible;
    private final Patience patience;
    private long steps;
    private boolean probing;
    private boolean barren;

    private int depth;
    private int kept;
    private final int[] stack;
    private final int[] variable;
    private final int[] value;
    private final int[] member;
    private final int[] mark;
    private final boolean[] decided;

    public Search(Network network, boolean backwards, Patience patience) {
        this.network = network;
        this.backwards = backwards;
        this.patience = patience;
        domains = new Domains(network);
        prober = Compiler.prober(network, domains, patience, Compilation.mostWords());
        all = new int[network.variables()];
        for (int v = 0; v < all.length; v++) {
            all[v] = v;
        }
        stack = new int[all.length];
        variable = new int[all.length];
        value = new int[all.length];
        member = new int[all.length];
        mark = new int[all.length];
        decided = new boolean[all.length];
        possible = !network.isEmpty() && domains.start();
    }

    @Override
    public boolean next() {
        if (!possible) {
            return false;
        }
        kept = depth;
        if (!started) {
            started = true;
            if (descend()) {
                return true;
            }
        }
        while (depth > 0) {
            int d = depth - 1;
            kept = Math.min(kept, d);
            int[] members = network.members(variable[d], value[d]);
            int nextMember = member[d] + (backwards ? -1 : 1);
            if (nextMember >= 0 && nextMember < members.length && !barren) {
                member[d] = nextMember;
                stack[d] = members[nextMember];
                if (descend()) {
                    return true;
                }
                continue;
            }
            barren = false;
            domains.undo(mark[d]);
            depth--;
            if (settle(d, value[d])) {
                if (descend()) {
                    return true;
                }
            } else {
                decided[variable[d]] = false;
            }
        }
        return false;
    }

    /** Decides founded variables until none is left. Returns false, barren, if there is no stack this way. */
    private boolean descend() {
        while (true) {
            int best = -1;
            boolean owing = false;
            for (int v : all) {
                if (!decided[v] && domains.isFounded(v)) {
                    best = best < 0 || domains.size(v) < domains.size(best) ? v : best;
                }
                owing |= !decided[v] && network.isRequired(v);
            }
            if (best < 0 && !owing) {
                return true;
            }
            if (best >= 0) {
                variable[depth] = best;
                decided[best] = true;
                mark[depth] = domains.mark();
            }
            if (best < 0 || !settle(depth, backwards ? network.values(best) : -1)) {
                if (best >= 0) {
                    decided[best] = false;
                }
                probing = true;
                barren = true;
                return false;
            }
        }
    }

    /** Gives frame {@code d} the first possible value after one. */
    private boolean settle(int d, int after) {
        int v = variable[d];
        int step = backwards ? -1 : 1;
        for (int next = after + step; next >= 0 && next < network.values(v); next += step) {
            if (!domains.has(v, next)) {
                continue;
            }
            if ((++steps & 1023) == 0) {
                patience.check();
            }
            domains.assign(v, next);
            if (domains.propagate() && (!probing || prober.isPossible(all))) {
                prober.forgetBeyond(Compilation.mostWords() / 2);
                value[d] = next;
                int[] members = network.members(v, next);
                member[d] = backwards ? members.length - 1 : 0;
                stack[d] = members[member[d]];
                depth = d + 1;
                return true;
            }
            domains.undo(mark[d]);
        }
        return false;
    }

    @Override
    public int[] ids() {
        return stack;
    }

    @Override
    public int size() {
        return depth;
    }

    @Override
    public int kept() {
        return kept;
    }
}
