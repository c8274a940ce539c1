package monkey.jobs.messages;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import tools.jackson.databind.SerializationFeature;
import tools.jackson.databind.json.JsonMapper;

/** The JSON schemas (draft 2020-12) of the messages: published among the resources, and derived from the records. */
public final class MessageSchema {
    private MessageSchema() {}

    /** The published one. */
    public static String published(MessageType type) {
        try (InputStream resource = MessageSchema.class.getResourceAsStream(file(type))) {
            return new String(resource.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** The published one's name, beside this class. */
    static String file(MessageType type) {
        return type.baseName() + "." + type.version() + ".schema.json";
    }

    /** As the record says it. Ends with a line break. */
    static String derived(MessageType type) {
        Map<String, Object> properties = new LinkedHashMap<>();
        properties.put(MessageCodec.COMPONENT_NAME, Map.of("type", "string"));
        properties.put(MessageCodec.SERVICE_VERSION, Map.of("type", "string"));
        properties.put(MessageCodec.VERSION, Map.of("const", type.version()));
        List<String> required = new ArrayList<>();
        for (Field field : MessageCodec.fields(type)) {
            properties.put(field.name(), property(field));
            if (!field.optional()) {
                required.add(field.name());
            }
        }
        Map<String, Object> schema = new LinkedHashMap<>();
        schema.put("$schema", "https://json-schema.org/draft/2020-12/schema");
        schema.put("title", type.title());
        schema.put("type", "object");
        schema.put("properties", properties);
        schema.put("required", required);
        schema.put("additionalProperties", true);
        return JsonMapper.builder()
                        .enable(SerializationFeature.INDENT_OUTPUT)
                        .build()
                        .writeValueAsString(schema)
                        .replace("\r\n", "\n")
                + "\n";
    }

    private static Map<String, Object> property(Field field) {
        String type = field.kind().schemaType();
        Map<String, Object> property = new LinkedHashMap<>();
        property.put("type", field.optional() ? List.of(type, "null") : type);
        if (field.kind() == Field.Kind.TEXTS) {
            property.put("items", Map.of("type", "string"));
        }
        return property;
    }
}
