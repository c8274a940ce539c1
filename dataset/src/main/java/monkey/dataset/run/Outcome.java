package monkey.dataset.run;

import java.util.Locale;

/** How an inspection, or one item of it, ended. */
public enum Outcome {
    PASSED,
    /** The script said no. */
    FAILED,
    /** The stack could not be installed. */
    BUILD_FAILED,
    TIMED_OUT,
    OUT_OF_MEMORY,
    /** Not the stack's fault: tried again, never counted as a failure. */
    INFRASTRUCTURE,
    /** Its items disagree. */
    FLAKY,
    /** Somebody stopped it. */
    CANCELLED,
    /** The run's budget ended first. */
    NOT_REACHED;

    /** As the database and the reports have it: {@code build_failed}. */
    public String word() {
        return name().toLowerCase(Locale.ROOT);
    }

    public static Outcome of(String word) {
        return valueOf(word.toUpperCase(Locale.ROOT));
    }

    /** Whether another run that asks for the same inspection has to try again: it tells nothing of the stack. */
    public boolean tellsNothing() {
        return this == INFRASTRUCTURE || this == CANCELLED || this == NOT_REACHED;
    }
}
