package monkey.resolver.diagram;

import java.util.Arrays;
import monkey.resolver.reduce.Network;

/**
 * Puts the values of a variable that are left into groups that the rest of its component can't tell apart: their rows agree
 * on what is left of the neighbours there, and they depend on the same obliged variables, which rows do not tell of one
 * that can no longer be absent. Hashes first, then compares in full. Absent, and values in a forbidden set that can still come together, stay by themselves. Not thread-safe.
 */
final class Grouping {
    private final Network network;
    private final Domains domains;
    private final int[] stamp;
    private int lastStamp;

    Grouping(Network network, Domains domains) {
        this.network = network;
        this.domains = domains;
        stamp = new int[network.variables()];
    }

    /** The groups, newest first, as sets of values one after the other. */
    long[] of(int variable, int[] component) {
        int words = network.words(variable);
        long[] groups = new long[4 * words];
        long[] hashes = new long[4];
        int[] firsts = new int[4];
        int count = 0;
        lastStamp++;
        for (int v : component) {
            stamp[v] = lastStamp;
        }
        for (int value = 0; value <= network.values(variable); value++) {
            if (!domains.has(variable, value)) {
                continue;
            }
            boolean single =
                    value == network.values(variable) || domains.forbidden().liveWith(variable, value);
            long hash = single ? 0 : hash(variable, value);
            int group = 0;
            while (group < count && (single || hashes[group] != hash || !alike(variable, value, firsts[group]))) {
                group++;
            }
            if (group == count) {
                if (count == firsts.length) {
                    groups = Arrays.copyOf(groups, groups.length * 2);
                    hashes = Arrays.copyOf(hashes, count * 2);
                    firsts = Arrays.copyOf(firsts, count * 2);
                }
                hashes[count] = hash;
                firsts[count++] = value;
            }
            groups[group * words + (value >> 6)] |= 1L << value;
        }
        return Arrays.copyOf(groups, count * words);
    }

    private boolean isInside(int variable) {
        return stamp[variable] == lastStamp;
    }

    private long hash(int variable, int value) {
        long[] rows = network.rows();
        int[] neighbours = network.neighbours(variable);
        long hash = 1;
        for (int n = 0; n < neighbours.length; n++) {
            int u = neighbours[n];
            if (isInside(u)) {
                int words = network.words(u);
                int row = network.rowBase(variable, n) + value * words;
                int from = network.offset(u);
                for (int w = 0; w < words; w++) {
                    hash = (hash ^ rows[row + w] & domains.bits[from + w]) * 0x9E3779B97F4A7C15L;
                    hash ^= hash >>> 32;
                }
            }
            if (domains.obligations().has(u)) {
                hash = hash * 31 + (domains.founding().demands(variable, n, value) ? 1 : 2);
            }
        }
        return hash | 1;
    }

    private boolean alike(int variable, int a, int b) {
        long[] rows = network.rows();
        int[] neighbours = network.neighbours(variable);
        for (int n = 0; n < neighbours.length; n++) {
            int u = neighbours[n];
            if (isInside(u)) {
                int words = network.words(u);
                int rowA = network.rowBase(variable, n) + a * words;
                int rowB = network.rowBase(variable, n) + b * words;
                int from = network.offset(u);
                for (int w = 0; w < words; w++) {
                    if (((rows[rowA + w] ^ rows[rowB + w]) & domains.bits[from + w]) != 0) {
                        return false;
                    }
                }
            }
            if (domains.obligations().has(u)
                    && domains.founding().demands(variable, n, a)
                            != domains.founding().demands(variable, n, b)) {
                return false;
            }
        }
        return true;
    }
}
