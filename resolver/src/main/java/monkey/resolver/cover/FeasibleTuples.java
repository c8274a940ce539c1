package monkey.resolver.cover;

import monkey.resolver.ending.Patience;

/**
 * All tuples of a strength that some stack holds, found one by one and kept as one bit for each rank.
 *
 * <p>Tuples grow cell by cell, and a beginning that no stack holds is not followed. Cells of one atom share the answer.
 * Pairs are looked up; from three cells on the diagram is asked. Cost: feasible tuples of atoms, times what the
 * diagram takes to answer (see {@link Given}).
 */
final class FeasibleTuples {
    private final Cells cells;
    private final TupleRanks ranks;
    private final TupleRanks sets;
    private final Pairs pairs;
    private final Given given;
    private final Patience patience;
    private final int strength;
    private final int[] tuple;
    private final int[] set;

    /** One bit for each rank. */
    final long[] bits;

    /** How many there are for each set of columns, by the rank of the set. */
    final int[] inSet;

    /** How many there are for each cell. */
    final int[] withCell;

    /** How many there are. */
    long count;

    private final int[] member;

    FeasibleTuples(Cells cells, TupleRanks ranks, TupleRanks sets, Pairs pairs, Given given, Patience patience) {
        this.cells = cells;
        this.ranks = ranks;
        this.sets = sets;
        this.pairs = pairs;
        this.given = given;
        this.patience = patience;
        strength = ranks.strength();
        tuple = new int[strength];
        set = new int[strength];
        bits = new long[(int) ((ranks.count() + 63) / 64)];
        inSet = new int[(int) sets.count()];
        withCell = new int[cells.targetCells];
        member = new int[strength];
        extend(0, 0);
    }

    private void extend(int position, int column) {
        if (position == strength) {
            expand(0, 0);
            return;
        }
        for (int c = column; c <= cells.targets - strength + position; c++) {
            set[position] = c;
            for (int cell = cells.firstCell[c]; cell < cells.firstCell[c + 1]; cell++) {
                if (isFirstOfAtom(cell, c) && goesWith(position, cell)) {
                    extend(position + 1, c + 1);
                }
            }
        }
    }

    private boolean isFirstOfAtom(int cell, int column) {
        for (int other = cells.firstCell[column]; other < cell; other++) {
            if (cells.atomOf[other] == cells.atomOf[cell]) {
                return false;
            }
        }
        return true;
    }

    /** Puts a cell at a position. Returns whether some stack has it together with those before. */
    private boolean goesWith(int position, int cell) {
        tuple[position] = cell;
        for (int i = 0; i < position; i++) {
            if (!pairs.has(tuple[i], cell)) {
                return false;
            }
        }
        if (position < 2) {
            return true;
        }
        patience.check();
        return given.give(java.util.Arrays.copyOf(tuple, position + 1));
    }

    /** Marks all tuples whose cells have the same atoms as the tuple found. */
    private void expand(int position, int rank) {
        if (position == strength) {
            bits[rank >> 6] |= 1L << rank;
            inSet[sets.rank(set)]++;
            for (int cell : member) {
                withCell[cell]++;
            }
            count++;
            return;
        }
        int atom = cells.atomOf[tuple[position]];
        for (int cell = tuple[position]; cell < cells.firstCell[set[position] + 1]; cell++) {
            if (cells.atomOf[cell] == atom) {
                member[position] = cell;
                expand(position + 1, rank + ranks.part(position)[cell]);
            }
        }
    }
}
