package monkey.resolver.cover;

import java.util.Arrays;

/**
 * Numbers all tuples of a given strength, possible or not: tuples of cells of different columns, cells ascending, in
 * lexical order. Immutable.
 *
 * <p>The rank of a tuple is the number of tuples before it: for each position those that agree up to there and have a
 * smaller cell. How many a cell lets through depends on its own column and on the position only, and so does what its
 * successor must not count again, so the rank is a sum of one table entry per position. That keeps the loops that
 * count tuples short.
 */
final class TupleRanks {
    private final int strength;
    private final int columns;
    private final long count;
    private final int[][] parts;

    /**
     * Prepares the numbering.
     *
     * @param firstCell first cell of each column, and one entry more
     * @param columns how many of the columns to use
     * @throws IllegalArgumentException if there are more tuples than an int can number
     */
    TupleRanks(int[] firstCell, int columns, int strength) {
        this.strength = strength;
        this.columns = columns;
        double[][] from = new double[strength + 1][columns + 1];
        Arrays.fill(from[0], 1);
        for (int length = 1; length <= strength; length++) {
            for (int c = columns - 1; c >= 0; c--) {
                from[length][c] = from[length][c + 1] + (firstCell[c + 1] - firstCell[c]) * from[length - 1][c + 1];
            }
        }
        if (from[strength][0] > Integer.MAX_VALUE) {
            throw new IllegalArgumentException(String.format(
                    java.util.Locale.ROOT,
                    "%.0f tuples of %d are more than can be numbered; name fewer types",
                    from[strength][0],
                    strength));
        }
        count = (long) from[strength][0];
        parts = new int[strength][firstCell[columns]];
        for (int position = 0; position < strength; position++) {
            int rest = strength - 1 - position;
            long[] before = before(firstCell, from[rest]);
            long[] next = rest == 0 ? null : before(firstCell, from[rest - 1]);
            for (int c = 0; c < columns; c++) {
                for (int cell = firstCell[c]; cell < firstCell[c + 1]; cell++) {
                    parts[position][cell] = (int) (before[cell] - (rest == 0 ? 0 : next[firstCell[c + 1]]));
                }
            }
        }
    }

    /** For each cell, how many tuples start with a smaller one, of so many that a column lets through. */
    private long[] before(int[] firstCell, double[] through) {
        long[] before = new long[firstCell[columns] + 1];
        for (int c = 0; c < columns; c++) {
            for (int cell = firstCell[c]; cell < firstCell[c + 1]; cell++) {
                before[cell + 1] = before[cell] + (long) through[c + 1];
            }
        }
        return before;
    }

    int strength() {
        return strength;
    }

    /** How many tuples there are; they are ranked from 0. */
    long count() {
        return count;
    }

    /** What each cell adds to the rank at a position, counted from 0. Sums may wrap on the way. Not to be changed. */
    int[] part(int position) {
        return parts[position];
    }

    /** The rank of a tuple of ascending cells. */
    int rank(int[] tuple) {
        int rank = 0;
        for (int i = 0; i < strength; i++) {
            rank += parts[i][tuple[i]];
        }
        return rank;
    }

    /** Shows all tuples of a row, given by its cell for each column or -1. */
    void each(int[] row, Visitor visitor) {
        each(row, -1, 0, 0, 0, new int[strength], visitor);
    }

    /** Shows all tuples of a row that have the cell of one column. */
    void eachWith(int column, int[] row, Visitor visitor) {
        each(row, column, 0, 0, 0, new int[strength], visitor);
    }

    private void each(int[] row, int needed, int position, int column, int rank, int[] tuple, Visitor visitor) {
        int last = columns - strength + position;
        int first = column;
        if (needed >= column) {
            last = Math.min(last, needed);
            first = position == strength - 1 ? needed : column;
        }
        for (int c = first; c <= last; c++) {
            int cell = row[c];
            if (cell < 0) {
                continue;
            }
            tuple[position] = cell;
            int sum = rank + parts[position][cell];
            if (position == strength - 1) {
                visitor.tuple(sum, tuple);
            } else {
                each(row, needed, position + 1, c + 1, sum, tuple, visitor);
            }
        }
    }

    /** Who looks at tuples. */
    interface Visitor {
        /** Takes a tuple; the array is used again. */
        void tuple(int rank, int[] tuple);
    }
}
