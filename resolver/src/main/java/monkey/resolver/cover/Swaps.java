package monkey.resolver.cover;

import monkey.resolver.diagram.Diagram;

/**
 * Tells whether a stack stays one when a single cell of it is exchanged, and carries the exchange out.
 *
 * <p>Cells of one atom replace each other anywhere. Other cells may lead to other nodes below, so the rest of the stack
 * is followed down from there: the exchange is good if each node on the way has an edge with the cell that the stack
 * has, and no column comes or goes. Cost: the columns below, times the edges of their nodes. Not thread-safe.
 */
final class Swaps {
    private final Diagram diagram;
    private final Cells cells;
    private final Scopes scopes;
    private final int[] columns;
    private final int[] nodes;
    private final int[] edges;
    private int followed;

    Swaps(Diagram diagram, Cells cells, Scopes scopes) {
        this.diagram = diagram;
        this.cells = cells;
        this.scopes = scopes;
        columns = new int[cells.columns];
        nodes = new int[cells.columns];
        edges = new int[cells.columns];
    }

    /** Whether a cell to be covered can take the place of the one in its column, all others staying. */
    boolean fits(Row row, int column, int cell) {
        followed = 0;
        if (cells.atomOf[row.cell()[column]] == cells.atomOf[cell]) {
            return true;
        }
        int edge = edgeWith(row.node()[column], cell);
        return edge >= 0 && follow(row, row.node()[column], edge) && followed == countBelow(row, column);
    }

    /** Adjusts the path of a row to the exchange that was just found to fit. */
    void adjust(Row row) {
        for (int i = 0; i < followed; i++) {
            row.node()[columns[i]] = nodes[i];
            row.edge()[columns[i]] = edges[i];
        }
    }

    private boolean follow(Row row, int node, int edge) {
        int column = cells.columnOfType(diagram.type(node));
        columns[followed] = column;
        nodes[followed] = node;
        edges[followed++] = edge;
        for (int c = 0; c < diagram.childCount(edge); c++) {
            int child = diagram.child(edge, c);
            int below = cells.columnOfType(diagram.type(child));
            if (row.cell()[below] == Row.UNDECIDED) {
                return false;
            }
            int next = child == row.node()[below] ? row.edge()[below] : edgeWith(child, row.cell()[below]);
            if (next < 0 || !follow(row, child, next)) {
                return false;
            }
        }
        return true;
    }

    private int countBelow(Row row, int column) {
        int count = 1;
        int edge = row.edge()[column];
        for (int c = 0; c < diagram.childCount(edge); c++) {
            count += countBelow(row, cells.columnOfType(diagram.type(diagram.child(edge, c))));
        }
        return count;
    }

    private int edgeWith(int node, int cell) {
        for (int e = diagram.firstEdge(node), left = diagram.edgeCount(node);
                left > 0;
                left--, e = diagram.nextEdge(e)) {
            if (cell == Row.ABSENT
                    ? cells.label(diagram.label(e)).length == 0
                    : scopes.inLabel(diagram.label(e), cells.atomOf[cell])) {
                return e;
            }
        }
        return -1;
    }
}
