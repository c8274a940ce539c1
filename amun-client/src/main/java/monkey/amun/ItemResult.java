package monkey.amun;

import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.OptionalInt;

/**
 * How one run of the script ended.
 *
 * @param item 0-based number within the inspection
 * @param outcome never {@link Outcome#FLAKY}
 * @param exitCode as Python's {@code subprocess} counts: negative is a signal; empty when the script never ended by itself
 * @param wallTime from start to end
 * @param usage empty when the script was never waited for
 * @param failure present exactly when the outcome is neither {@link Outcome#PASSED} nor {@link Outcome#CANCELLED}
 * @param document Amun's result document, one JSON object
 */
public record ItemResult(
        int item,
        Outcome outcome,
        OptionalInt exitCode,
        Instant started,
        Duration wallTime,
        Optional<Usage> usage,
        Optional<Failure> failure,
        String document) {}
