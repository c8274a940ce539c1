package monkey.resolver.cover;

import java.util.Arrays;
import monkey.resolver.diagram.Diagram;

/**
 * Makes one row: a stack that holds given cells and, for the rest, covers as many open tuples as greed finds.
 *
 * <p>A row grows from the roots of the diagram downwards, so it is a stack by construction. Of the nodes that wait to be
 * decided one is drawn; of the cells its edges offer the one is taken whose tuples with the cells already placed are
 * worth most (Cohen et al. 1997, AETG), and the edge's children wait in turn. Then the row is gone over again: what
 * hangs below a node is taken out and chosen anew, now that all the rest is known, and put back if that was no better
 * (coordinate ascent inside the space).
 */
final class RowBuilder {
    private final Diagram diagram;
    private final Cells cells;
    private final Scopes scopes;
    private final OpenTuples open;
    private final Dice dice;

    private final Given given;

    /** The row: cell, node and edge of each column, as in {@link Row}. */
    final int[] cell;

    final int[] node;
    final int[] edge;

    private int[] waiting = new int[16];
    private int waitingCount;
    private final int[] savedColumns;
    private final int[] savedCells;
    private final int[] savedNodes;
    private final int[] savedEdges;
    private int saved;

    private Row kept;
    private final int[] keepWorth;

    /** Cells looked at so far, the measure of work. */
    long steps;

    RowBuilder(Diagram diagram, Cells cells, Scopes scopes, Given given, OpenTuples open, Dice dice) {
        this.diagram = diagram;
        this.cells = cells;
        this.scopes = scopes;
        this.open = open;
        this.dice = dice;
        this.given = given;
        keepWorth = new int[cells.columns];
        cell = new int[cells.columns];
        node = new int[cells.columns];
        edge = new int[cells.columns];
        savedColumns = new int[2 * cells.columns];
        savedCells = new int[2 * cells.columns];
        savedNodes = new int[2 * cells.columns];
        savedEdges = new int[2 * cells.columns];
    }

    /** Gives cells that every row must hold from now on. Returns whether any stack holds them all. */
    boolean give(int... wanted) {
        return given.give(wanted);
    }

    /** Makes a row that holds the given cells. Returns the weighted gain. */
    long build() {
        open.startRow();
        for (int g : given.cells()) {
            open.place(g);
        }
        Arrays.fill(cell, Row.UNDECIDED);
        waitingCount = 0;
        for (int r = 0; r < diagram.rootCount(); r++) {
            await(diagram.root(r));
        }
        return decideAll();
    }

    /** Makes a row that holds the given cells and otherwise keeps as much as it can of a row of a cover. */
    void rebuild(Row old, Coverage coverage, int number) {
        kept = old;
        for (int c = 0; c < cells.targets; c++) {
            keepWorth[c] = 1 + coverage.loss(number, c);
        }
        build();
        kept = null;
    }

    /** A copy of the row. */
    Row row() {
        return new Row(cell.clone(), node.clone(), edge.clone());
    }

    /** Goes over the row again. Returns by how much the weighted gain grew. */
    long improve() {
        long grown = 0;
        int start = dice.roll(cells.columns);
        for (int i = 0; i < cells.columns; i++) {
            int column = start + i < cells.columns ? start + i : start + i - cells.columns;
            if (cell[column] != Row.UNDECIDED) {
                grown += decideAgain(column);
            }
        }
        return grown;
    }

    private long decideAgain(int column) {
        saved = 0;
        long before = takeOut(column);
        waitingCount = 0;
        await(node[column]);
        long after = decideAll();
        if (after >= before) {
            return after - before;
        }
        int kept = saved;
        takeOut(column);
        for (int i = 0; i < kept; i++) {
            int c = savedColumns[i];
            cell[c] = savedCells[i];
            node[c] = savedNodes[i];
            edge[c] = savedEdges[i];
            if (isOpenTo(c, cell[c])) {
                open.place(cell[c]);
            }
        }
        return 0;
    }

    /** Takes out what was decided at a column's node and below, remembering it. Returns what it was worth. */
    private long takeOut(int column) {
        long worth = 0;
        int first = saved;
        remember(column);
        for (int i = first; i < saved; i++) {
            int c = savedColumns[i];
            for (int k = 0; k < diagram.childCount(savedEdges[i]); k++) {
                remember(cells.columnOfType(diagram.type(diagram.child(savedEdges[i], k))));
            }
            if (isOpenTo(c, cell[c])) {
                open.lift(cell[c]);
                worth += open.gain(cell[c]);
            }
            cell[c] = Row.UNDECIDED;
        }
        return worth;
    }

    private void remember(int column) {
        savedColumns[saved] = column;
        savedCells[saved] = cell[column];
        savedNodes[saved] = node[column];
        savedEdges[saved++] = edge[column];
    }

    private void await(int node) {
        if (waitingCount == waiting.length) {
            waiting = Arrays.copyOf(waiting, 2 * waitingCount);
        }
        waiting[waitingCount++] = node;
    }

    private long decideAll() {
        long worth = 0;
        while (waitingCount > 0) {
            int i = dice.roll(waitingCount);
            int next = waiting[i];
            waiting[i] = waiting[--waitingCount];
            worth += decide(next);
        }
        return worth;
    }

    /** What the children of an edge leave of the row to be kept. */
    private long keepable(int edge) {
        long worth = 0;
        for (int k = 0; k < diagram.childCount(edge); k++) {
            int child = diagram.child(edge, k);
            for (int c = 0; c < cells.targets; c++) {
                if (kept.cell()[c] >= 0 && scopes.below(child, cells.atomOf[kept.cell()[c]])) {
                    worth += keepWorth[c];
                }
            }
            steps += cells.targets;
        }
        return worth;
    }

    /** What a cell is worth on an edge, of which the children's worth is known. */
    private long score(int column, int candidate, long below) {
        steps++;
        if (kept != null) {
            return below + (candidate == kept.cell()[column] ? keepWorth[column] : 0) << 32;
        }
        if (!isOpenTo(column, candidate) || open.degree(candidate) == 0) {
            return 0;
        }
        return open.gain(candidate) << 32 | open.degree(candidate);
    }

    /** Whether a choice is a cell to be covered. */
    private boolean isOpenTo(int column, int choice) {
        return choice >= 0 && cells.isTarget(column);
    }

    private long decide(int here) {
        int column = cells.columnOfType(diagram.type(here));
        int wanted = given.below(here);
        int own = given.own(here, wanted);
        long best = -1;
        int bestCell = Row.UNDECIDED;
        int bestEdge = -1;
        int ties = 0;
        for (int e = diagram.firstEdge(here), left = diagram.edgeCount(here);
                left > 0;
                left--, e = diagram.nextEdge(e)) {
            if (wanted != 0 && !given.possible(here, e, wanted)) {
                continue;
            }
            long below = kept == null ? 0 : keepable(e);
            for (int candidate : cells.choices(diagram.label(e))) {
                if (own >= 0 && candidate != given.cells()[own]) {
                    continue;
                }
                long score = score(column, candidate, below);
                if (score > best) {
                    ties = 0;
                }
                if (score > best || score == best && dice.roll(++ties) == 0) {
                    best = score;
                    bestCell = candidate;
                    bestEdge = e;
                }
            }
        }
        cell[column] = bestCell;
        node[column] = here;
        edge[column] = bestEdge;
        if (isOpenTo(column, bestCell)) {
            open.place(bestCell);
        }
        for (int c = 0; c < diagram.childCount(bestEdge); c++) {
            await(diagram.child(bestEdge, c));
        }
        return best >>> 32;
    }
}
