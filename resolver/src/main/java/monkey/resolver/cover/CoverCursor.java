package monkey.resolver.cover;

import java.util.Arrays;
import java.util.function.Supplier;
import monkey.resolver.diagram.StackCursor;

/**
 * Shows the rows of a plan as stacks, ids ascending. The plan is made with the first step. The step after the limit only
 * says that there is more. Not thread-safe.
 */
final class CoverCursor implements StackCursor {
    private final Cells cells;
    private final Supplier<Cover.Plan> maker;
    private final long limit;
    private Cover.Plan plan;
    private int next;
    private long covered;
    private int[] stack = new int[0];
    private int kept;

    CoverCursor(Cells cells, long limit, Supplier<Cover.Plan> maker) {
        this.cells = cells;
        this.limit = limit;
        this.maker = maker;
    }

    @Override
    public boolean next() {
        if (plan == null) {
            plan = maker.get();
        }
        if (next == plan.rows().size()) {
            if (plan.stopped() != null) {
                throw plan.stopped();
            }
            return false;
        }
        RowOrder.Placed row = plan.rows().get(next++);
        if (next == limit + 1) {
            return true;
        }
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
    public int[] ids() {
        return stack;
    }

    @Override
    public int size() {
        return stack.length;
    }

    @Override
    public int kept() {
        return kept;
    }

    @Override
    public String note() {
        return plan == null ? "" : "cover " + covered + " of " + plan.tuples() + " tuples";
    }
}
