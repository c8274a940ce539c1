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
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/** Which fields Argo knows. What it does not know it drops without a word; this says which those were. */
public final class SchemaFacts {
    private static final String ANYTHING = "*";
    private static final SchemaFacts FACTS = new SchemaFacts();

    /** Per kind of object: field to the kind of object in it, {@value #ANYTHING}, or nothing for a plain value. */
    private final Map<String, Map<String, String>> kinds = new HashMap<>();

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
