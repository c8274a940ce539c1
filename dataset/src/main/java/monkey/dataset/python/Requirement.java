package monkey.dataset.python;

import java.util.List;
import java.util.Optional;

/**
 * A requirement of one package on another (PEP 508): {@code name[extras] specifiers ; marker}, or {@code name @ url}.
 *
 * @param name what is required
 * @param extras the extras asked for, normalised, sorted, each once
 * @param specifiers which versions will do; {@link SpecifierSet#ANY} with a URL
 * @param url where the package must come from; such a requirement cannot be met by a version of an index
 * @param marker in which environments it counts; empty if in all
 * @param text the requirement as it was written
 */
public record Requirement(
        PackageName name,
        List<String> extras,
        SpecifierSet specifiers,
        Optional<String> url,
        Optional<Marker> marker,
        String text) {

    /**
     * Reads a requirement; the old form with parentheses, {@code name (>=1.0)}, is as good.
     *
     * @throws InvalidNotationException if it is none; the message names the column
     */
    public static Requirement parse(String text) {
        return new RequirementParser(text).parse();
    }

    /** The requirement, or nothing where the text is none. */
    public static Optional<Requirement> tryParse(String text) {
        try {
            return Optional.of(parse(text));
        } catch (InvalidNotationException e) {
            return Optional.empty();
        }
    }

    /**
     * Whether it counts in an environment when no extra is asked for.
     *
     * @throws UndefinedMarkerException if the marker compares what cannot be compared
     */
    public boolean appliesTo(MarkerEnvironment environment) {
        return appliesTo(environment, "");
    }

    /**
     * Whether it counts in an environment for somebody who asked for this extra. A requirement that counts without the
     * extra mostly counts with it, too: what the extra <em>adds</em> is what counts with it only.
     *
     * @param extra the extra in any spelling, or empty for none
     * @throws UndefinedMarkerException if the marker compares what cannot be compared
     */
    public boolean appliesTo(MarkerEnvironment environment, String extra) {
        return marker.isEmpty() || marker.get().holds(environment, extra);
    }

    /** As it was written. */
    @Override
    public String toString() {
        return text;
    }
}
