package monkey.resolver.diagram;

import java.util.Arrays;
import monkey.resolver.reduce.Network;

/**
 * Splits variables into parts that no longer matter to each other: between two parts every pair of values that is left is
 * allowed, and no forbidden set can come together across them. Not thread-safe. Cost: linear in the neighbours, with
 * an early end for most of them.
 */
final class Parts {
    private final Network network;
    private final Domains domains;
    private final ForbiddenSets forbidden;
    private final int[] stamp;
    private int lastStamp;

    Parts(Network network, Domains domains) {
        this.network = network;
        this.domains = domains;
        forbidden = domains.forbidden();
        stamp = new int[network.variables()];
    }

    /**
     * The parts, each in ascending order, without those in which nobody is founded: all of them are absent. Null if one
     * that would be absent is required.
     *
     * @param without a variable to be left out, or -1
     */
    int[][] of(int[] variables, int without) {
        int mine = ++lastStamp;
        for (int v : variables) {
            stamp[v] = mine;
        }
        if (without >= 0) {
            stamp[without] = 0;
        }
        int[][] parts = new int[4][];
        int count = 0;
        int[] members = new int[variables.length];
        for (int v : variables) {
            if (stamp[v] != mine) {
                continue;
            }
            int size = collect(v, mine, members);
            boolean founded = false;
            boolean required = false;
            for (int i = 0; i < size; i++) {
                founded |= domains.isFounded(members[i]);
                required |= network.isRequired(members[i]);
            }
            if (founded) {
                if (count == parts.length) {
                    parts = Arrays.copyOf(parts, count * 2);
                }
                parts[count] = Arrays.copyOf(members, size);
                Arrays.sort(parts[count++]);
            } else if (required) {
                return null;
            }
        }
        return Arrays.copyOf(parts, count);
    }

    /** Gathers all that hangs together with a variable, unstamping it. Returns how many. */
    private int collect(int start, int mine, int[] members) {
        members[0] = start;
        stamp[start] = 0;
        int size = 1;
        for (int i = 0; i < size; i++) {
            int v = members[i];
            int[] neighbours = network.neighbours(v);
            for (int n = 0; n < neighbours.length; n++) {
                int u = neighbours[n];
                if (stamp[u] == mine && domains.matters(v, n)) {
                    stamp[u] = 0;
                    members[size++] = u;
                }
            }
            for (int t : forbidden.of(v)) {
                if (forbidden.isLive(t)) {
                    int[] set = forbidden.set(t);
                    for (int j = 0; j < set.length; j += 2) {
                        if (stamp[set[j]] == mine) {
                            stamp[set[j]] = 0;
                            members[size++] = set[j];
                        }
                    }
                }
            }
        }
        return size;
    }
}
