package monkey.jobs.index.metadata;

import java.io.IOException;

/**
 * A distribution has no readable core metadata. This is a fact about the distribution, to be kept; failures of the
 * network are {@link monkey.jobs.index.http.IndexException}s.
 */
public final class MetadataException extends IOException {

    private static final long serialVersionUID = 1L;

    public MetadataException(String message) {
        super(message);
    }

    public MetadataException(String message, Throwable cause) {
        super(message, cause);
    }
}
