package monkey.resolver.client;

/** The resolver did not answer: it refused the request, or it is gone. */
public final class ResolverException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    public ResolverException(String message) {
        super(message);
    }

    public ResolverException(String message, Throwable cause) {
        super(message, cause);
    }
}
