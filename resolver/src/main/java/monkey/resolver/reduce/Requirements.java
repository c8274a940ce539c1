package monkey.resolver.reduce;

import java.util.Arrays;
import monkey.resolver.graph.Graph;

/**
 * The pairs of a graph as requirements: for each id and each type it depends on, the set of ids that will do. Versions of a
 * package mostly want the same sets as the version before, so each set is kept once and whatever comes after this
 * goes over sets, of which there are a hundred times fewer than pairs.
 *
 * <p>Requirements on the own type are left out; {@link #excludesItself} tells of which ids they can't be met (a stack has
 * one id of a type, so such a requirement holds exactly if the id is among its own targets).
 */
final class Requirements {
    private final Graph graph;
    private final int[] first;
    private int[] sets;
    private final IdSets targets = new IdSets();
    private final boolean[] excludesItself;

    private final int[] lastIdOnType;
    private int[] wanted = new int[256];

    Requirements(Graph graph) {
        this.graph = graph;
        int ids = graph.idCount();
        first = new int[ids + 1];
        sets = new int[Math.max(16, 2 * ids)];
        excludesItself = new boolean[ids];
        lastIdOnType = new int[graph.typeCount()];
        for (int id = 0; id < ids; id++) {
            first[id + 1] = first[id];
            add(id, collect(id));
        }
    }

    /** Gathers what an id depends on, type after type, ascending and each once. Returns how many there are. */
    private int collect(int id) {
        int from = graph.firstTarget(id);
        int count = graph.firstTarget(id + 1) - from;
        if (count > wanted.length) {
            wanted = new int[Math.max(count, 2 * wanted.length)];
        }
        boolean inOrder = true;
        int type = -1;
        for (int i = 0; i < count; i++) {
            wanted[i] = graph.target(from + i);
            int own = graph.denseTypeOf(wanted[i]);
            if (own == type) {
                inOrder &= wanted[i - 1] < wanted[i];
            } else {
                type = own;
                inOrder &= lastIdOnType[own] != id + 1;
                lastIdOnType[own] = id + 1;
            }
        }
        return inOrder ? count : sorted(count);
    }

    private int sorted(int count) {
        long[] keys = new long[count];
        for (int i = 0; i < count; i++) {
            keys[i] = (long) graph.denseTypeOf(wanted[i]) << 32 | wanted[i];
        }
        Arrays.sort(keys);
        int distinct = 0;
        for (int i = 0; i < count; i++) {
            if (i == 0 || keys[i] != keys[i - 1]) {
                wanted[distinct++] = (int) keys[i];
            }
        }
        return distinct;
    }

    private void add(int id, int count) {
        for (int begin = 0, end; begin < count; begin = end) {
            int type = graph.denseTypeOf(wanted[begin]);
            end = begin + 1;
            while (end < count && graph.denseTypeOf(wanted[end]) == type) {
                end++;
            }
            if (type == graph.denseTypeOf(id)) {
                excludesItself[id] = Arrays.binarySearch(wanted, begin, end, id) < 0;
            } else {
                if (first[id + 1] == sets.length) {
                    sets = Arrays.copyOf(sets, 2 * sets.length);
                }
                sets[first[id + 1]++] = targets.number(wanted, begin, end);
            }
        }
    }

    /** Index of the first requirement of an id; for the number of ids, the number of requirements. */
    int first(int id) {
        return first[id];
    }

    /** The number of the set that a requirement asks for one of, in {@link #targets}. */
    int set(int requirement) {
        return sets[requirement];
    }

    /** The sets, each of ids of one type. */
    IdSets targets() {
        return targets;
    }

    /** For each set the ids that ask for one of it. */
    IdSets.Index sources() {
        int[] offsets = new int[targets.count() + 1];
        for (int r = 0; r < first[first.length - 1]; r++) {
            offsets[sets[r] + 1]++;
        }
        int[] sources = IdSets.Index.room(offsets);
        int[] next = Arrays.copyOf(offsets, targets.count());
        for (int id = 0; id < first.length - 1; id++) {
            for (int r = first[id]; r < first[id + 1]; r++) {
                sources[next[sets[r]]++] = id;
            }
        }
        return new IdSets.Index(offsets, sources);
    }

    boolean excludesItself(int id) {
        return excludesItself[id];
    }
}
