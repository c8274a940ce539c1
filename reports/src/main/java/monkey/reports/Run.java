package monkey.reports;

import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import monkey.reports.text.Text;

/**
 * One execution of an experiment.
 *
 * @param digest of the experiment's content, script and files included
 * @param repetition 0 for the first execution, then 1, 2 ...
 * @param message of a run that failed: why, in words
 */
public record Run(
        long id,
        String name,
        String digest,
        int repetition,
        State state,
        Instant startedAt,
        Optional<Instant> endedAt,
        Optional<String> message) {

    public Run {
        message = message.map(Text::withoutCredentials);
    }

    /** Where a run stands when its report is written. */
    public enum State {
        RUNNING,
        COMPLETE,
        /** By its budget or by its user, before everything that was chosen had ended. */
        STOPPED,
        FAILED
    }

    public Optional<Duration> duration() {
        return endedAt.map(end -> Duration.between(startedAt, end));
    }
}
