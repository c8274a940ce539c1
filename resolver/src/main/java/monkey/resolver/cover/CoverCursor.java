package monkey.resolver.cover;

import java.util.Arrays;
import java.util.function.Supplier;
import monkey.resolver.diagram.StackCursor;

/**
 * Shows rows as stacks, ids ascending. Their source is made with the first step. The step after the limit only says
 * whether there is more. Not thread-safe.
 */
final class CoverCursor implements StackCursor {
    private final Cells cells;
    private final Supplier<RowSource> maker;
    private final long limit;
    private RowSource rows;
    private long shown;
    private long covered;
    private int[] stack = new int[0];
    private int kept;

    CoverCursor(Cells cells, long limit, Supplier<RowSource> maker) {
        this.cells = cells;
        this.limit = limit;
        this.maker = maker;
    }

    @Override
    public boolean next() {
        if (rows == null) {
            rows = maker.get();
        }
        if (shown == limit) {
            return rows.hasMore();
        }
        RowSource.Placed row = rows.next();
        if (row == null) {
            return false;
        }
        shown++;
        covered += row.brings();
        int[] ids = Arrays.stream(row.row().cell())
                .filter(cell -> cell >= 0)
                .map(cell -> cells.idOf[cell])
                .sorted()
                .toArray();
        int differs = Arrays.mismatch(stack, ids);
        kept = differs < 0 ? ids.length : differs;
        stack = ids;
        return true;
    }

    @Override
    public boolean isSlow() {
        return true;
    }

    @Override
    public int[] ids() {
        return stack;
    }

    @Override
    public int kept() {
        return kept;
    }

    @Override
    public String note() {
        return rows == null ? "" : "cover " + covered + " of " + rows.tuples() + " tuples";
    }
}
