package monkey.resolver.diagram;

import java.util.Arrays;
import monkey.resolver.reduce.Network;

/**
 * What the rest of a component can still tell apart about a variable: into how many branches a decision on it would
 * part, and how much it would settle. Tells nothing but estimates, for {@link Choice}. Not thread-safe.
 *
 * <p><b>Idea.</b> Branches are not values but groups of values with the same rows ({@link Grouping}). Two variables of which
 * each value of one goes with exactly one of the other - a package and the same package with an extra - are tied: whoever
 * decides one has decided both. So they are looked at as one: the tie itself tells nothing apart, and what either
 * matters to, both do. Without that a package of a hundred versions, among which everybody else knows three
 * sorts, looks as if it had a hundred branches; it is left undecided, and every set of versions that others leave it
 * makes states of its own.
 *
 * <p>Groups are counted by hashes alone. Cost: the rows of what is left of the variable, and of its partners.
 */
final class Distinctions {
    private static final long MIX = 0x9E3779B97F4A7C15L;

    private final Network network;
    private final Domains domains;
    private final int[] logarithms;
    private final long[] rows;
    private int[] values = new int[64];
    private int[] partners = new int[64];
    private long[] hashes = new long[64];
    private long[] sorted = new long[64];
    private int size;
    private long settled;

    /** @param logarithms by size of a domain */
    Distinctions(Network network, Domains domains, int[] logarithms) {
        this.network = network;
        this.domains = domains;
        this.logarithms = logarithms;
        rows = network.rows();
    }

    /** Looks at a variable of a component, the members of which carry a stamp. */
    void look(int variable, int[] stamp, int mine) {
        list(variable);
        settled = 0;
        int[] neighbours = network.neighbours(variable);
        for (int n = 0; n < neighbours.length; n++) {
            int u = neighbours[n];
            if (stamp[u] != mine || !domains.matters(variable, n)) {
                continue;
            }
            if (isTied(variable, n)) {
                int[] others = network.neighbours(u);
                for (int k = 0; k < others.length; k++) {
                    if (others[k] != variable && stamp[others[k]] == mine && domains.matters(u, k)) {
                        tellApart(u, k, partners);
                    }
                }
            } else {
                tellApart(variable, n, values);
            }
        }
    }

    /** The logarithm of how many groups the variable's values make. */
    int branches() {
        System.arraycopy(hashes, 0, sorted, 0, size);
        Arrays.sort(sorted, 0, size);
        int groups = 1;
        for (int i = 1; i < size; i++) {
            groups += sorted[i] == sorted[i - 1] ? 0 : 1;
        }
        return logarithms[groups];
    }

    /** The logarithms of the sizes of all domains that the variable, or one tied to it, has a say in. */
    long settled() {
        return settled;
    }

    private void list(int variable) {
        size = domains.size(variable);
        if (values.length < size) {
            values = new int[2 * size];
            partners = new int[2 * size];
            hashes = new long[2 * size];
            sorted = new long[2 * size];
        }
        Arrays.fill(hashes, 0, size, 1);
        int count = 0;
        int offset = network.offset(variable);
        for (int w = offset; w < network.offset(variable + 1); w++) {
            for (long left = domains.bits[w]; left != 0; left &= left - 1) {
                values[count++] = (w - offset << 6) + Long.numberOfTrailingZeros(left);
            }
        }
    }

    /** Whether each value goes with exactly one of the n-th neighbour and the other way round. Notes which. */
    private boolean isTied(int variable, int n) {
        int u = network.neighbours(variable)[n];
        if (size < 3 || domains.size(u) != size) {
            return false;
        }
        int words = network.words(u);
        int from = network.offset(u);
        long[] taken = new long[words];
        for (int i = 0; i < size; i++) {
            int row = network.rowBase(variable, n) + values[i] * words;
            partners[i] = -1;
            for (int w = 0; w < words; w++) {
                long left = rows[row + w] & domains.bits[from + w];
                if (left != 0) {
                    if (partners[i] >= 0 || (left & left - 1) != 0 || (taken[w] & left) != 0) {
                        return false;
                    }
                    taken[w] |= left;
                    partners[i] = (w << 6) + Long.numberOfTrailingZeros(left);
                }
            }
        }
        return true;
    }

    /** Adds to each value's hash what is left of a row: its own or its partner's. */
    private void tellApart(int variable, int n, int[] of) {
        int u = network.neighbours(variable)[n];
        int words = network.words(u);
        int from = network.offset(u);
        for (int i = 0; i < size; i++) {
            int row = network.rowBase(variable, n) + of[i] * words;
            long hash = hashes[i];
            for (int w = 0; w < words; w++) {
                hash = (hash ^ rows[row + w] & domains.bits[from + w]) * MIX;
                hash ^= hash >>> 32;
            }
            hashes[i] = hash;
        }
        settled += logarithms[domains.size(u)];
    }
}
