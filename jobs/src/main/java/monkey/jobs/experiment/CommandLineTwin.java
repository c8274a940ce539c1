package monkey.jobs.experiment;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A key's option on the command line.
 *
 * @param name such as {@code --limit}
 * @param label of its parameter, such as {@code N}
 */
public record CommandLineTwin(String name, String label, Style style) {
    /** How often an option may be given and what its parameters make together. */
    public enum Style {
        /** Once. */
        SINGLE,
        /** Once, without a parameter: {@code true}, and {@code false} with {@code no-} before its name. */
        SWITCH,
        /** As often as one likes: a list. */
        REPEATED,
        /** As often as one likes, each {@code NAME=VALUE}: a mapping. */
        ASSIGNMENTS,
        /** As often as one likes, each a package and its specifier: a mapping. */
        SPECIFIERS
    }

    private static final Pattern ASSIGNMENT = Pattern.compile("([^=]*)=(.*)", Pattern.DOTALL);
    private static final Pattern SPECIFIED =
            Pattern.compile("\\s*([A-Za-z0-9](?:[A-Za-z0-9._-]*[A-Za-z0-9])?)\\s*(.*)", Pattern.DOTALL);

    public boolean repeats() {
        return style != Style.SINGLE && style != Style.SWITCH;
    }

    /** What was given, in the shape the file would give it. */
    Value value(List<String> given, Problems problems) {
        Place place = Place.option(name);
        return switch (style) {
            case SINGLE, SWITCH -> Value.Text.option(name, given.get(given.size() - 1));
            case REPEATED ->
                new Value.Sequence(
                        given.stream()
                                .map(text -> (Value) Value.Text.option(name, text))
                                .toList(),
                        place);
            case ASSIGNMENTS -> mapping(given, ASSIGNMENT, "NAME=VALUE", problems);
            case SPECIFIERS -> mapping(given, SPECIFIED, "a package and its specifier, such as 'numpy<2'", problems);
        };
    }

    /** Specifiers of one package hold together; of two values for a variable the later one counts. */
    private Value.Mapping.Entry both(Value.Mapping.Entry former, Value.Mapping.Entry latter) {
        if (style == Style.SPECIFIERS
                && former.value() instanceof Value.Text first
                && latter.value() instanceof Value.Text second) {
            Value.Text text = new Value.Text(first.text() + "," + second.text(), second.place(), false);
            return new Value.Mapping.Entry(latter.key(), text);
        }
        return latter;
    }

    private Value mapping(List<String> given, Pattern pattern, String right, Problems problems) {
        Map<String, Value.Mapping.Entry> entries = new LinkedHashMap<>();
        for (String text : given) {
            Matcher parts = pattern.matcher(text);
            Place place = Place.option(name);
            if (!parts.matches()) {
                problems.error(place, "'" + text + "' cannot be understood", "Give " + right + ".");
                continue;
            }
            Value value = new Value.Text(parts.group(2), place.plus(parts.start(2)), true);
            entries.merge(parts.group(1), new Value.Mapping.Entry(place, value), this::both);
        }
        return new Value.Mapping(entries, Place.option(name));
    }
}
