package monkey.resolver.cover;

import java.util.Arrays;

/**
 * How many rows a cover of all pairs needs at least.
 *
 * <p><b>Idea.</b> Pairs no two of which can share a stack need a stack each. Pairs with different cells of one column
 * never share one, so a column is a scaffold: for each of its cells, the partners that exclude each other, summed up.
 * Partners of a cell exclude each other if they are of one column or are no feasible pair themselves; the set of them
 * starts with the column that offers most and takes in, column by column, what goes with none of those already in
 * it. Stacks in which the scaffold is absent are not counted by then: cells that go with none of its cells scaffold
 * further pairs. The best column wins.
 *
 * <p>The bound is a clique in the graph of tuples that exclude each other, as in SampLNS (Krupke et al. 2025), found
 * greedily; it is a proof whatever its size. Cost: atoms times columns times cells / 64.
 */
final class LowerBound {
    private final Cells cells;
    private final long[] feasible;
    private final int words;
    private final long[] left;

    private LowerBound(Cells cells, Pairs pairs) {
        this.cells = cells;
        feasible = pairs.copy();
        words = pairs.words;
        left = new long[words];
    }

    /** The bound for all feasible pairs. */
    static long ofPairs(Cells cells, Pairs pairs) {
        return new LowerBound(cells, pairs).best();
    }

    private long best() {
        int[] clique = new int[cells.targetCells];
        int[] ofAtom = new int[cells.atoms];
        for (int cell = 0; cell < clique.length; cell++) {
            int atom = cells.atomOf[cell];
            if (ofAtom[atom] == 0) {
                ofAtom[atom] = 1 + clique(cell);
            }
            clique[cell] = ofAtom[atom] - 1;
        }
        long best = 0;
        for (int column = 0; column < cells.targets; column++) {
            best = Math.max(best, scaffold(column, clique));
        }
        return best;
    }

    /** A set of partners of a cell that exclude each other: its size. */
    private int clique(int cell) {
        System.arraycopy(feasible, cell * words, left, 0, words);
        int size = 0;
        while (true) {
            int fullest = -1;
            int most = 0;
            for (int column = 0; column < cells.targets; column++) {
                int here = Bits.count(left, 0, cells.firstCell[column], cells.firstCell[column + 1]);
                if (here > most) {
                    most = here;
                    fullest = column;
                }
            }
            if (fullest < 0) {
                return size;
            }
            size += most;
            take(fullest);
        }
    }

    /** Takes from what is left a column and all that goes with one of its cells that are left. */
    private void take(int column) {
        long[] taken = new long[words];
        for (int cell = cells.firstCell[column]; cell < cells.firstCell[column + 1]; cell++) {
            if ((left[cell >> 6] >>> cell & 1) != 0) {
                taken[cell >> 6] |= 1L << cell;
                for (int w = 0; w < words; w++) {
                    taken[w] |= feasible[cell * words + w];
                }
            }
        }
        for (int w = 0; w < words; w++) {
            left[w] &= ~taken[w];
        }
        for (int cell = cells.firstCell[column]; cell < cells.firstCell[column + 1]; cell++) {
            left[cell >> 6] &= ~(1L << cell);
        }
    }

    private long scaffold(int column, int[] clique) {
        Arrays.fill(left, 0);
        for (int cell = 0; cell < cells.targetCells; cell++) {
            left[cell >> 6] |= 1L << cell;
        }
        long sum = 0;
        int next = column;
        while (next >= 0) {
            for (int cell = cells.firstCell[next]; cell < cells.firstCell[next + 1]; cell++) {
                if ((left[cell >> 6] >>> cell & 1) != 0) {
                    sum += clique[cell];
                }
            }
            take(next);
            next = -1;
            long most = 0;
            for (int c = 0; c < cells.targets; c++) {
                long worth = 0;
                for (int cell = cells.firstCell[c]; cell < cells.firstCell[c + 1]; cell++) {
                    if ((left[cell >> 6] >>> cell & 1) != 0) {
                        worth += clique[cell];
                    }
                }
                if (worth > most) {
                    most = worth;
                    next = c;
                }
            }
        }
        return sum;
    }
}
