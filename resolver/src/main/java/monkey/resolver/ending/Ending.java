package monkey.resolver.ending;

/** How an answer ended. The order is part of the binary protocol. */
public enum Ending {
    /** There is nothing more. */
    COMPLETE,
    /** As many as were asked for; there may be more. */
    LIMIT,
    /** The time was up. */
    DEADLINE,
    /** The memory was not enough to go on. */
    MEMORY,
    /** Whoever asked has lost interest. */
    CANCELLED,
    /** The stream broke off: what came before is good, how much is missing is unknown. Only ever said by a reader. */
    PARTIAL;

    private final String word = name().toLowerCase(java.util.Locale.ROOT);

    /** The word the command line uses. */
    public String word() {
        return word;
    }
}
