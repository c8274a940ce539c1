package monkey.jobs.messages;

import java.lang.reflect.ParameterizedType;
import java.lang.reflect.RecordComponent;
import java.lang.reflect.Type;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.JsonNodeFactory;

/**
 * A field of a message, as its record's component says it: its name in JSON, whether it may be lacking, and of what kind its
 * value is. The one place that reader, writer and schema have this from.
 */
record Field(RecordComponent component, String name, boolean optional, Kind kind) {
    /** The values there are. */
    enum Kind {
        TEXT("string", "text"),
        FLAG("boolean", "true or false"),
        NUMBER("integer", "a whole number"),
        TEXTS("array", "a list of texts");

        private final String schemaType;
        private final String words;

        Kind(String schemaType, String words) {
            this.schemaType = schemaType;
            this.words = words;
        }

        String schemaType() {
            return schemaType;
        }
    }

    /** A record's own fields, in its order; without {@link BaseFields}. */
    static List<Field> of(Class<? extends Message> record) {
        return Arrays.stream(record.getRecordComponents())
                .filter(component -> component.getType() != BaseFields.class)
                .map(Field::of)
                .toList();
    }

    private static Field of(RecordComponent component) {
        boolean optional = component.getType() == Optional.class;
        Type type = optional
                ? ((ParameterizedType) component.getGenericType()).getActualTypeArguments()[0]
                : component.getType();
        return new Field(component, snakeCase(component.getName()), optional, kind(type));
    }

    private static Kind kind(Type type) {
        if (type == String.class) {
            return Kind.TEXT;
        }
        if (type == boolean.class) {
            return Kind.FLAG;
        }
        if (type == Long.class) {
            return Kind.NUMBER;
        }
        if (type == List.class) {
            return Kind.TEXTS;
        }
        throw new IllegalStateException("no field of a message can be a " + type);
    }

    private static String snakeCase(String name) {
        return name.replaceAll("([A-Z])", "_$1").toLowerCase(Locale.ROOT);
    }

    /** @param json null when the field is absent */
    Object read(JsonNode json) {
        boolean lacking = json == null || json.isNull();
        if (optional) {
            return lacking ? Optional.empty() : Optional.of(value(json));
        }
        if (lacking) {
            throw new MessageException("field '" + name + "' is missing; it is to be " + kind.words);
        }
        return value(json);
    }

    private Object value(JsonNode json) {
        boolean right = switch (kind) {
            case TEXT -> json.isString();
            case FLAG -> json.isBoolean();
            case NUMBER -> json.isIntegralNumber() && json.canConvertToLong();
            case TEXTS -> json.isArray() && json.valueStream().allMatch(JsonNode::isString);
        };
        if (!right) {
            throw new MessageException("field '" + name + "' is to be " + kind.words + ", and is " + shortened(json));
        }
        return switch (kind) {
            case TEXT -> json.stringValue();
            case FLAG -> json.booleanValue();
            case NUMBER -> json.longValue();
            case TEXTS -> {
                List<String> texts = new ArrayList<>();
                json.forEach(text -> texts.add(text.stringValue()));
                yield List.copyOf(texts);
            }
        };
    }

    JsonNode write(Message message) {
        try {
            Object value = component.getAccessor().invoke(message);
            return write(optional ? ((Optional<?>) value).orElse(null) : value);
        } catch (ReflectiveOperationException e) {
            throw new IllegalStateException("a record's component can be read", e);
        }
    }

    private JsonNode write(Object value) {
        JsonNodeFactory nodes = JsonNodeFactory.instance;
        if (value == null) {
            return nodes.nullNode();
        }
        return switch (kind) {
            case TEXT -> nodes.stringNode((String) value);
            case FLAG -> nodes.booleanNode((Boolean) value);
            case NUMBER -> nodes.numberNode((Long) value);
            case TEXTS -> {
                var array = nodes.arrayNode();
                ((List<?>) value).forEach(text -> array.add((String) text));
                yield array;
            }
        };
    }

    private static String shortened(JsonNode json) {
        String text = json.toString();
        return text.length() <= 60 ? text : text.substring(0, 60) + "…";
    }
}
