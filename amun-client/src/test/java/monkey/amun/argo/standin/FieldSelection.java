package monkey.amun.argo.standin;

import java.util.Map;
import java.util.TreeMap;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * The {@code fields} of a request: dotted paths to keep, or to leave out when the first begins with a minus. A workflow
 * keeps stubs of its specification and status whatever was asked for.
 */
final class FieldSelection {
    private final Map<String, Object> tree = new TreeMap<>();
    private final boolean all;
    private final boolean excluding;

    FieldSelection(String fields) {
        all = fields.isEmpty();
        excluding = fields.startsWith("-");
        if (!all) {
            for (String path : (excluding ? fields.substring(1) : fields).split(",")) {
                add(tree, path.strip());
            }
        }
    }

    @SuppressWarnings("unchecked")
    private static void add(Map<String, Object> level, String path) {
        Map<String, Object> here = level;
        String[] parts = path.split("\\.");
        for (int at = 0; at < parts.length; at++) {
            Object deeper = here.get(parts[at]);
            if (Boolean.TRUE.equals(deeper)) {
                return;
            }
            if (at == parts.length - 1) {
                here.put(parts[at], true);
            } else {
                here = (Map<String, Object>) here.computeIfAbsent(parts[at], name -> new TreeMap<String, Object>());
            }
        }
    }

    JsonNode of(JsonNode node) {
        if (all) {
            return node;
        }
        JsonNode selected = excluding ? exclude(node, tree) : include(node, tree);
        stub(selected);
        selected.path("items").forEach(FieldSelection::stub);
        stub(selected.path("result").path("object"));
        return selected;
    }

    private static void stub(JsonNode node) {
        if (node instanceof ObjectNode workflow && workflow.has("metadata") && !workflow.has("items")) {
            if (!workflow.has("spec")) {
                workflow.putObject("spec").putObject("arguments");
            }
            ObjectNode status =
                    workflow.path("status") instanceof ObjectNode there ? there : workflow.putObject("status");
            if (!status.has("startedAt")) {
                status.putNull("startedAt");
            }
            if (!status.has("finishedAt")) {
                status.putNull("finishedAt");
            }
        }
    }

    @SuppressWarnings("unchecked")
    private static JsonNode include(JsonNode node, Map<String, Object> level) {
        if (node instanceof ArrayNode array) {
            ArrayNode kept = Json.MAPPER.createArrayNode();
            array.forEach(element -> kept.add(include(element, level)));
            return kept;
        }
        ObjectNode kept = Json.object();
        level.forEach((name, deeper) -> {
            JsonNode value = node.path(name);
            if (!value.isMissingNode()) {
                kept.set(
                        name,
                        deeper instanceof Map<?, ?> map && value.isContainer()
                                ? include(value, (Map<String, Object>) map)
                                : value);
            }
        });
        return kept;
    }

    @SuppressWarnings("unchecked")
    private static JsonNode exclude(JsonNode node, Map<String, Object> level) {
        if (node instanceof ArrayNode array) {
            ArrayNode kept = Json.MAPPER.createArrayNode();
            array.forEach(element -> kept.add(exclude(element, level)));
            return kept;
        }
        if (!node.isObject()) {
            return node;
        }
        ObjectNode kept = Json.object();
        node.properties().forEach(entry -> {
            Object deeper = level.get(entry.getKey());
            if (deeper == null) {
                kept.set(entry.getKey(), entry.getValue());
            } else if (deeper instanceof Map<?, ?> map) {
                kept.set(entry.getKey(), exclude(entry.getValue(), (Map<String, Object>) map));
            }
        });
        return kept;
    }
}
