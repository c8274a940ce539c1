package monkey.amun.argo.standin;

import java.util.Locale;

/** What the stand-in gets wrong on request. Each word is an option of the command and a name in its answers. */
public enum Fault {
    /** A create is answered 409 although nothing has that name. */
    CONFLICT(Kind.REQUEST),
    /** 429 without a word on when to come back. */
    TOO_MANY(Kind.REQUEST),
    /** 429 with {@code Retry-After}. */
    TOO_MANY_RETRY_AFTER(Kind.REQUEST),
    INTERNAL_ERROR(Kind.REQUEST),
    UNAVAILABLE(Kind.REQUEST),
    /** The request is taken and never answered. */
    HANG(Kind.REQUEST),
    /** The answer breaks off in its middle. */
    CUT(Kind.REQUEST),
    /** What was asked is done, and the connection closed without an answer. */
    LOST_ANSWER(Kind.REQUEST),
    /** The token in use ends; the file it came from holds another. */
    TOKEN_EXPIRED(Kind.REQUEST),

    /** The watch is closed in good order. */
    WATCH_CLOSED(Kind.EVENT),
    /** An error comes instead of an event. */
    WATCH_ERROR(Kind.EVENT),
    /** Whoever watches from a version is told that it is too old. */
    STALE_VERSION(Kind.EVENT),
    DUPLICATE_EVENT(Kind.EVENT),
    /** An event comes after the one that followed it. */
    REORDERED_EVENT(Kind.EVENT),

    /** The workflow is gone the moment it ends. */
    EARLY_TTL(Kind.WORKFLOW),
    /** Somebody deletes it while it runs. */
    DELETED(Kind.WORKFLOW),
    /** Somebody terminates it while it runs. */
    TERMINATED(Kind.WORKFLOW),
    /** The controller never looks at it. */
    NEVER_BEGUN(Kind.WORKFLOW),
    /** The service account is not there. */
    NO_SERVICE_ACCOUNT(Kind.WORKFLOW),

    OUT_OF_MEMORY(Kind.POD),
    /** The executor itself is killed: runs for ever. */
    EXECUTOR_OUT_OF_MEMORY(Kind.POD),
    DEADLINE(Kind.POD),
    /** Pending until the deadline. */
    IMAGE_PULL(Kind.POD),
    /** Pending for ever. */
    IMAGE_NEVER_PULL(Kind.POD),
    /** Pending for ever. */
    UNSCHEDULABLE(Kind.POD),
    /** Pending until the deadline; only the pod's events say why. */
    MISSING_SECRET(Kind.POD),
    POD_DELETED(Kind.POD),
    EVICTED(Kind.POD),
    NODE_SHUTDOWN(Kind.POD),
    BAD_COMMAND(Kind.POD),
    INIT_FAILURE(Kind.POD),
    /** The executor can't save what the container left. */
    OUTPUT_MISSING(Kind.POD),
    /** Killed in mid-run by a signal nobody explains. */
    KILLED(Kind.POD),

    /** Succeeded, without its outputs. */
    RESULT_MISSING(Kind.RESULT),
    /** Succeeded, and the largest of its outputs is no longer what was written. */
    RESULT_DAMAGED(Kind.RESULT);

    /** Where it strikes. */
    enum Kind {
        REQUEST,
        EVENT,
        WORKFLOW,
        POD,
        RESULT
    }

    private final Kind kind;

    Fault(Kind kind) {
        this.kind = kind;
    }

    Kind kind() {
        return kind;
    }

    /** {@code too-many}. */
    public String word() {
        return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }

    /** @throws IllegalArgumentException for a word that is none */
    public static Fault ofWord(String word) {
        return valueOf(word.toUpperCase(Locale.ROOT).replace('-', '_'));
    }
}
