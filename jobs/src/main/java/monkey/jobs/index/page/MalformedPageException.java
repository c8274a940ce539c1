package monkey.jobs.index.page;

import monkey.jobs.index.http.IndexException;

/** An index answered with something that is no project page. */
public final class MalformedPageException extends IndexException {

    private static final long serialVersionUID = 1L;

    MalformedPageException(String message, Throwable cause) {
        super(message, cause);
    }

    MalformedPageException(String message) {
        super(message);
    }
}
