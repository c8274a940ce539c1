package monkey.resolver.diagram;

/** Moves over stacks one by one. The arrays it shows are its own and change with the next move. Not thread-safe. */
public interface StackCursor {
    /**
     * Moves to the next stack. Returns false if there is none.
     *
     * @throws monkey.resolver.ending.StoppedException if finding it took too long or too much memory
     */
    boolean next();

    /** The ids of the present stack, in no particular order; only the first {@link #size} count. Not to be changed. */
    int[] ids();

    default int size() {
        return ids().length;
    }

    /** How many ids at the start of {@link #ids} are the same as in the stack before, as far as is known. */
    default int kept() {
        return 0;
    }

    /** Whether stacks may be long in coming, so that each should be passed on as it comes. */
    default boolean isSlow() {
        return false;
    }

    /** One line about the stacks shown so far as a whole, or the empty string. */
    default String note() {
        return "";
    }
}
