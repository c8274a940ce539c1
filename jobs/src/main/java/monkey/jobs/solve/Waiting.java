package monkey.jobs.solve;

import java.time.Duration;

/** How long to leave a solve alone after a fault that may pass: twice as long after each, up to five minutes. */
public final class Waiting {
    private static final Duration LONGEST = Duration.ofMinutes(5);

    private Waiting() {}

    /** @param attempts how many there were, at least 1 */
    public static Duration after(int attempts) {
        Duration doubled = Duration.ofSeconds(1L << Math.min(20, Math.max(0, attempts - 1)));
        return doubled.compareTo(LONGEST) < 0 ? doubled : LONGEST;
    }
}
