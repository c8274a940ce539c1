package monkey.jobs.messages;

import java.time.Instant;
import java.time.format.DateTimeParseException;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * What whoever sends an {@link UnresolvedPackage} says beyond its fields, so that no more is learnt than is wanted. A hint
 * that cannot be read is passed over: without hints more is learnt, never something else.
 *
 * @param specifiers any of which may admit a version; empty: every version is wanted. An empty list admits none: then only
 *     the page is wanted
 * @param filename to be read of the version, besides the file that an installer would take
 * @param environment the digest of the runtime environment, where {@code solver} would name several
 * @param freshSince the page must have been confirmed by its index at that moment or later
 */
public record WantedHints(
        Optional<List<String>> specifiers,
        Optional<String> filename,
        Optional<String> environment,
        Optional<Instant> freshSince) {
    private static final String SPECIFIERS = "specifiers";
    private static final String FILENAME = "filename";
    private static final String ENVIRONMENT = "environment";
    private static final String FRESH_SINCE = "fresh-since";

    /** Between alternatives; in no specifier. */
    private static final String OR = "|";

    public static WantedHints of(Map<String, String> hints) {
        return new WantedHints(
                Optional.ofNullable(hints.get(SPECIFIERS)).map(WantedHints::alternatives),
                Optional.ofNullable(hints.get(FILENAME)),
                Optional.ofNullable(hints.get(ENVIRONMENT)),
                Optional.ofNullable(hints.get(FRESH_SINCE)).flatMap(WantedHints::instant));
    }

    public Map<String, String> asMap() {
        Map<String, String> hints = new LinkedHashMap<>();
        specifiers.ifPresent(wanted -> hints.put(SPECIFIERS, wanted.isEmpty() ? "none" : String.join(OR, wanted)));
        filename.ifPresent(name -> hints.put(FILENAME, name));
        environment.ifPresent(digest -> hints.put(ENVIRONMENT, digest));
        freshSince.ifPresent(moment -> hints.put(FRESH_SINCE, moment.toString()));
        return hints;
    }

    private static List<String> alternatives(String written) {
        return written.equals("none") ? List.of() : List.of(written.split("\\" + OR, -1));
    }

    private static Optional<Instant> instant(String written) {
        try {
            return Optional.of(Instant.parse(written));
        } catch (DateTimeParseException passedOver) {
            return Optional.empty();
        }
    }
}
