package monkey.jobs.index.http;

import java.time.Duration;
import java.time.Instant;
import java.time.ZonedDateTime;
import java.time.format.DateTimeFormatter;
import java.time.format.DateTimeParseException;
import java.util.Optional;
import java.util.concurrent.ThreadLocalRandom;

/**
 * How long to wait before asking again: twice as long after each failure, with jitter so that many waiting requests do
 * not come back at once; or as long as the server says.
 */
final class Retries {

    private static final Duration FIRST = Duration.ofMillis(250);
    private static final Duration LONGEST = Duration.ofSeconds(8);

    /** A server that wants us to stay away for longer than this is told to the user instead of waited for. */
    static final Duration PATIENCE = Duration.ofMinutes(2);

    private Retries() {}

    static boolean mayPass(int status) {
        return status == 408 || status == 429 || status >= 500 && status != 501 && status != 505;
    }

    /** @param failures how many tries failed so far, at least 1 */
    static Duration backoff(int failures) {
        long ceiling = Math.min(LONGEST.toMillis(), FIRST.toMillis() << Math.min(failures - 1, 20));
        return Duration.ofMillis(ceiling / 2 + ThreadLocalRandom.current().nextLong(ceiling / 2 + 1));
    }

    /** Reads {@code Retry-After}: seconds, or a date. */
    static Optional<Duration> wanted(Reply reply, Instant now) {
        return reply.header("Retry-After").flatMap(text -> {
            try {
                if (text.strip().matches("\\d{1,9}")) {
                    return Optional.of(Duration.ofSeconds(Long.parseLong(text.strip())));
                }
                Instant until = ZonedDateTime.parse(text.strip(), DateTimeFormatter.RFC_1123_DATE_TIME)
                        .toInstant();
                return Optional.of(until.isBefore(now) ? Duration.ZERO : Duration.between(now, until));
            } catch (DateTimeParseException neither) {
                return Optional.empty();
            }
        });
    }
}
