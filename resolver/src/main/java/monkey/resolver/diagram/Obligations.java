package monkey.resolver.diagram;

import monkey.resolver.reduce.Network;

/**
 * Variables that were decided to be present before they were founded: each obliges some neighbour to take a value that
 * depends on it. Lives in the last words of the domains, so that it is taken back with them. Not thread-safe.
 *
 * <p>An obligation with one candidate left binds that one, with none left there is no stack, and once some neighbour
 * depends on the variable whatever its value, it is met and forgotten.
 */
final class Obligations {
    private final Domains domains;
    private final Network network;
    private final long[] rows;
    private final int start;
    private boolean[] allowed;

    Obligations(Domains domains) {
        this.domains = domains;
        network = domains.network;
        rows = network.rows();
        start = network.offset(network.variables());
        allowed = new boolean[network.variables()];
    }

    static int words(Network network) {
        return (network.variables() + 63) / 64;
    }

    /** Says which variables may be decided before they are founded; none, unless told. */
    void allow(boolean[] variables) {
        allowed = variables;
    }

    /** Obliges the others to found a variable that was decided to be present. {@link Domains#propagate} is to follow. */
    void add(int variable) {
        int place = start + (variable >> 6);
        domains.write(place, domains.bits[place] | 1L << variable);
        domains.enqueue(variable);
    }

    boolean has(int variable) {
        return (domains.bits[start + (variable >> 6)] >>> variable & 1) != 0;
    }

    /** Number of open obligations. */
    int count() {
        int count = 0;
        for (int w = start; w < domains.bits.length; w++) {
            count += Long.bitCount(domains.bits[w]);
        }
        return count;
    }

    /** The next variable with an open obligation, from one on, or -1. */
    int next(int from) {
        if (from >= network.variables()) {
            return -1;
        }
        int word = from >> 6;
        long left = domains.bits[start + word] & -1L << from;
        while (left == 0) {
            if (start + ++word == domains.bits.length) {
                return -1;
            }
            left = domains.bits[start + word];
        }
        return word * 64 + Long.numberOfTrailingZeros(left);
    }

    /** Forgets an obligation. */
    void drop(int variable) {
        int place = start + (variable >> 6);
        domains.write(place, domains.bits[place] & ~(1L << variable));
    }

    /** Takes from the n-th neighbour of a variable all values that depend on the variable; follows nothing up. */
    void exempt(int variable, int n) {
        int p = network.neighbours(variable)[n];
        int withoutIt = domains.founding().withoutIt(variable, n);
        for (int w = 0; w < network.words(p); w++) {
            domains.keep(network.offset(p) + w, rows[withoutIt + w]);
        }
    }

    /** Looks who can still found a variable. Returns false if nobody can. */
    boolean revise(int variable) {
        int[] neighbours = network.neighbours(variable);
        int candidates = 0;
        int last = -1;
        for (int n = 0; n < neighbours.length; n++) {
            if (domains.founding().canDemand(variable, n)) {
                if (isCertain(variable, n)) {
                    drop(variable);
                    return true;
                }
                candidates++;
                last = n;
            }
        }
        if (candidates != 1) {
            return candidates > 0;
        }
        int p = neighbours[last];
        if (!domains.isFounded(p)) {
            // Bound, it would look founded from now on; so it owes a reason itself, or is left alone.
            if (!allowed[p]) {
                return true;
            }
            add(p);
        }
        int withoutIt = domains.founding().withoutIt(variable, last);
        for (int w = 0; w < network.words(p); w++) {
            domains.keep(network.offset(p) + w, ~rows[withoutIt + w]);
        }
        drop(variable);
        domains.enqueue(p);
        return true;
    }

    /** Whether all values left to the n-th neighbour of a variable depend on the variable. */
    private boolean isCertain(int variable, int n) {
        int p = network.neighbours(variable)[n];
        int withoutIt = domains.founding().withoutIt(variable, n);
        for (int w = 0; w < network.words(p); w++) {
            if ((domains.bits[network.offset(p) + w] & rows[withoutIt + w]) != 0) {
                return false;
            }
        }
        return true;
    }
}
