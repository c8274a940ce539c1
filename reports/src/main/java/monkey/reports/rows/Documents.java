package monkey.reports.rows;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.BiConsumer;
import java.util.stream.StreamSupport;
import monkey.reports.Machine;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** Reads the JSON documents of the knowledge base. What is not there, or is of another form, is left out and never an error. */
final class Documents {
    private static final JsonMapper JSON = JsonMapper.shared();

    private Documents() {}

    static JsonNode read(String json) {
        return JSON.readTree(json);
    }

    static Optional<String> text(JsonNode node) {
        return node.isValueNode() && !node.isNull() ? Optional.of(node.asString()) : Optional.empty();
    }

    static List<String> texts(JsonNode array) {
        List<String> texts = new ArrayList<>();
        if (array.isArray()) {
            array.forEach(node -> text(node).ifPresent(texts::add));
        }
        return texts;
    }

    static Map<String, String> textMap(JsonNode object) {
        Map<String, String> map = new LinkedHashMap<>();
        eachProperty(object, (name, node) -> text(node).ifPresent(value -> map.put(name, value)));
        return map;
    }

    /** What tells a place on one machine, and nothing to a reader on another. */
    private static final Set<String> PLACES = Set.of("executable", "prefix", "format");

    /** The facts of an environment that a reader recognizes it by; its many wheel tags are told by the best. */
    static Map<String, String> environmentFacts(String json) {
        Map<String, String> facts = new TreeMap<>();
        JsonNode document = read(json);
        eachProperty(
                document,
                (name, node) -> text(node)
                        .filter(value -> !value.isEmpty() && !PLACES.contains(name))
                        .ifPresent(value -> facts.put(name.replace('_', ' '), value)));
        texts(document.path("tags")).stream().findFirst().ifPresent(tag -> facts.put("best wheel tag", tag));
        return facts;
    }

    static Machine machine(String json) {
        JsonNode document = read(json);
        List<Machine.Lack> lacks = new ArrayList<>();
        for (JsonNode lack : document.path("lacks")) {
            lacks.add(new Machine.Lack(
                    text(lack.path("capability")).orElse(""),
                    text(lack.path("consequence")).orElse("")));
        }
        return new Machine(textMap(document.path("facts")), textMap(document.path("tools")), lacks);
    }

    /** Indented, keys sorted: jsonb keeps its own order of keys, which is nobody's. */
    static String pretty(JsonNode node) {
        return JSON.writerWithDefaultPrettyPrinter().writeValueAsString(sorted(node));
    }

    private static Object sorted(JsonNode node) {
        if (node.isObject()) {
            Map<String, Object> members = new TreeMap<>();
            eachProperty(node, (name, value) -> members.put(name, sorted(value)));
            return members;
        }
        if (node.isArray()) {
            return StreamSupport.stream(node.spliterator(), false)
                    .map(Documents::sorted)
                    .toList();
        }
        return node;
    }

    private static void eachProperty(JsonNode object, BiConsumer<String, JsonNode> action) {
        object.properties().forEach(property -> action.accept(property.getKey(), property.getValue()));
    }
}
