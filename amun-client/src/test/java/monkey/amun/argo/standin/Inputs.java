package monkey.amun.argo.standin;

import java.util.LinkedHashMap;
import java.util.Map;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * What a template is called with.
 *
 * @param values by the names that placeholders use
 * @param artifacts with their paths and raw contents
 */
record Inputs(Map<String, String> values, ArrayNode parameters, ArrayNode artifacts) {
    static Inputs of(JsonNode template, JsonNode arguments, Map<String, String> outer) {
        Map<String, String> values = new LinkedHashMap<>(outer);
        values.keySet().removeIf(name -> name.startsWith("inputs."));
        ArrayNode parameters = Json.MAPPER.createArrayNode();
        for (JsonNode parameter : template.path("inputs").path("parameters")) {
            String name = Json.text(parameter, "name");
            String value = Admission.named(arguments.path("parameters"), name)
                    .map(given -> Json.text(given, "value"))
                    .orElseGet(() -> Json.text(parameter, parameter.has("value") ? "value" : "default"));
            values.put("inputs.parameters." + name, value);
            parameters.addObject().put("name", name).put("value", value);
        }
        ArrayNode artifacts = Json.MAPPER.createArrayNode();
        for (JsonNode artifact : template.path("inputs").path("artifacts")) {
            ObjectNode merged = (ObjectNode) artifact.deepCopy();
            Admission.named(arguments.path("artifacts"), Json.text(artifact, "name"))
                    .ifPresent(given -> given.properties().forEach(entry -> {
                        if (!entry.getKey().equals("path")) {
                            merged.set(entry.getKey(), entry.getValue());
                        }
                    }));
            artifacts.add(Placeholders.fill(merged, values));
        }
        return new Inputs(values, parameters, artifacts);
    }

    /** Arguments whose artifacts come {@code from} these inputs, with what is in them. */
    JsonNode resolved(JsonNode arguments) {
        ObjectNode resolved = (ObjectNode) (arguments.isObject() ? arguments.deepCopy() : Json.object());
        ArrayNode filled = Json.MAPPER.createArrayNode();
        for (JsonNode artifact : arguments.path("artifacts")) {
            String from = Json.text(artifact, "from").replaceAll("[{}\\s]", "");
            String prefix = "inputs.artifacts.";
            filled.add(
                    from.startsWith(prefix)
                            ? Admission.named(artifacts, from.substring(prefix.length()))
                                    .map(found -> {
                                        ObjectNode renamed = (ObjectNode) found.deepCopy();
                                        renamed.put("name", Json.text(artifact, "name"));
                                        renamed.remove("path");
                                        return (JsonNode) renamed;
                                    })
                                    .orElse(artifact)
                            : artifact);
        }
        resolved.set("artifacts", filled);
        return resolved;
    }

    /** As a node shows them. */
    ObjectNode shown() {
        ObjectNode shown = Json.object();
        if (!parameters.isEmpty()) {
            shown.set("parameters", parameters);
        }
        if (!artifacts.isEmpty()) {
            shown.set("artifacts", artifacts);
        }
        return shown;
    }
}
