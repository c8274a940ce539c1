package monkey.resolver.reduce;

import java.util.Arrays;
import monkey.resolver.graph.Graph;

/**
 * Partitions the living ids of each type into classes that no requirement tells apart: the same living targets, and
 * wanted by the same living ids. One of a class can stand for another in any stack, so a class counts once, with a
 * multiplicity.
 *
 * <p>Ids are bucketed by an order-free hash of both sets and then compared in full, so a collision costs time and never
 * correctness. Cost: linear in the pairs, plus sorting each id's targets.
 */
final class Classes {
    /** For each id its class, numbered from 0 over all types; -1 for a dead id. */
    final int[] classOf;

    /** For each class, one of its ids (the newest). */
    final int[] representative;

    private final int[][] out;
    private final int[][] in;

    Classes(Graph graph, Requirements requirements, boolean[] alive, boolean[] single) {
        int ids = graph.idCount();
        out = new int[ids][];
        in = new int[ids][];
        collect(requirements, alive, ids);
        classOf = new int[ids];
        Arrays.fill(classOf, -1);
        int[] representatives = new int[ids];
        int classes = 0;
        int tableSize = Integer.highestOneBit(Math.max(4, ids * 2)) * 2;
        int[] table = new int[tableSize];
        for (int id = ids - 1; id >= 0; id--) {
            if (!alive[id]) {
                continue;
            }
            if (single[id]) {
                representatives[classes] = id;
                classOf[id] = classes++;
                continue;
            }
            int type = graph.denseTypeOf(id);
            int slot = (int) (hash(type, out[id], in[id]) & (tableSize - 1));
            while (table[slot] != 0) {
                int other = representatives[table[slot] - 1];
                if (graph.denseTypeOf(other) == type
                        && Arrays.equals(out[id], out[other])
                        && Arrays.equals(in[id], in[other])) {
                    break;
                }
                slot = (slot + 1) & (tableSize - 1);
            }
            if (table[slot] == 0) {
                representatives[classes++] = id;
                table[slot] = classes;
            }
            classOf[id] = table[slot] - 1;
        }
        representative = Arrays.copyOf(representatives, classes);
    }

    private void collect(Requirements requirements, boolean[] alive, int ids) {
        int[] wanted = new int[ids];
        for (int id = 0; id < ids; id++) {
            if (!alive[id]) {
                continue;
            }
            int from = requirements.firstTarget(requirements.first(id));
            int to = requirements.firstTarget(requirements.first(id + 1));
            int[] list = new int[to - from];
            int count = 0;
            for (int i = from; i < to; i++) {
                int target = requirements.target(i);
                if (alive[target]) {
                    list[count++] = target;
                    wanted[target]++;
                }
            }
            out[id] = count == list.length ? list : Arrays.copyOf(list, count);
            Arrays.sort(out[id]);
        }
        for (int id = 0; id < ids; id++) {
            if (alive[id]) {
                in[id] = new int[wanted[id]];
                wanted[id] = 0;
            }
        }
        for (int id = 0; id < ids; id++) {
            if (alive[id]) {
                for (int target : out[id]) {
                    in[target][wanted[target]++] = id;
                }
            }
        }
    }

    private static long hash(int type, int[] out, int[] in) {
        long hash = type * 0x9E3779B97F4A7C15L;
        for (int id : out) {
            hash = (hash ^ id) * 0xFF51AFD7ED558CCDL;
        }
        hash ^= hash >>> 31;
        for (int id : in) {
            hash = (hash ^ id) * 0xC4CEB9FE1A85EC53L;
        }
        return hash ^ hash >>> 32;
    }
}
