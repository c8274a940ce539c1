package monkey.amun.argo.client;

import java.time.Duration;
import java.util.Optional;

/**
 * What an Argo Server would not or could not do. The kinds are the things a caller treats differently; the message is a
 * sentence for people: what was asked, what was answered, and the request's id in the log. It never holds a token.
 */
public abstract sealed class ArgoException extends Exception {
    private static final long serialVersionUID = 1L;

    private ArgoException(String message, Throwable cause) {
        super(message, cause);
    }

    /** True of what may be otherwise in a while: the same request is worth repeating. */
    public boolean mayPass() {
        return false;
    }

    /** True when it can't be told whether the server did what it was asked. */
    public boolean fateUnknown() {
        return false;
    }

    /** No such workflow, template, artifact or namespace. */
    public static final class NotFound extends ArgoException {
        private static final long serialVersionUID = 1L;

        NotFound(String message) {
            super(message, null);
        }
    }

    /** The name is taken, by an earlier request of ours more often than not. */
    public static final class AlreadyExists extends ArgoException {
        private static final long serialVersionUID = 1L;

        AlreadyExists(String message) {
            super(message, null);
        }
    }

    /** A workflow that is to stop has ended already. */
    public static final class AlreadyCompleted extends ArgoException {
        private static final long serialVersionUID = 1L;

        AlreadyCompleted(String message) {
            super(message, null);
        }
    }

    /** The server does not know the token. */
    public static final class Unauthorized extends ArgoException {
        private static final long serialVersionUID = 1L;

        Unauthorized(String message) {
            super(message, null);
        }
    }

    /** The server knows the token, and the token lacks the right. */
    public static final class Forbidden extends ArgoException {
        private static final long serialVersionUID = 1L;

        Forbidden(String message) {
            super(message, null);
        }
    }

    /** The request itself is wrong: repeating it changes nothing. */
    public static final class Invalid extends ArgoException {
        private static final long serialVersionUID = 1L;

        Invalid(String message) {
            super(message, null);
        }
    }

    /** The request is larger than the server, or the cluster's store, takes. */
    public static final class TooLarge extends ArgoException {
        private static final long serialVersionUID = 1L;

        TooLarge(String message) {
            super(message, null);
        }
    }

    /** Events are no longer kept from the version asked for: list again, and watch from the list's version. */
    public static final class StaleVersion extends ArgoException {
        private static final long serialVersionUID = 1L;

        StaleVersion(String message) {
            super(message, null);
        }
    }

    /** The server does not have this call: too old, or something else answers at this address. */
    public static final class Unsupported extends ArgoException {
        private static final long serialVersionUID = 1L;

        Unsupported(String message) {
            super(message, null);
        }
    }

    /** Asked too often. */
    public static final class TooManyRequests extends ArgoException {
        private static final long serialVersionUID = 1L;

        private final transient Optional<Duration> retryAfter;

        TooManyRequests(String message, Optional<Duration> retryAfter) {
            super(message, null);
            this.retryAfter = retryAfter;
        }

        /** How long the server wants to be left alone, where it says. */
        public Optional<Duration> retryAfter() {
            return retryAfter;
        }

        @Override
        public boolean mayPass() {
            return true;
        }
    }

    /** Nobody listens there, or the way there is broken: the request was not delivered. */
    public static final class Unreachable extends ArgoException {
        private static final long serialVersionUID = 1L;

        Unreachable(String message, Throwable cause) {
            super(message, cause);
        }

        @Override
        public boolean mayPass() {
            return true;
        }
    }

    /** The server's certificate is not one that the configured authorities vouch for. */
    public static final class Untrusted extends ArgoException {
        private static final long serialVersionUID = 1L;

        Untrusted(String message, Throwable cause) {
            super(message, cause);
        }
    }

    /** The server answered that it is in trouble, or the connection broke before the answer was whole. */
    public static final class Unavailable extends ArgoException {
        private static final long serialVersionUID = 1L;

        Unavailable(String message, Throwable cause) {
            super(message, cause);
        }

        @Override
        public boolean mayPass() {
            return true;
        }

        @Override
        public boolean fateUnknown() {
            return true;
        }
    }

    /** No answer within the time allowed. */
    public static final class Timeout extends ArgoException {
        private static final long serialVersionUID = 1L;

        Timeout(String message) {
            super(message, null);
        }

        @Override
        public boolean mayPass() {
            return true;
        }

        @Override
        public boolean fateUnknown() {
            return true;
        }
    }

    /** An answer that is none: not JSON, not whole, larger than allowed, or without what every such answer has. */
    public static final class BadAnswer extends ArgoException {
        private static final long serialVersionUID = 1L;

        BadAnswer(String message, Throwable cause) {
            super(message, cause);
        }

        @Override
        public boolean mayPass() {
            return true;
        }

        @Override
        public boolean fateUnknown() {
            return true;
        }
    }

    /** The calling thread was interrupted while it waited; its flag is set again. */
    public static final class Interrupted extends ArgoException {
        private static final long serialVersionUID = 1L;

        Interrupted(String message) {
            super(message, null);
        }

        @Override
        public boolean fateUnknown() {
            return true;
        }
    }
}
