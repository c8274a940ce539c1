package monkey.dataset.postgres;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * {@code text[]} in PostgreSQL's text form. A reader keeps what it has read: the few hundred different tag lists of a
 * hundred thousand wheels are parsed and held once each. Not for use by several threads.
 */
public final class TextArray {
    private final Map<String, List<String>> read = new HashMap<>();

    /** The elements of {@code literal}, which is as PostgreSQL prints a one-dimensional array without nulls. */
    public List<String> read(String literal) {
        return literal == null || literal.equals("{}") ? List.of() : read.computeIfAbsent(literal, TextArray::parse);
    }

    /** The array as PostgreSQL reads it. */
    public static String literal(Iterable<String> values) {
        StringBuilder out = new StringBuilder("{");
        for (String value : values) {
            if (out.length() > 1) {
                out.append(',');
            }
            out.append('"');
            for (int i = 0; i < value.length(); i++) {
                char c = value.charAt(i);
                if (c == '"' || c == '\\') {
                    out.append('\\');
                }
                out.append(c);
            }
            out.append('"');
        }
        return out.append('}').toString();
    }

    private static List<String> parse(String literal) {
        List<String> values = new ArrayList<>();
        StringBuilder value = new StringBuilder();
        boolean quoted = false;
        for (int i = 1; i < literal.length() - 1; i++) {
            char c = literal.charAt(i);
            if (c == '\\') {
                value.append(literal.charAt(++i));
            } else if (c == '"') {
                quoted = !quoted;
            } else if (c == ',' && !quoted) {
                values.add(value.toString());
                value.setLength(0);
            } else {
                value.append(c);
            }
        }
        values.add(value.toString());
        return List.copyOf(values);
    }
}
