package monkey.resolver.reduce;

import java.util.Arrays;
import monkey.resolver.graph.Graph;

/**
 * Partitions the living ids of each type into classes that no requirement tells apart: the same living targets, and
 * wanted by the same living ids. One of a class can stand for another in any stack, so a class counts once, with a
 * multiplicity.
 *
 * <p><b>Idea.</b> What is left of the sets that living ids ask for is numbered anew, equal sets alike. Two ids have the same
 * targets if they ask for the same numbers; and since an id asks for at most one set of a type, two ids of one type are
 * wanted by the same ids exactly if they are in the same sets. Ids are bucketed by a hash of both lists and then
 * compared in full, so a collision costs time and never correctness. Cost: linear in requirements and sets.
 */
final class Classes {
    /** For each id its class, numbered from 0 over all types; -1 for a dead id. */
    final int[] classOf;

    /** For each class, one of its ids (the newest). */
    final int[] representative;

    /** What is left of the sets that living ids ask for. */
    final IdSets targets = new IdSets();

    private final int[][] out;
    private final IdSets.Index in;

    Classes(Graph graph, Requirements requirements, boolean[] alive, boolean[] single) {
        int ids = graph.idCount();
        out = new int[ids][];
        collect(requirements, alive);
        in = targets.byId(ids);
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
            int slot = (int) (hash(type, id) & (tableSize - 1));
            while (table[slot] != 0) {
                int other = representatives[table[slot] - 1];
                if (graph.denseTypeOf(other) == type && areAlike(id, other)) {
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

    /** The numbers of the sets of {@link #targets} that a living id asks for one of each, ascending. */
    int[] wants(int id) {
        return out[id];
    }

    private void collect(Requirements requirements, boolean[] alive) {
        IdSets all = requirements.targets();
        int[] left = new int[all.count()];
        Arrays.fill(left, -1);
        int[] members = new int[alive.length];
        for (int id = 0; id < alive.length; id++) {
            if (!alive[id]) {
                continue;
            }
            int from = requirements.first(id);
            out[id] = new int[requirements.first(id + 1) - from];
            for (int i = 0; i < out[id].length; i++) {
                int set = requirements.set(from + i);
                if (left[set] < 0) {
                    int size = 0;
                    for (int j = all.first(set); j < all.first(set + 1); j++) {
                        if (alive[all.id(j)]) {
                            members[size++] = all.id(j);
                        }
                    }
                    left[set] = targets.number(members, 0, size);
                }
                out[id][i] = left[set];
            }
            Arrays.sort(out[id]);
        }
    }

    private boolean areAlike(int a, int b) {
        return Arrays.equals(out[a], out[b])
                && Arrays.equals(
                        in.values(),
                        in.offsets()[a],
                        in.offsets()[a + 1],
                        in.values(),
                        in.offsets()[b],
                        in.offsets()[b + 1]);
    }

    private long hash(int type, int id) {
        long hash = type * 0x9E3779B97F4A7C15L;
        for (int set : out[id]) {
            hash = (hash ^ set) * 0xFF51AFD7ED558CCDL;
        }
        hash ^= hash >>> 31;
        for (int i = in.offsets()[id]; i < in.offsets()[id + 1]; i++) {
            hash = (hash ^ in.values()[i]) * 0xC4CEB9FE1A85EC53L;
        }
        return hash ^ hash >>> 32;
    }
}
