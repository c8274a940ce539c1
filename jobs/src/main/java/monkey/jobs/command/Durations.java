package monkey.jobs.command;

import java.time.Duration;

/** Durations for a reader. */
final class Durations {
    private Durations() {}

    /** {@code 41 s}, {@code 3 min 5 s}, {@code 2 h 10 min}. */
    static String words(Duration duration) {
        long seconds = Math.max(0, Math.round(duration.toMillis() / 1000.0));
        if (seconds < 60) {
            return seconds + " s";
        }
        return seconds < 3600
                ? seconds / 60 + " min " + seconds % 60 + " s"
                : seconds / 3600 + " h " + seconds % 3600 / 60 + " min";
    }
}
