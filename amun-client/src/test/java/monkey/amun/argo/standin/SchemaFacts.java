package monkey.amun.argo.standin;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * Which fields Argo knows, and of which type. What it does not know it drops without a word, what is of another type it
 * refuses; this says which those are.
 */
public final class SchemaFacts {
    private static final String ANYTHING = "*";
    private static final String STRING = "string";
    private static final String OBJECT = "object";
    private static final String LIST = "list";
    private static final SchemaFacts FACTS = new SchemaFacts();

    /** Per kind of object: field to the kind of object in it, {@value #ANYTHING}, or nothing for a plain value. */
    private final Map<String, Map<String, String>> kinds = new HashMap<>();
    /** Of {@code Kind.field}: a type where it is not the usual one. */
    private final Map<String, String> types = new HashMap<>();

    private SchemaFacts() {
        try (BufferedReader lines = new BufferedReader(
                new InputStreamReader(SchemaFacts.class.getResourceAsStream("fields.txt"), StandardCharsets.UTF_8))) {
            lines.lines()
                    .filter(line -> !line.startsWith("#") && !line.isBlank())
                    .forEach(this::read);
        } catch (IOException unreadable) {
            throw new UncheckedIOException(unreadable);
        }
    }

    private void read(String line) {
        if (line.startsWith(":")) {
            String[] words = line.substring(1).split(" ");
            Stream.of(words).skip(1).forEach(field -> types.put(field, words[0]));
            return;
        }
        Map<String, String> fields = new HashMap<>();
        for (String field : line.substring(line.indexOf(':') + 1).strip().split(" ")) {
            if (field.endsWith(ANYTHING)) {
                fields.put(field.substring(0, field.length() - 1), ANYTHING);
            } else {
                int equals = field.indexOf('=');
                fields.put(
                        equals < 0 ? field : field.substring(0, equals), equals < 0 ? "" : field.substring(equals + 1));
            }
        }
        kinds.put(line.substring(0, line.indexOf(':')), fields);
    }

    /**
     * Paths of the fields that Argo would drop, such as {@code spec.templates[0].bogus}.
     *
     * @param kind {@code Workflow} or {@code WorkflowTemplate}
     */
    public static List<String> unknown(String kind, JsonNode object) {
        List<String> unknown = new ArrayList<>();
        FACTS.copy(kind, object, "", unknown);
        return unknown;
    }

    /** What Argo would not read, such as {@code spec.activeDeadlineSeconds of type integer}. */
    public static List<String> wrong(String kind, JsonNode object) {
        List<String> wrong = new ArrayList<>();
        FACTS.types(kind, object, "", wrong);
        return wrong;
    }

    private void types(String kind, JsonNode node, String path, List<String> wrong) {
        if (node instanceof ArrayNode array) {
            array.forEach(each -> types(kind, each, path, wrong));
            return;
        }
        node.properties().forEach(entry -> {
            String place = path.isEmpty() ? entry.getKey() : path + "." + entry.getKey();
            String inner = kinds.get(kind).get(entry.getKey());
            if (inner == null || inner.equals(ANYTHING) || entry.getValue().isNull()) {
                return;
            }
            String type = types.getOrDefault(kind + "." + entry.getKey(), inner.isEmpty() ? STRING : OBJECT);
            if (!is(entry.getValue(), type)) {
                wrong.add(place + " of type " + type);
            } else if (!inner.isEmpty()) {
                types(inner, entry.getValue(), place, wrong);
            }
        });
    }

    private static boolean is(JsonNode value, String type) {
        return switch (type) {
            case STRING -> value.isString();
            case OBJECT -> value.isObject();
            case LIST -> value.isArray();
            case "boolean" -> value.isBoolean();
            case "integer" -> value.isIntegralNumber();
            case "integer-or-string" -> value.isIntegralNumber() || value.isString();
            default -> throw new IllegalStateException("fields.txt has no type " + type);
        };
    }

    /** A copy without the fields that Argo does not know. */
    static JsonNode known(String kind, JsonNode object) {
        return FACTS.copy(kind, object, "", new ArrayList<>());
    }

    private JsonNode copy(String kind, JsonNode node, String path, List<String> unknown) {
        if (node instanceof ArrayNode array) {
            ArrayNode copy = Json.MAPPER.createArrayNode();
            for (int at = 0; at < array.size(); at++) {
                copy.add(copy(kind, array.get(at), path + "[" + at + "]", unknown));
            }
            return copy;
        }
        if (!(node instanceof ObjectNode)) {
            return node;
        }
        ObjectNode copy = Json.object();
        node.properties().forEach(entry -> {
            String place = path.isEmpty() ? entry.getKey() : path + "." + entry.getKey();
            String inner = kinds.get(kind).get(entry.getKey());
            if (inner == null) {
                unknown.add(place);
            } else {
                boolean asIs = inner.isEmpty() || inner.equals(ANYTHING);
                copy.set(
                        entry.getKey(),
                        asIs ? entry.getValue().deepCopy() : copy(inner, entry.getValue(), place, unknown));
            }
        });
        return copy;
    }
}
