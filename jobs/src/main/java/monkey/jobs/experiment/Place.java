package monkey.jobs.experiment;

import java.util.Comparator;

/**
 * Where something was written, so that a message can point at it.
 *
 * @param source a file as the user named it, or an option such as {@code --require}
 * @param line from 1
 * @param column from 1, in characters
 */
public record Place(String source, int line, int column) implements Comparable<Place> {
    private static final Comparator<Place> ORDER =
            Comparator.comparing(Place::source).thenComparingInt(Place::line).thenComparingInt(Place::column);

    /** The start of an option's value. */
    public static Place option(String name) {
        return new Place(name, 1, 1);
    }

    /** The start of a file: for what is missing in it. */
    public static Place start(String file) {
        return new Place(file, 1, 1);
    }

    /** So many characters further on the same line. */
    public Place plus(int characters) {
        return new Place(source, line, column + characters);
    }

    @Override
    public int compareTo(Place other) {
        return ORDER.compare(this, other);
    }

    /** {@code file:line:column}. */
    @Override
    public String toString() {
        return source + ":" + line + ":" + column;
    }
}
