package monkey.resolver.cover;

/** Open pairs, as a symmetric matrix of bits. */
final class OpenPairs implements OpenTuples {
    private final Cells cells;
    private final int words;
    private final long[] open;
    private final long[] placed;
    private final int[] degree;
    private final int[] between;
    private long count;

    OpenPairs(Cells cells, Pairs feasible) {
        this.cells = cells;
        words = feasible.words;
        open = feasible.copy();
        placed = new long[words];
        degree = new int[cells.targetCells];
        between = new int[cells.targets * (cells.targets - 1) / 2];
        for (int cell = 0; cell < cells.targetCells; cell++) {
            for (int d = 0; d < cells.targets; d++) {
                int partners = partners(cell, d);
                degree[cell] += partners;
                if (d < cells.columnOf[cell]) {
                    between[place(cells.columnOf[cell], d)] += partners;
                }
            }
            count += degree[cell];
        }
        count /= 2;
    }

    private int partners(int cell, int column) {
        return Bits.count(open, cell * words, cells.firstCell[column], cells.firstCell[column + 1]);
    }

    /** Where the open pairs between a column and a lower one are counted. */
    private static int place(int higher, int lower) {
        return higher * (higher - 1) / 2 + lower;
    }

    private boolean isOpen(int a, int b) {
        return (open[a * words + (b >> 6)] >>> b & 1) != 0;
    }

    @Override
    public long open() {
        return count;
    }

    @Override
    public void startRow() {
        java.util.Arrays.fill(placed, 0);
    }

    @Override
    public void place(int cell) {
        placed[cell >> 6] |= 1L << cell;
    }

    @Override
    public void lift(int cell) {
        placed[cell >> 6] &= ~(1L << cell);
    }

    @Override
    public long gain(int cell) {
        int gain = 0;
        int row = cell * words;
        for (int w = 0; w < words; w++) {
            gain += Long.bitCount(open[row + w] & placed[w]);
        }
        return gain;
    }

    @Override
    public int degree(int cell) {
        return degree[cell];
    }

    @Override
    public int[] pick(Dice dice) {
        if (count == 0) {
            return null;
        }
        int fullest = dice.largest(between);
        int higher = 1;
        while (place(higher + 1, 0) <= fullest) {
            higher++;
        }
        int column = fullest - place(higher, 0);
        int first = most(higher, column, dice);
        int second = -1;
        int ties = 0;
        for (int cell = cells.firstCell[column]; cell < cells.firstCell[column + 1]; cell++) {
            if (isOpen(first, cell) && dice.roll(++ties) == 0) {
                second = cell;
            }
        }
        return new int[] {first, second};
    }

    /** The cell of a column with the most open partners in another. */
    private int most(int column, int other, Dice dice) {
        int best = -1;
        int most = 0;
        int ties = 0;
        for (int cell = cells.firstCell[column]; cell < cells.firstCell[column + 1]; cell++) {
            int partners = partners(cell, other);
            if (partners > most) {
                ties = 0;
            }
            if (partners > most || partners == most && partners > 0 && dice.roll(++ties) == 0) {
                most = partners;
                best = cell;
            }
        }
        return best;
    }

    @Override
    public long cover(int[] row) {
        long closed = 0;
        for (int c = 0; c < cells.targets; c++) {
            int a = row[c];
            if (a < 0) {
                continue;
            }
            for (int d = 0; d < c; d++) {
                int b = row[d];
                if (b >= 0 && isOpen(a, b)) {
                    open[a * words + (b >> 6)] &= ~(1L << b);
                    open[b * words + (a >> 6)] &= ~(1L << a);
                    degree[a]--;
                    degree[b]--;
                    between[place(c, d)]--;
                    closed++;
                }
            }
        }
        count -= closed;
        return closed;
    }
}
