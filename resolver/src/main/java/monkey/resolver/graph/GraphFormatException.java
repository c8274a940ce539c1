package monkey.resolver.graph;

/** A graph that is not well-formed. The message is written for the person who made it: where, what, what would be right. */
public final class GraphFormatException extends Exception {
    private static final long serialVersionUID = 1L;

    public GraphFormatException(String message) {
        super(message);
    }
}
