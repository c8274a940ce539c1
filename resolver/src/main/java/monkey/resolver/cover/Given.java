package monkey.resolver.cover;

import monkey.resolver.diagram.Diagram;

/**
 * Cells that a stack must hold, and where in the diagram that can still be had. Not thread-safe.
 *
 * <p>A node can have one given cell exactly if the cell is in its scope. Several it has if some edge has them: in its
 * label or below its children, where those below one child are the same question again. Types above a node are none of
 * those below it, so which of the given cells a node has to provide is the same however it was reached, and answers are
 * kept while the given cells stay the same. Cost: at worst the edges of the diagram for each set of given cells, in
 * practice the few between the root and the place where their ways part.
 */
final class Given {
    private final Diagram diagram;
    private final Cells cells;
    private final Scopes scopes;
    private int[] given = new int[0];
    private int question;
    private final int[] asked;
    private final boolean[] answer;

    Given(Diagram diagram, Cells cells, Scopes scopes) {
        this.diagram = diagram;
        this.cells = cells;
        this.scopes = scopes;
        asked = new int[diagram.nodeCount()];
        answer = new boolean[diagram.nodeCount()];
    }

    /** The given cells. Not to be changed. */
    int[] cells() {
        return given;
    }

    /** Asks for other cells from now on. Returns whether any stack holds them all. */
    boolean give(int... newCells) {
        given = newCells;
        question++;
        int met = 0;
        for (int r = 0; r < diagram.rootCount(); r++) {
            int here = below(diagram.root(r));
            met += Integer.bitCount(here);
            if (Integer.bitCount(here) > 1 && !possible(diagram.root(r), here)) {
                return false;
            }
        }
        return met == given.length;
    }

    /** Which of the given cells are in the scope of a node, as a mask. */
    int below(int node) {
        int mask = 0;
        for (int i = 0; i < given.length; i++) {
            if (scopes.below(node, cells.atomOf[given[i]])) {
                mask |= 1 << i;
            }
        }
        return mask;
    }

    private boolean possible(int node, int wanted) {
        if (asked[node] == question) {
            return answer[node];
        }
        boolean possible = false;
        for (int e = diagram.firstEdge(node), left = diagram.edgeCount(node);
                left > 0 && !possible;
                left--, e = diagram.nextEdge(e)) {
            possible = possible(node, e, wanted);
        }
        asked[node] = question;
        answer[node] = possible;
        return possible;
    }

    /** Whether an edge of a node has all the given cells that the node has in its scope. */
    boolean possible(int node, int edge, int wanted) {
        int own = own(node, wanted);
        int missing = wanted;
        if (own >= 0) {
            if (!scopes.inLabel(diagram.label(edge), cells.atomOf[given[own]])) {
                return false;
            }
            missing &= ~(1 << own);
        }
        if (missing == 0) {
            return true;
        }
        for (int c = 0; c < diagram.childCount(edge); c++) {
            missing &= ~below(diagram.child(edge, c));
        }
        if (missing != 0) {
            return false;
        }
        for (int c = 0; c < diagram.childCount(edge); c++) {
            int there = below(diagram.child(edge, c));
            if (Integer.bitCount(there) > 1 && !possible(diagram.child(edge, c), there)) {
                return false;
            }
        }
        return true;
    }

    /** Which of the given cells is of the column that a node decides, or -1. */
    int own(int node, int wanted) {
        int column = cells.columnOfType(diagram.type(node));
        for (int i = 0; i < given.length; i++) {
            if ((wanted >> i & 1) != 0 && cells.columnOf[given[i]] == column) {
                return i;
            }
        }
        return -1;
    }
}
