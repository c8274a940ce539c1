package monkey.resolver.cover;

import java.util.Arrays;
import java.util.HashMap;
import java.util.Map;
import monkey.resolver.diagram.Diagram;

/**
 * What can still come below each node of a diagram: for each node the set of atoms that some partial stack of it has.
 * Immutable.
 *
 * <p>One pass from the leaves: the scope of a node is the union, over its edges, of the label and the children's
 * scopes. Equal scopes are kept once; on real graphs there are far fewer scopes than nodes. Cost: edges times
 * atoms / 64.
 */
final class Scopes {
    private final int[] scopeOf;
    private final long[][] scopes;

    private final long[][] labels;

    Scopes(Diagram diagram, Cells cells) {
        int words = (cells.atoms + 63) / 64;
        labels = new long[diagram.labelCount()][];
        for (int label = 0; label < labels.length; label++) {
            labels[label] = new long[words];
            for (int cell : cells.label(label)) {
                labels[label][cells.atomOf[cell] >> 6] |= 1L << cells.atomOf[cell];
            }
        }
        scopeOf = new int[diagram.nodeCount()];
        Map<Key, Integer> known = new HashMap<>();
        long[][] kept = new long[16][];
        for (int node = 0; node < scopeOf.length; node++) {
            long[] scope = new long[words];
            for (int e = diagram.firstEdge(node), left = diagram.edgeCount(node);
                    left > 0;
                    left--, e = diagram.nextEdge(e)) {
                add(scope, labels[diagram.label(e)]);
                for (int c = 0; c < diagram.childCount(e); c++) {
                    add(scope, kept[scopeOf[diagram.child(e, c)]]);
                }
            }
            int number = known.size();
            Integer same = known.putIfAbsent(new Key(scope), number);
            if (same == null) {
                if (number == kept.length) {
                    kept = Arrays.copyOf(kept, 2 * number);
                }
                kept[number] = scope;
            }
            scopeOf[node] = same == null ? number : same;
        }
        scopes = Arrays.copyOf(kept, known.size());
    }

    private static void add(long[] set, long[] more) {
        for (int w = 0; w < set.length; w++) {
            set[w] |= more[w];
        }
    }

    /** Whether some partial stack of a node has an atom. */
    boolean below(int node, int atom) {
        return (scopes[scopeOf[node]][atom >> 6] >>> atom & 1) != 0;
    }

    /** Whether an atom is in a label. */
    boolean inLabel(int label, int atom) {
        return (labels[label][atom >> 6] >>> atom & 1) != 0;
    }

    private record Key(long[] set) {
        @Override
        public boolean equals(Object other) {
            return other instanceof Key key && Arrays.equals(set, key.set);
        }

        @Override
        public int hashCode() {
            return Arrays.hashCode(set);
        }
    }
}
