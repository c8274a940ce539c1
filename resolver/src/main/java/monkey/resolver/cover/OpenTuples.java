package monkey.resolver.cover;

/**
 * The tuples that no row has covered yet, and the row that is being made. Mutable, not thread-safe.
 *
 * <p>A tuple is a set of cells of different columns, all to be covered.
 */
interface OpenTuples {
    /** How many tuples are open. */
    long open();

    /** Empties the row being made. */
    void startRow();

    /** Puts a cell into the row being made. */
    void place(int cell);

    /** Takes a cell out of the row being made. */
    void lift(int cell);

    /** What a cell would be worth in the row being made: its open tuples with cells that are placed, weighted. */
    long gain(int cell);

    /** How many open tuples a cell is in, roughly. */
    int degree(int cell);

    /** An open tuple out of the columns that have the most, or null if none is open. */
    int[] pick(Dice dice);

    /** Closes the tuples of a row, given by its cell for each column or -1. Returns how many of them were open. */
    long cover(int[] row);
}
