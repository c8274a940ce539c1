package monkey.resolver.strategy;

import java.util.List;
import monkey.resolver.diagram.StackCursor;

/** A cursor over stacks that are already known. */
final class Few implements StackCursor {
    private final List<int[]> stacks;
    private int at = -1;

    Few(List<int[]> stacks) {
        this.stacks = stacks;
    }

    @Override
    public boolean next() {
        return ++at < stacks.size();
    }

    @Override
    public int[] ids() {
        return stacks.get(at);
    }
}
