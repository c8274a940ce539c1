package monkey.resolver.cover;

import java.util.Arrays;
import monkey.resolver.diagram.Diagram;
import monkey.resolver.diagram.FeasiblePairs;
import monkey.resolver.graph.Graph;

/**
 * The ids of a diagram, numbered densely for covering. Immutable.
 *
 * <p>A <em>column</em> is a type that occurs in the diagram, a <em>cell</em> an id of it that occurs in some stack. The columns whose tuples are to
 * be covered come first, and so do their cells; within a column the newest id comes first. Cells that can replace each
 * other in every stack share an <em>atom</em> (a group of {@link FeasiblePairs}), so what is asked of the diagram is
 * asked once for all of them.
 */
final class Cells {
    private static final int[] ABSENT = {Row.ABSENT};

    /** Number of columns. */
    final int columns;

    /** Number of columns to be covered: 0 to this, without it. */
    final int targets;

    /** Number of cells to be covered: 0 to this, without it. */
    final int targetCells;

    /** First cell of each column, and one entry more. */
    final int[] firstCell;

    final int[] columnOf;
    final int[] idOf;
    final int[] atomOf;

    /** One above the largest atom. */
    final int atoms;

    private final int[] columnOfType;
    private final int[][] labels;

    /**
     * Numbers the ids of a diagram.
     *
     * @param types dense types to be covered; empty for all
     */
    Cells(Diagram diagram, Graph graph, FeasiblePairs pairs, int[] types) {
        int[] size = new int[graph.typeCount()];
        for (int id = 0; id < graph.idCount(); id++) {
            size[graph.denseTypeOf(id)] += pairs.isFeasible(id) ? 1 : 0;
        }
        boolean[] wanted = new boolean[graph.typeCount()];
        Arrays.fill(wanted, types.length == 0);
        for (int type : types) {
            wanted[type] = true;
        }
        columnOfType = new int[graph.typeCount()];
        Arrays.fill(columnOfType, -1);
        int[] first = new int[graph.typeCount() + 1];
        boolean[] covered = new boolean[wanted.length];
        boolean[] occurring = new boolean[wanted.length];
        for (int type = 0; type < wanted.length; type++) {
            covered[type] = wanted[type] && size[type] > 0;
            occurring[type] = !covered[type] && size[type] > 0;
        }
        for (int node = 0; node < diagram.nodeCount(); node++) {
            occurring[diagram.type(node)] = !covered[diagram.type(node)];
        }
        targets = number(0, covered, size, first);
        columns = number(targets, occurring, size, first);
        firstCell = Arrays.copyOf(first, columns + 1);
        targetCells = firstCell[targets];
        columnOf = new int[firstCell[columns]];
        idOf = new int[firstCell[columns]];
        atomOf = new int[firstCell[columns]];
        int[] cellOf = new int[graph.idCount()];
        int[] next = firstCell.clone();
        for (int id = graph.idCount() - 1; id >= 0; id--) {
            if (pairs.isFeasible(id)) {
                int column = columnOfType[graph.denseTypeOf(id)];
                int cell = next[column]++;
                columnOf[cell] = column;
                idOf[cell] = id;
                atomOf[cell] = pairs.group(id);
                cellOf[id] = cell;
            }
        }
        atoms = pairs.groupCount();
        labels = new int[diagram.labelCount()][];
        for (int label = 0; label < labels.length; label++) {
            labels[label] =
                    Arrays.stream(diagram.ids(label)).map(id -> cellOf[id]).toArray();
        }
    }

    /** Numbers some types as columns. Returns the next number. */
    private int number(int column, boolean[] which, int[] size, int[] first) {
        int next = column;
        for (int type = 0; type < size.length; type++) {
            if (which[type]) {
                first[next + 1] = first[next] + size[type];
                columnOfType[type] = next++;
            }
        }
        return next;
    }

    /** Column of a dense type. */
    int columnOfType(int type) {
        return columnOfType[type];
    }

    /** Number of cells in a column. */
    int size(int column) {
        return firstCell[column + 1] - firstCell[column];
    }

    /** Cells of a label. Not to be changed. */
    int[] label(int label) {
        return labels[label];
    }

    /** What an edge with a label offers: its cells, or that the column is absent. Not to be changed. */
    int[] choices(int label) {
        return labels[label].length == 0 ? ABSENT : labels[label];
    }

    /** Whether ids of a column are to be covered. */
    boolean isTarget(int column) {
        return column < targets;
    }
}
