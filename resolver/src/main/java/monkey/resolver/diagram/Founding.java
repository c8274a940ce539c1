package monkey.resolver.diagram;

import java.util.Arrays;
import monkey.resolver.reduce.Network;

/**
 * Who could depend on whom, and what follows for variables that are not founded. Not thread-safe.
 *
 * <p><b>Idea.</b> A member is there because a member depends on it. So a variable that may still be absent keeps, apart from
 * that, only the values that go with some value of a neighbour that depends on it: what nobody could ask for any more
 * is no choice. That alone would let variables vouch for each other in a circle; so those that can ({@link Circles}) are
 * gone over once all else is quiet: what cannot be reached from a founded variable, or from one in no circle, along possible
 * dependencies, is absent.
 *
 * <p>This is what arc consistency does not see: a deep dependency at an old version, of which all who would still take
 * it are out of reach themselves. Without it a search that decides such variables early spends most of its time in dead
 * ends. Cost: for a variable the values of its neighbours, given up at the first few that cover it; the circles' edges.
 */
final class Founding {
    private final Domains domains;
    private final Network network;
    private final long[] rows;
    private final long[] missing;

    private int[] circular = {};
    private boolean[] inCircle;
    private boolean[] nearCircle;
    private boolean touched;
    private int[] reachedAt;
    private int now;
    private int[] reached;

    Founding(Domains domains, int widest) {
        this.domains = domains;
        network = domains.network;
        rows = network.rows();
        missing = new long[widest];
    }

    /** Whether some value left to the n-th neighbour of a variable depends on the variable. */
    boolean canDemand(int variable, int n) {
        int p = network.neighbours(variable)[n];
        int words = network.words(p);
        int withoutIt = withoutIt(variable, n);
        for (int w = 0; w < words; w++) {
            if ((domains.bits[network.offset(p) + w] & ~rows[withoutIt + w]) != 0) {
                return true;
            }
        }
        return false;
    }

    /** Where in the rows the values of the n-th neighbour lie that do not depend on a variable. */
    int withoutIt(int variable, int n) {
        return network.rowBase(variable, n) + network.values(variable) * network.words(network.neighbours(variable)[n]);
    }

    /** Whether a value of a variable depends on its n-th neighbour. */
    boolean demands(int variable, int n, int value) {
        int u = network.neighbours(variable)[n];
        int absent = network.values(u);
        return (rows[network.rowBase(variable, n) + value * network.words(u) + (absent >> 6)] >>> absent & 1) == 0;
    }

    /** Leaves a variable that is not founded what somebody can still depend on, and absent. */
    void revise(int v) {
        int words = network.words(v);
        int offset = network.offset(v);
        int absent = network.values(v);
        System.arraycopy(domains.bits, offset, missing, 0, words);
        missing[absent >> 6] &= ~(1L << absent);
        long any = 0;
        for (int w = 0; w < words; w++) {
            any |= missing[w];
        }
        int[] neighbours = network.neighbours(v);
        for (int n = 0; any != 0 && n < neighbours.length; n++) {
            any = crossOut(v, n, any);
        }
        if (any != 0) {
            for (int w = 0; w < words; w++) {
                domains.keep(offset + w, ~missing[w]);
            }
            domains.enqueue(v);
        }
    }

    /** Crosses out of the missing values those with which the n-th neighbour can depend on a variable. */
    private long crossOut(int v, int n, long before) {
        int q = network.neighbours(v)[n];
        int words = network.words(v);
        int withoutIt = withoutIt(v, n);
        int base = network.rowBase(q, network.reverse(v, n));
        long any = before;
        for (int i = 0; any != 0 && i < network.words(q); i++) {
            for (long values = domains.bits[network.offset(q) + i] & ~rows[withoutIt + i];
                    any != 0 && values != 0;
                    values &= values - 1) {
                int row = base + ((i << 6) + Long.numberOfTrailingZeros(values)) * words;
                any = 0;
                for (int w = 0; w < words; w++) {
                    any |= missing[w] &= ~rows[row + w];
                }
            }
        }
        return any;
    }

    /** Finds the circles within consistent domains; later ones can only be smaller. Always true. */
    boolean findCircles() {
        boolean[] free = Circles.free(network, domains);
        inCircle = new boolean[free.length];
        nearCircle = new boolean[free.length];
        reachedAt = new int[free.length];
        circular = new int[free.length];
        int count = 0;
        for (int v = 0; v < free.length; v++) {
            if (!free[v]) {
                circular[count++] = v;
                inCircle[v] = true;
                nearCircle[v] = true;
                for (int u : network.neighbours(v)) {
                    nearCircle[u] = true;
                }
            }
        }
        circular = Arrays.copyOf(circular, count);
        reached = new int[count];
        touched = count > 0;
        return true;
    }

    /** Whether a variable is in no circle. Known once the circles were found. */
    boolean isFree(int variable) {
        return !inCircle[variable];
    }

    /** Says that a variable has changed. */
    void touch(int variable) {
        touched |= circular.length > 0 && nearCircle[variable];
    }

    void forgetTouched() {
        touched = false;
    }

    /** Makes absent what only a circle could found, if anything near has changed. Returns false if there is no stack. */
    boolean reviseCircles() {
        if (!touched) {
            return true;
        }
        touched = false;
        now++;
        int count = 0;
        for (int v : circular) {
            if (domains.isFounded(v) || isDemandedFromOutside(v)) {
                reachedAt[v] = now;
                reached[count++] = v;
            }
        }
        for (int i = 0; i < count; i++) {
            int[] neighbours = network.neighbours(reached[i]);
            for (int n = 0; n < neighbours.length; n++) {
                int v = neighbours[n];
                if (inCircle[v] && reachedAt[v] != now && canDemand(v, network.reverse(reached[i], n))) {
                    reachedAt[v] = now;
                    reached[count++] = v;
                }
            }
        }
        for (int v : circular) {
            if (reachedAt[v] != now && domains.size(v) > 1) {
                domains.assign(v, network.values(v));
                if (!domains.stillPossible(v)) {
                    return false;
                }
            }
        }
        return true;
    }

    private boolean isDemandedFromOutside(int v) {
        int[] neighbours = network.neighbours(v);
        for (int n = 0; n < neighbours.length; n++) {
            if (!inCircle[neighbours[n]] && canDemand(v, n)) {
                return true;
            }
        }
        return false;
    }
}
