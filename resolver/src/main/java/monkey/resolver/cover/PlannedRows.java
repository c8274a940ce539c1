package monkey.resolver.cover;

import java.util.List;
import monkey.resolver.ending.StoppedException;

/** Rows that are all known, in the order given. */
final class PlannedRows implements RowSource {
    private final long tuples;
    private final List<Placed> rows;
    private final StoppedException stopped;
    private int next;

    /**
     * Takes rows.
     *
     * @param stopped why there are no more rows although there are more tuples, or null
     */
    PlannedRows(long tuples, List<Placed> rows, StoppedException stopped) {
        this.tuples = tuples;
        this.rows = rows;
        this.stopped = stopped;
    }

    @Override
    public Placed next() {
        if (next < rows.size()) {
            return rows.get(next++);
        }
        if (stopped != null) {
            throw stopped;
        }
        return null;
    }

    @Override
    public boolean hasMore() {
        return next < rows.size() || stopped != null;
    }

    @Override
    public long tuples() {
        return tuples;
    }
}
