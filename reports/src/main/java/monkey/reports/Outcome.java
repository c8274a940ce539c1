package monkey.reports;

import java.util.Locale;

/** How an inspection ended. Every inspection that was asked for has exactly one outcome. */
public enum Outcome {
    PASSED("passed", Evidence.FOR),
    FAILED("failed", Evidence.AGAINST),
    BUILD_FAILED("could not be installed", Evidence.AGAINST),
    TIMED_OUT("timed out", Evidence.AGAINST),
    OUT_OF_MEMORY("out of memory", Evidence.AGAINST),
    /** Its items disagree with each other. */
    FLAKY("flaky", Evidence.NONE),
    /** Not the stack's fault, so never counted as a failure. */
    INFRASTRUCTURE("infrastructure trouble", Evidence.NONE),
    CANCELLED("cancelled", Evidence.NONE),
    NOT_REACHED("not reached", Evidence.NONE);

    private enum Evidence {
        FOR,
        AGAINST,
        NONE
    }

    private final String words;
    private final Evidence evidence;

    Outcome(String words, Evidence evidence) {
        this.words = words;
        this.evidence = evidence;
    }

    /** Lower case with underscores, as in the knowledge base and in {@code report.json}. */
    public String key() {
        return name().toLowerCase(Locale.ROOT);
    }

    public String words() {
        return words;
    }

    public boolean isPass() {
        return evidence == Evidence.FOR;
    }

    /** Whether it speaks against the stack. */
    public boolean isFailure() {
        return evidence == Evidence.AGAINST;
    }

    /** Whether the stack was tried and an answer was had. */
    public boolean isConclusive() {
        return evidence != Evidence.NONE;
    }

    /** Whether an attempt was made, whatever it showed. */
    public boolean isTried() {
        return this != NOT_REACHED && this != CANCELLED;
    }

    /** @throws IllegalArgumentException when no outcome has that key */
    public static Outcome of(String key) {
        for (Outcome outcome : values()) {
            if (outcome.key().equals(key)) {
                return outcome;
            }
        }
        throw new IllegalArgumentException("unknown outcome '" + key + "'");
    }
}
