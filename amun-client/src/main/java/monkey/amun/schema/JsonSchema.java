package monkey.amun.schema;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/**
 * A published schema, and what a document has against it. As much of JSON Schema as our own schemas use: {@code type},
 * {@code properties}, {@code required}, {@code items}, {@code enum}, {@code minimum}, {@code minLength}, {@code pattern} and
 * {@code $ref} into {@code $defs}; a property that is not named is welcome. Immutable.
 */
public final class JsonSchema {
    private final JsonNode root;

    private JsonSchema(JsonNode root) {
        this.root = root;
    }

    /** @param resource absolute, of this module */
    public static JsonSchema ofResource(String resource) {
        try (InputStream in = JsonSchema.class.getResourceAsStream(resource)) {
            JsonNode root = JsonMapper.shared().readTree(in.readAllBytes());
            return new JsonSchema(root);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** The part of it with this name. */
    public JsonSchema definition(String name) {
        ObjectNode part = ((ObjectNode) root.path("$defs").path(name)).deepCopy();
        part.set("$defs", root.path("$defs"));
        return new JsonSchema(part);
    }

    /** A sentence for each thing that is wrong, with its place: {@code files[1].path is missing}. */
    public List<String> violations(JsonNode document) {
        List<String> violations = new ArrayList<>();
        check(document, root, "", violations);
        return violations;
    }

    /** Places of objects' properties that the schema does not name, where it names any. */
    public List<String> unknown(JsonNode document) {
        List<String> unknown = new ArrayList<>();
        collectUnknown(document, root, "", unknown);
        return unknown;
    }

    private void check(JsonNode value, JsonNode written, String place, List<String> violations) {
        JsonNode schema = resolved(written);
        if (schema.has("type") && !isOneOf(value, schema.get("type"))) {
            violations.add(named(place) + " must be " + types(schema.get("type")) + ", not " + kind(value));
            return;
        }
        if (schema.has("enum") && schema.get("enum").valueStream().noneMatch(value::equals)) {
            violations.add(named(place) + " must be one of "
                    + schema.get("enum").valueStream().map(JsonNode::toString).collect(Collectors.joining(", "))
                    + ", not " + value);
        }
        if (value.isNumber()
                && schema.has("minimum")
                && value.asDouble() < schema.get("minimum").asDouble()) {
            violations.add(named(place) + " must be at least " + schema.get("minimum") + ", not " + value);
        }
        if (value.isString()) {
            checkText(value.asString(), schema, place, violations);
        }
        if (value.isObject()) {
            schema.path("required").forEach(name -> {
                if (!value.has(name.asString())) {
                    violations.add(join(place, name.asString()) + " is missing");
                }
            });
            schema.path("properties").properties().forEach(property -> {
                if (value.has(property.getKey())) {
                    check(
                            value.get(property.getKey()),
                            property.getValue(),
                            join(place, property.getKey()),
                            violations);
                }
            });
        }
        if (value.isArray() && schema.has("items")) {
            for (int i = 0; i < value.size(); i++) {
                check(value.get(i), schema.get("items"), place + "[" + i + "]", violations);
            }
        }
    }

    private static void checkText(String text, JsonNode schema, String place, List<String> violations) {
        if (text.length() < schema.path("minLength").asInt(0)) {
            violations.add(named(place) + " is empty");
        } else if (schema.has("pattern")
                && !Pattern.compile(schema.get("pattern").asString())
                        .matcher(text)
                        .find()) {
            violations.add(named(place) + " '" + text + "' does not match "
                    + schema.get("pattern").asString());
        }
    }

    private void collectUnknown(JsonNode value, JsonNode written, String place, List<String> unknown) {
        JsonNode schema = resolved(written);
        if (value.isObject() && schema.has("properties")) {
            value.properties().forEach(property -> {
                Optional<JsonNode> known = schema.get("properties").optional(property.getKey());
                if (known.isEmpty()) {
                    unknown.add(join(place, property.getKey()));
                } else {
                    collectUnknown(property.getValue(), known.get(), join(place, property.getKey()), unknown);
                }
            });
        }
        if (value.isArray() && schema.has("items")) {
            for (int i = 0; i < value.size(); i++) {
                collectUnknown(value.get(i), schema.get("items"), place + "[" + i + "]", unknown);
            }
        }
    }

    private JsonNode resolved(JsonNode schema) {
        String prefix = "#/$defs/";
        String reference = schema.path("$ref").asString("");
        return reference.startsWith(prefix) ? root.path("$defs").path(reference.substring(prefix.length())) : schema;
    }

    private static boolean isOneOf(JsonNode value, JsonNode types) {
        return types.isArray()
                ? types.valueStream().anyMatch(type -> is(value, type.asString()))
                : is(value, types.asString());
    }

    private static boolean is(JsonNode value, String type) {
        return switch (type) {
            case "object" -> value.isObject();
            case "array" -> value.isArray();
            case "string" -> value.isString();
            case "integer" -> value.isIntegralNumber();
            case "number" -> value.isNumber();
            case "boolean" -> value.isBoolean();
            case "null" -> value.isNull();
            default -> throw new IllegalArgumentException("a schema has no type '" + type + "'");
        };
    }

    private static String types(JsonNode types) {
        return types.isArray()
                ? types.valueStream().map(JsonNode::asString).collect(Collectors.joining(" or "))
                : types.asString();
    }

    private static String kind(JsonNode value) {
        String text = value.toString();
        return text.length() <= 60 ? text : value.getNodeType().name().toLowerCase(java.util.Locale.ROOT);
    }

    private static String named(String place) {
        return place.isEmpty() ? "the document" : place;
    }

    private static String join(String place, String name) {
        return place.isEmpty() ? name : place + "." + name;
    }
}
