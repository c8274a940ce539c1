package monkey.amun.argo.client;

import java.util.Locale;

/** Where a workflow or one of its nodes stands. */
public enum Phase {
    /** The controller has not looked at it yet. While it is down, or when it can't write the workflow, that is for ever. */
    NONE,
    PENDING,
    RUNNING,
    SUCCEEDED,
    FAILED,
    ERROR,
    SKIPPED,
    OMITTED,
    DAEMONED,
    /** A word of a server newer than this client. */
    UNKNOWN;

    static Phase of(String word) {
        if (word.isEmpty()) {
            return NONE;
        }
        for (Phase phase : values()) {
            if (phase.name().equals(word.toUpperCase(Locale.ROOT))) {
                return phase;
            }
        }
        return UNKNOWN;
    }

    /** True once nothing more will happen. */
    public boolean completed() {
        return this == SUCCEEDED || this == FAILED || this == ERROR || this == SKIPPED || this == OMITTED;
    }
}
