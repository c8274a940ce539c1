package monkey.resolver.cover;

import java.util.Arrays;

/**
 * Open tuples of any strength, one bit for each rank. What a cell is worth is found by going over its tuples, so the
 * cost is exponential in the strength; {@link OpenPairs} does pairs faster. Takes over the bits it is given.
 */
final class OpenAny implements OpenTuples {
    private final Cells cells;
    private final TupleRanks ranks;
    private final TupleRanks sets;
    private final long[] open;
    private final int[] inSet;
    private final int[] degree;
    private final int[] placed;
    private final int[] set;
    private final int[] columnsOfSet;
    private final int strength;
    private long count;
    private long closed;
    private long gain;

    OpenAny(Cells cells, TupleRanks ranks, TupleRanks sets, FeasibleTuples feasible) {
        this.cells = cells;
        this.ranks = ranks;
        this.sets = sets;
        open = feasible.bits;
        inSet = feasible.inSet;
        count = feasible.count;
        degree = feasible.withCell;
        placed = new int[cells.targets];
        strength = ranks.strength();
        set = new int[strength];
        columnsOfSet = new int[inSet.length * strength];
        int[] all = new int[cells.targets];
        Arrays.setAll(all, c -> c);
        sets.each(all, (rank, columns) -> System.arraycopy(columns, 0, columnsOfSet, rank * strength, strength));
    }

    private boolean isOpen(int rank) {
        return (open[rank >> 6] >>> rank & 1) != 0;
    }

    @Override
    public long open() {
        return count;
    }

    @Override
    public void startRow() {
        Arrays.fill(placed, -1);
    }

    @Override
    public void place(int cell) {
        placed[cells.columnOf[cell]] = cell;
    }

    @Override
    public void lift(int cell) {
        placed[cells.columnOf[cell]] = -1;
    }

    @Override
    public long gain(int cell) {
        int column = cells.columnOf[cell];
        int before = placed[column];
        placed[column] = cell;
        gain = 0;
        ranks.eachWith(column, placed, (rank, tuple) -> gain += isOpen(rank) ? 1 : 0);
        placed[column] = before;
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
        return openIn(dice.largest(inSet), dice);
    }

    /** An open tuple of a set of columns, the first from a random one on. */
    private int[] openIn(int fullest, Dice dice) {
        int[] columns = Arrays.copyOfRange(columnsOfSet, fullest * strength, (fullest + 1) * strength);
        int[] tuple = new int[strength];
        for (int i = 0; i < strength; i++) {
            tuple[i] = cells.firstCell[columns[i]] + dice.roll(cells.size(columns[i]));
        }
        while (!isOpen(ranks.rank(tuple))) {
            for (int i = strength - 1; i >= 0 && ++tuple[i] == cells.firstCell[columns[i] + 1]; i--) {
                tuple[i] = cells.firstCell[columns[i]];
            }
        }
        return tuple;
    }

    @Override
    public long cover(int[] row) {
        closed = 0;
        ranks.each(row, (rank, tuple) -> {
            if (isOpen(rank)) {
                open[rank >> 6] &= ~(1L << rank);
                for (int i = 0; i < strength; i++) {
                    degree[tuple[i]]--;
                    set[i] = cells.columnOf[tuple[i]];
                }
                inSet[sets.rank(set)]--;
                closed++;
            }
        });
        count -= closed;
        return closed;
    }
}
