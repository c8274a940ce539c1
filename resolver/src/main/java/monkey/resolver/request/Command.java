package monkey.resolver.request;

import java.util.Locale;

/** What is asked of a graph. */
public enum Command {
    /** How many stacks there are. */
    COUNT,
    /** Stacks, chosen by a strategy. */
    STACKS,
    /** Size and shape of graph and space. */
    DESCRIBE,
    /** Why there is no stack. */
    EXPLAIN,
    /** Whether there is a stack within the limits: 1 or 0. */
    FEASIBLE;

    private final String word = name().toLowerCase(Locale.ROOT);

    /** The word the command line uses. */
    public String word() {
        return word;
    }
}
