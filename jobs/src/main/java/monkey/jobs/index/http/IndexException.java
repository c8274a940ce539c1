package monkey.jobs.index.http;

import java.io.IOException;

/** A package index could not give what it was asked for. The message names the address and what to do. */
public class IndexException extends IOException {

    private static final long serialVersionUID = 1L;

    public IndexException(String message) {
        super(message);
    }

    public IndexException(String message, Throwable cause) {
        super(message, cause);
    }
}
