package monkey.dataset.run;

import java.time.Instant;

/**
 * One execution of an experiment.
 *
 * @param digest of the experiment's content, script and files included
 * @param repetition 0, or how often the same experiment was asked for again
 * @param experiment JSON
 * @param endedAt null while it has not ended
 * @param message of a run that failed: why, in words; else null
 */
public record Run(
        long id,
        String name,
        String digest,
        int repetition,
        String experiment,
        Instant startedAt,
        Instant endedAt,
        RunState state,
        String message) {}
