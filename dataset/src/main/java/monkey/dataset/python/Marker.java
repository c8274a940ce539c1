package monkey.dataset.python;

import java.util.List;
import java.util.Optional;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.stream.Collectors;

/**
 * A condition on the environment (PEP 508), as a tree. Immutable.
 *
 * <p>Every comparison of a marker is made, also those whose answer no longer matters: one that has no answer is an error
 * of the whole marker, wherever it stands, as it is for pip.
 */
public sealed interface Marker permits Marker.All, Marker.AnyOf, MarkerComparison {

    /**
     * Reads a marker.
     *
     * @throws InvalidNotationException if it is none; the message names the column
     */
    static Marker parse(String text) {
        return new MarkerParser(new Cursor(text)).parseToEnd();
    }

    /** The marker, or nothing where the text is none. */
    static Optional<Marker> tryParse(String text) {
        try {
            return Optional.of(parse(text));
        } catch (InvalidNotationException e) {
            return Optional.empty();
        }
    }

    /**
     * Whether the marker holds.
     *
     * @param extra the extra that is asked for, in any spelling, or empty for none
     * @throws UndefinedMarkerException if it compares what cannot be compared
     */
    boolean holds(MarkerEnvironment environment, String extra);

    /** Adds the extras that are mentioned, normalised. */
    void collectExtras(SortedSet<String> extras);

    /** The extras that are mentioned, normalised: for all others the marker says what it says for none. */
    default SortedSet<String> extras() {
        SortedSet<String> extras = new TreeSet<>();
        collectExtras(extras);
        return extras;
    }

    /** Markers of which all must hold. */
    record All(List<Marker> parts) implements Marker {
        public All {
            parts = List.copyOf(parts);
        }

        @Override
        public boolean holds(MarkerEnvironment environment, String extra) {
            boolean holds = true;
            for (Marker part : parts) {
                holds &= part.holds(environment, extra);
            }
            return holds;
        }

        @Override
        public void collectExtras(SortedSet<String> extras) {
            parts.forEach(part -> part.collectExtras(extras));
        }

        @Override
        public String toString() {
            return parts.stream()
                    .map(part -> part instanceof AnyOf ? "(" + part + ")" : part.toString())
                    .collect(Collectors.joining(" and "));
        }
    }

    /** Markers of which one must hold. */
    record AnyOf(List<Marker> parts) implements Marker {
        public AnyOf {
            parts = List.copyOf(parts);
        }

        @Override
        public boolean holds(MarkerEnvironment environment, String extra) {
            boolean holds = false;
            for (Marker part : parts) {
                holds |= part.holds(environment, extra);
            }
            return holds;
        }

        @Override
        public void collectExtras(SortedSet<String> extras) {
            parts.forEach(part -> part.collectExtras(extras));
        }

        @Override
        public String toString() {
            return parts.stream().map(Marker::toString).collect(Collectors.joining(" or "));
        }
    }
}
