package monkey.jobs.experiment;

import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Durations, sizes and moments as they are written by hand. All empty where the text is none. */
public final class Quantities {
    private static final Pattern DURATION_PART = Pattern.compile("(\\d+(?:\\.\\d+)?)(ms|s|m|h|d)");
    private static final Map<String, Long> MILLISECONDS =
            Map.of("ms", 1L, "s", 1_000L, "m", 60_000L, "h", 3_600_000L, "d", 86_400_000L);

    private static final Pattern SIZE = Pattern.compile("(\\d+(?:\\.\\d+)?)\\s*([kKMGT]?)(i?)(B?)");
    private static final String PREFIXES = "KMGT";

    private Quantities() {}

    /** {@code 60s}, {@code 1h30m}, {@code 500ms}; positive. */
    public static Optional<Duration> duration(String text) {
        Matcher part = DURATION_PART.matcher(text);
        double milliseconds = 0;
        int end = 0;
        while (part.lookingAt()) {
            milliseconds += Double.parseDouble(part.group(1)) * MILLISECONDS.get(part.group(2));
            end = part.end();
            part.region(end, text.length());
        }
        long whole = Math.round(milliseconds);
        return end == text.length() && whole > 0 && whole < Long.MAX_VALUE
                ? Optional.of(Duration.ofMillis(whole))
                : Optional.empty();
    }

    /** In the largest unit that divides it: {@code 90s}, {@code 30m}. */
    static String written(Duration duration) {
        long milliseconds = duration.toMillis();
        for (String unit : new String[] {"h", "m", "s"}) {
            if (milliseconds % MILLISECONDS.get(unit) == 0) {
                return milliseconds / MILLISECONDS.get(unit) + unit;
            }
        }
        return milliseconds + "ms";
    }

    /** Bytes: {@code 1Gi} and {@code 1GiB} are 2^30, {@code 1G} and {@code 1GB} are 10^9, a bare number is bytes; positive. */
    static Optional<Long> size(String text) {
        Matcher size = SIZE.matcher(text);
        if (!size.matches() || size.group(3).equals("i") && size.group(2).isEmpty()) {
            return Optional.empty();
        }
        int power = size.group(2).isEmpty() ? 0 : PREFIXES.indexOf(size.group(2).toUpperCase()) + 1;
        double bytes =
                Double.parseDouble(size.group(1)) * Math.pow(size.group(3).isEmpty() ? 1000 : 1024, power);
        return bytes >= 1 && bytes < Long.MAX_VALUE ? Optional.of(Math.round(bytes)) : Optional.empty();
    }

    /** In the largest binary unit that divides it: {@code 1Gi}, {@code 1000000}. */
    static String written(long bytes) {
        for (int power = PREFIXES.length(); power > 0; power--) {
            long unit = 1L << (10 * power);
            if (bytes % unit == 0) {
                return bytes / unit + PREFIXES.substring(power - 1, power) + "i";
            }
        }
        return Long.toString(bytes);
    }

    /** A day, which means its first moment in UTC, or an RFC 3339 time. */
    static Optional<Instant> moment(String text) {
        try {
            return Optional.of(
                    text.length() <= 10
                            ? LocalDate.parse(text).atStartOfDay().toInstant(ZoneOffset.UTC)
                            : OffsetDateTime.parse(
                                            text.replaceFirst("[ t]", "T").replaceFirst("z$", "Z"))
                                    .toInstant());
        } catch (DateTimeException e) {
            return Optional.empty();
        }
    }
}
