package monkey.amun;

import java.util.Collection;
import java.util.List;
import java.util.Locale;
import java.util.Set;

/** How an inspection, or one item of it, ended. Every inspection ends in exactly one of these. */
public enum Outcome {
    /** Every item ran the script to exit status 0. */
    PASSED,
    /** The script said no: a non-zero exit status, or a signal nobody of ours sent. */
    FAILED,
    /** The environment could not be made of the locked packages. */
    BUILD_FAILED,
    /** Wall or processor time ran out. */
    TIMED_OUT,
    /** The script wanted more memory than the inspection was given. */
    OUT_OF_MEMORY,
    /** Not the stack's fault, worth trying again: index unreachable, disk full, machinery killed. */
    INFRASTRUCTURE,
    /** Items of one inspection disagree. Never the outcome of an item. */
    FLAKY,
    /** Somebody asked for it to stop. */
    CANCELLED;

    /** The word of the documentation, of the database and of reports: {@code build_failed}. */
    public String word() {
        return name().toLowerCase(Locale.ROOT);
    }

    /** Of an inspection whose items ended like this; at least one. */
    public static Outcome together(Collection<Outcome> items) {
        for (Outcome overriding : List.of(CANCELLED, INFRASTRUCTURE)) {
            if (items.contains(overriding)) {
                return overriding;
            }
        }
        return Set.copyOf(items).size() == 1 ? items.iterator().next() : FLAKY;
    }

    /** @throws IllegalArgumentException for a word that is none of these */
    public static Outcome ofWord(String word) {
        for (Outcome outcome : values()) {
            if (outcome.word().equals(word)) {
                return outcome;
            }
        }
        throw new IllegalArgumentException("'" + word + "' is not an outcome of an inspection");
    }
}
