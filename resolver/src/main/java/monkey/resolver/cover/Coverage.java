package monkey.resolver.cover;

import java.util.Arrays;

/**
 * A set of rows, and for each tuple how many of them cover it. Mutable, not thread-safe.
 *
 * <p>Beside each tuple's count lies the exclusive or of the rows that cover it: when the count is one, that is the row.
 * So each row knows at any time, without a search, how many tuples would be <em>lost</em> if it went, and how many if
 * only one of its cells did. Where the count is zero the same place holds the position in the list of lost tuples.
 * Only tuples that were covered once can be lost; those that no stack has never come up. Changing a cell costs the
 * number of tuples it is in; memory is eight bytes a tuple.
 */
final class Coverage {
    private final Cells cells;
    private final TupleRanks ranks;
    private final int strength;
    private final int columns;
    private final int[] count;
    private final int[] owner;

    private Row[] rows = new Row[16];
    private int[][] loss = new int[16][];
    private int[] rowLoss = new int[16];
    private int rowCount;
    private int live;
    private long[][] rowsWith;

    private int[] lost;
    private int lostCount;
    private final int[] tuple;

    /** Tuples counted up or down so far, the measure of work. */
    long steps;

    Coverage(Cells cells, TupleRanks ranks) {
        this.cells = cells;
        this.ranks = ranks;
        strength = ranks.strength();
        columns = cells.targets;
        count = new int[(int) ranks.count()];
        owner = new int[(int) ranks.count()];
        rowsWith = new long[cells.targetCells][1];
        lost = new int[16 * strength];
        tuple = new int[strength];
    }

    /** One more than the highest number of a row; some numbers below may be vacant. */
    int size() {
        return rowCount;
    }

    /** How many rows there are. */
    int rows() {
        return live;
    }

    /** A row, or null if its number is vacant. Not to be changed. */
    Row row(int r) {
        return rows[r];
    }

    /** How many tuples only this row covers. */
    int loss(int r) {
        return rowLoss[r];
    }

    /** How many tuples with this cell only this row covers. */
    int loss(int r, int column) {
        return loss[r][column];
    }

    /** The rows that have a cell, as a set of their numbers. Not to be changed. */
    long[] rowsWith(int cell) {
        return rowsWith[cell];
    }

    /** How many tuples were covered and are not any more. */
    int lost() {
        return lostCount;
    }

    /** A cell of a lost tuple, by the tuple's place in the list and the position in it; cells ascend. */
    int lost(int place, int position) {
        return lost[place * strength + position];
    }

    /** Adds a row. Returns its number. */
    int add(Row row) {
        int r = rowCount++;
        if (r == rows.length) {
            rows = Arrays.copyOf(rows, 2 * r);
            loss = Arrays.copyOf(loss, 2 * r);
            rowLoss = Arrays.copyOf(rowLoss, 2 * r);
        }
        put(r, row);
        return r;
    }

    /** Puts a row at a vacant number. */
    void put(int r, Row row) {
        rows[r] = row;
        loss[r] = new int[columns];
        rowLoss[r] = 0;
        live++;
        for (int c = 0; c < columns; c++) {
            if (row.cell()[c] >= 0) {
                mark(r, row.cell()[c]);
            }
        }
        ranks.each(row.cell(), (rank, members) -> up(r, rank, members));
    }

    /** Takes a row out; its number becomes vacant. Returns it. */
    Row take(int r) {
        Row row = rows[r];
        ranks.each(row.cell(), (rank, members) -> down(r, rank, members));
        for (int c = 0; c < columns; c++) {
            if (row.cell()[c] >= 0) {
                unmark(r, row.cell()[c]);
            }
        }
        rows[r] = null;
        live--;
        return row;
    }

    /** Gives a row another cell in a column it has. */
    void change(int r, int column, int cell) {
        int[] row = rows[r].cell();
        int old = row[column];
        if (strength == 2) {
            int[] first = ranks.part(0);
            int[] second = ranks.part(1);
            for (int d = 0; d < columns; d++) {
                int other = row[d];
                if (other >= 0 && d != column) {
                    int a = d < column ? first[other] : second[other];
                    int[] part = d < column ? second : first;
                    tuple[d < column ? 0 : 1] = other;
                    tuple[d < column ? 1 : 0] = old;
                    down(r, a + part[old], tuple);
                    tuple[d < column ? 1 : 0] = cell;
                    up(r, a + part[cell], tuple);
                }
            }
        } else {
            ranks.eachWith(column, row, (rank, members) -> down(r, rank, members));
            row[column] = cell;
            ranks.eachWith(column, row, (rank, members) -> up(r, rank, members));
        }
        row[column] = cell;
        unmark(r, old);
        mark(r, cell);
    }

    private void up(int r, int rank, int[] tuple) {
        steps++;
        int before = count[rank]++;
        if (before == 0) {
            if (owner[rank] != 0) {
                find(owner[rank] - 1);
            }
            owner[rank] = r;
            own(r, 1, tuple);
        } else {
            if (before == 1) {
                own(owner[rank], -1, tuple);
            }
            owner[rank] ^= r;
        }
    }

    private void down(int r, int rank, int[] tuple) {
        steps++;
        int after = --count[rank];
        if (after == 0) {
            own(r, -1, tuple);
            lose(rank, tuple);
        } else {
            owner[rank] ^= r;
            if (after == 1) {
                own(owner[rank], 1, tuple);
            }
        }
    }

    private void own(int r, int change, int[] tuple) {
        rowLoss[r] += change;
        int[] ofCells = loss[r];
        for (int cell : tuple) {
            ofCells[cells.columnOf[cell]] += change;
        }
    }

    private void lose(int rank, int[] tuple) {
        if ((lostCount + 1) * strength > lost.length) {
            lost = Arrays.copyOf(lost, 2 * lost.length);
        }
        System.arraycopy(tuple, 0, lost, lostCount * strength, strength);
        owner[rank] = ++lostCount;
    }

    private void find(int place) {
        lostCount--;
        if (place != lostCount) {
            int rank = 0;
            for (int i = 0; i < strength; i++) {
                int cell = lost[lostCount * strength + i];
                lost[place * strength + i] = cell;
                rank += ranks.part(i)[cell];
            }
            owner[rank] = place + 1;
        }
    }

    private void mark(int r, int cell) {
        if (r >> 6 >= rowsWith[cell].length) {
            rowsWith[cell] = Arrays.copyOf(rowsWith[cell], Math.max(2 * rowsWith[cell].length, (r >> 6) + 1));
        }
        rowsWith[cell][r >> 6] |= 1L << r;
    }

    private void unmark(int r, int cell) {
        rowsWith[cell][r >> 6] &= ~(1L << r);
    }
}
