package monkey.amun.argo.client;

import java.time.Duration;
import java.util.Optional;

/**
 * What an Argo Server would not or could not do. The kinds are the things a caller treats differently; the message is a
 * sentence for people: what was asked, what was answered, and the request's id in the log. It never holds a token.
 */
@SuppressWarnings("serial") // Nobody writes one to a stream.
public abstract sealed class ArgoException extends Exception {
    /** What asking once more is good for. */
    private enum Again {
        /** Nothing: the answer stands. */
        POINTLESS,
        /** It may be granted in a while. */
        WORTH_WHILE,
        /** The same, and what was asked may have been done already. */
        DONE_PERHAPS
    }

    private final Again again;

    private ArgoException(Again again, String message, Throwable cause) {
        super(message, cause);
        this.again = again;
    }

    /** True of what may be otherwise in a while: the same request is worth repeating. */
    public boolean mayPass() {
        return again != Again.POINTLESS;
    }

    /** True when it can't be told whether the server did what it was asked. */
    public boolean fateUnknown() {
        return again == Again.DONE_PERHAPS;
    }

    /** No such workflow, template, artifact or namespace. */
    public static final class NotFound extends ArgoException {
        NotFound(String message) {
            super(Again.POINTLESS, message, null);
        }
    }

    /** The name is taken, by an earlier request of ours more often than not. */
    public static final class AlreadyExists extends ArgoException {
        AlreadyExists(String message) {
            super(Again.POINTLESS, message, null);
        }
    }

    /** A workflow that is to stop has ended already. */
    public static final class AlreadyCompleted extends ArgoException {
        AlreadyCompleted(String message) {
            super(Again.POINTLESS, message, null);
        }
    }

    /** The server does not know the token. */
    public static final class Unauthorized extends ArgoException {
        Unauthorized(String message) {
            super(Again.POINTLESS, message, null);
        }
    }

    /** The server knows the token, and the token lacks the right. */
    public static final class Forbidden extends ArgoException {
        Forbidden(String message) {
            super(Again.POINTLESS, message, null);
        }
    }

    /** The request itself is wrong: repeating it changes nothing. */
    public static final class Invalid extends ArgoException {
        Invalid(String message) {
            super(Again.POINTLESS, message, null);
        }
    }

    /** The request is larger than the server, or the cluster's store, takes. */
    public static final class TooLarge extends ArgoException {
        TooLarge(String message) {
            super(Again.POINTLESS, message, null);
        }
    }

    /** Events are no longer kept from the version asked for: list again, and watch from the list's version. */
    public static final class StaleVersion extends ArgoException {
        StaleVersion(String message) {
            super(Again.POINTLESS, message, null);
        }
    }

    /** The server does not have this call: too old, or something else answers at this address. */
    public static final class Unsupported extends ArgoException {
        Unsupported(String message) {
            super(Again.POINTLESS, message, null);
        }
    }

    /** Asked too often. */
    public static final class TooManyRequests extends ArgoException {
        private final transient Optional<Duration> retryAfter;

        TooManyRequests(String message, Optional<Duration> retryAfter) {
            super(Again.WORTH_WHILE, message, null);
            this.retryAfter = retryAfter;
        }

        /** How long the server wants to be left alone, where it says. */
        public Optional<Duration> retryAfter() {
            return retryAfter;
        }
    }

    /** Nobody listens there, or the way there is broken: the request was not delivered. */
    public static final class Unreachable extends ArgoException {
        Unreachable(String message, Throwable cause) {
            super(Again.WORTH_WHILE, message, cause);
        }
    }

    /** The server's certificate is not one that the configured authorities vouch for. */
    public static final class Untrusted extends ArgoException {
        Untrusted(String message, Throwable cause) {
            super(Again.POINTLESS, message, cause);
        }
    }

    /** The server answered that it is in trouble, or the connection broke before the answer was whole. */
    public static final class Unavailable extends ArgoException {
        Unavailable(String message, Throwable cause) {
            super(Again.DONE_PERHAPS, message, cause);
        }
    }

    /** No answer within the time allowed. */
    public static final class Timeout extends ArgoException {
        Timeout(String message) {
            super(Again.DONE_PERHAPS, message, null);
        }
    }

    /** An answer that is none: not JSON, not whole, larger than allowed, or without what every such answer has. */
    public static final class BadAnswer extends ArgoException {
        BadAnswer(String message, Throwable cause) {
            super(Again.DONE_PERHAPS, message, cause);
        }
    }

    /** The calling thread was interrupted while it waited; its flag is set again. */
    public static final class Interrupted extends ArgoException {
        Interrupted(String message) {
            super(Again.DONE_PERHAPS, message, null);
        }
    }
}
