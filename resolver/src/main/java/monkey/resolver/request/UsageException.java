package monkey.resolver.request;

/** A request that can't be understood or does not fit the graph. The message says what would be right. */
public final class UsageException extends Exception {
    private static final long serialVersionUID = 1L;

    public UsageException(String message) {
        super(message);
    }
}
