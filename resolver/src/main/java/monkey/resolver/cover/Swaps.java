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
        return goesOn(row, row.node()[column], cell) && followed == countBelow(row, column);
    }

    /** Adjusts the path of a row to the exchange that was just found to fit. */
    void adjust(Row row) {
        for (int i = 0; i < followed; i++) {
            row.node()[columns[i]] = nodes[i];
            row.edge()[columns[i]] = edges[i];
        }
    }

    /** Whether an edge of a node with a cell, or without one, leads on to what the row has below. */
    private boolean goesOn(Row row, int node, int cell) {
        int before = followed;
        for (int e = diagram.firstEdge(node), left = diagram.edgeCount(node);
                left > 0;
                left--, e = diagram.nextEdge(e)) {
            if (has(e, cell) && follow(row, node, e)) {
                return true;
            }
            followed = before;
        }
        return false;
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
            boolean onTheOldWay = child == row.node()[below];
            if (onTheOldWay ? !follow(row, child, row.edge()[below]) : !goesOn(row, child, row.cell()[below])) {
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

    private boolean has(int edge, int cell) {
        return cell == Row.ABSENT
                ? cells.label(diagram.label(edge)).length == 0
                : scopes.inLabel(diagram.label(edge), cells.atomOf[cell]);
    }
}
