package monkey.resolver.graph;

/** Says in words which ids there are, for messages. */
public final class IdRange {
    private IdRange() {}

    /** The ids of a graph with so many: "ids 0 to 7". */
    public static String of(int count) {
        return switch (count) {
            case 0 -> "no ids";
            case 1 -> "id 0 alone";
            default -> "ids 0 to " + (count - 1);
        };
    }
}
