package monkey.resolver.sample;

import monkey.resolver.diagram.StackCursor;

/** At most so many of the stacks of another cursor. */
public final class First implements StackCursor {
    private final StackCursor stacks;
    private long left;

    public First(StackCursor stacks, long most) {
        this.stacks = stacks;
        left = most;
    }

    @Override
    public boolean next() {
        return left-- > 0 && stacks.next();
    }

    @Override
    public int[] ids() {
        return stacks.ids();
    }

    @Override
    public int size() {
        return stacks.size();
    }

    @Override
    public int kept() {
        return stacks.kept();
    }

    @Override
    public String note() {
        return stacks.note();
    }
}
