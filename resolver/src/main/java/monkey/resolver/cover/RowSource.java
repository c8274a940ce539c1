package monkey.resolver.cover;

import monkey.resolver.ending.StoppedException;

/** Where the rows of a cover come from, one by one. Not thread-safe. */
interface RowSource {
    /** A row and how many tuples it has that no row before it has. */
    record Placed(Row row, long brings) {}

    /**
     * The next row, or null if all tuples are covered.
     *
     * @throws StoppedException if finding it took too long
     */
    Placed next();

    /** Whether another row would bring anything. */
    boolean hasMore();

    /** How many tuples there are to be covered. */
    long tuples();
}
