package monkey.resolver.diagram;

import java.util.Arrays;
import monkey.resolver.ending.Patience;
import monkey.resolver.reduce.Network;

/**
 * Makes one stack after another in a space that is not compiled, each from the start, by a preference of the caller.
 *
 * <p>Founded variables are decided, those with the fewest values first, each to the preferred id of those that are
 * still consistent. Where that ends nowhere, the stack is begun anew with a prober asked before each step, so a second time it
 * cannot. Cost: a look at the neighbours per type, and in the rare second try a probe. Not thread-safe.
 */
public final class Descent {
    private final Network network;
    private final Domains domains;
    private final Compiler prober;
    private final Patience patience;
    private final int[] all;
    private final boolean[] decided;
    private final int[] stack;
    private final int start;
    private final boolean possible;

    /** What a caller would like best. */
    @FunctionalInterface
    public interface Preference {
        /** How much an id is liked beside the ids chosen so far, of which only the first {@code size} count. */
        long of(int id, int[] chosen, int size);
    }

    public Descent(Network network, Patience patience) {
        this.network = network;
        this.patience = patience;
        domains = new Domains(network);
        prober = Compiler.prober(network, domains, patience, Compilation.mostWords());
        all = new int[network.variables()];
        Arrays.setAll(all, v -> v);
        decided = new boolean[all.length];
        stack = new int[all.length];
        possible = !network.isEmpty() && domains.start();
        start = domains.mark();
    }

    /**
     * Makes a stack.
     *
     * @param wanted an id that it must have, or -1
     * @return the ids in the order they were decided, or null if there is no such stack
     */
    public int[] stack(int wanted, Preference preference) {
        if (!possible) {
            return null;
        }
        for (boolean probing : new boolean[] {false, true}) {
            patience.check();
            Arrays.fill(decided, false);
            int size = want(wanted, probing) ? descend(preference, wanted, probing) : -1;
            domains.undo(start);
            if (size >= 0) {
                return Arrays.copyOf(stack, size);
            }
        }
        prober.forgetBeyond(Compilation.mostWords() / 2);
        return null;
    }

    /** Rules out all stacks in which somebody demands another id of the wanted one's type. */
    private boolean want(int wanted, boolean probing) {
        for (int v = 0; wanted >= 0 && v < all.length; v++) {
            for (int value = 0; value < network.values(v); value++) {
                if (contains(network.members(v, value), wanted)) {
                    long[] kept = new long[network.words(v)];
                    kept[value >> 6] |= 1L << value;
                    kept[network.values(v) >> 6] |= 1L << network.values(v);
                    domains.restrict(v, kept, 0);
                    return domains.has(v, value) && domains.propagate() && (!probing || prober.isPossible(all));
                }
            }
        }
        return wanted < 0;
    }

    /** Returns the size of the stack, or -1 if it came to a dead end or does without the wanted id. */
    private int descend(Preference preference, int wanted, boolean probing) {
        int size = 0;
        boolean met = wanted < 0;
        while (true) {
            int best = -1;
            boolean owing = false;
            for (int v : all) {
                if (!decided[v] && domains.isFounded(v)) {
                    best = best < 0 || domains.size(v) < domains.size(best) ? v : best;
                }
                owing |= !decided[v] && network.isRequired(v);
            }
            if (best < 0) {
                return owing || !met ? -1 : size;
            }
            decided[best] = true;
            int id = settle(best, wanted, preference, size, probing);
            if (id < 0) {
                return -1;
            }
            met |= id == wanted;
            stack[size++] = id;
        }
    }

    private int settle(int variable, int wanted, Preference preference, int size, boolean probing) {
        int mark = domains.mark();
        long[] tried = new long[network.words(variable)];
        while (true) {
            int bestValue = -1;
            int bestId = -1;
            long most = 0;
            for (int value = 0; value < network.values(variable); value++) {
                if (domains.has(variable, value) && (tried[value >> 6] >>> value & 1) == 0) {
                    for (int id : network.members(variable, value)) {
                        long liked = id == wanted ? Long.MAX_VALUE : preference.of(id, stack, size);
                        if (bestId < 0 || liked > most) {
                            most = liked;
                            bestId = id;
                            bestValue = value;
                        }
                    }
                }
            }
            if (bestId < 0) {
                return -1;
            }
            domains.assign(variable, bestValue);
            if (domains.propagate() && (!probing || prober.isPossible(all))) {
                return bestId;
            }
            domains.undo(mark);
            tried[bestValue >> 6] |= 1L << bestValue;
        }
    }

    private static boolean contains(int[] ids, int id) {
        for (int other : ids) {
            if (other == id) {
                return true;
            }
        }
        return false;
    }
}
