package monkey.jobs.messages;

import java.lang.reflect.Constructor;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.RecordComponent;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import monkey.dataset.python.InvalidNotationException;
import monkey.dataset.python.PackageName;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.DeserializationFeature;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/**
 * Messages as JSON and back. Reads with tolerance (fields that are not known are kept, who wrote it may be lacking, and so may
 * the version, which then is the one that is understood) and refuses the rest in words.
 */
public final class MessageCodec {
    static final String COMPONENT_NAME = "component_name";
    static final String SERVICE_VERSION = "service_version";
    static final String VERSION = "version";

    private static final String PACKAGE_NAME = "package_name";
    private static final JsonMapper MAPPER = JsonMapper.builder()
            .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
            .build();
    private static final Map<MessageType, List<Field>> FIELDS = fields();

    private MessageCodec() {}

    /** One line of JSON; equal messages give equal lines. */
    public static String write(Message message) {
        ObjectNode json = JsonNodeFactory.instance.objectNode();
        json.put(COMPONENT_NAME, message.base().componentName());
        json.put(SERVICE_VERSION, message.base().serviceVersion());
        json.put(VERSION, message.type().version());
        for (Field field : FIELDS.get(message.type())) {
            json.set(field.name(), field.write(message));
        }
        message.base().unknown().forEach(json::set);
        return MAPPER.writeValueAsString(json);
    }

    /** @throws MessageException when these are no message of that type */
    public static Message read(MessageType type, byte[] bytes) {
        return read(type, text(bytes));
    }

    /** @throws MessageException when this is no message of that type */
    public static Message read(MessageType type, String text) {
        ObjectNode json = object(text);
        String version = string(json, VERSION, type.version());
        if (!version.equals(type.version())) {
            throw new MessageException(
                    "version '" + version + "' of " + type.title() + " is not understood; " + type.version() + " is");
        }
        Map<String, JsonNode> unknown = new LinkedHashMap<>();
        json.forEachEntry(unknown::put);
        unknown.keySet().removeAll(List.of(COMPONENT_NAME, SERVICE_VERSION, VERSION));
        List<Object> values = new ArrayList<>();
        for (Field field : FIELDS.get(type)) {
            values.add(field.read(json.get(field.name())));
            unknown.remove(field.name());
        }
        refuseNoPackageName(json);
        values.add(new BaseFields(string(json, COMPONENT_NAME, ""), string(json, SERVICE_VERSION, ""), unknown));
        return instance(type.record(), values);
    }

    static List<Field> fields(MessageType type) {
        return FIELDS.get(type);
    }

    private static String text(byte[] bytes) {
        try {
            return StandardCharsets.UTF_8
                    .newDecoder()
                    .decode(ByteBuffer.wrap(bytes))
                    .toString();
        } catch (CharacterCodingException e) {
            throw new MessageException("the bytes are not UTF-8", e);
        }
    }

    private static ObjectNode object(String text) {
        try {
            if (MAPPER.readTree(text) instanceof ObjectNode object) {
                return object;
            }
        } catch (JacksonException e) {
            throw new MessageException("it is not JSON: " + e.getOriginalMessage(), e);
        }
        throw new MessageException("it is JSON, but no object");
    }

    private static String string(ObjectNode json, String name, String absent) {
        JsonNode value = json.get(name);
        if (value == null || value.isNull()) {
            return absent;
        }
        if (!value.isString()) {
            throw new MessageException("field '" + name + "' is to be text, and is " + value);
        }
        return value.stringValue();
    }

    private static void refuseNoPackageName(ObjectNode json) {
        if (json.has(PACKAGE_NAME)) {
            try {
                PackageName.of(json.get(PACKAGE_NAME).stringValue());
            } catch (InvalidNotationException e) {
                throw new MessageException("field '" + PACKAGE_NAME + "': " + e.getMessage(), e);
            }
        }
    }

    private static Message instance(Class<? extends Message> record, List<Object> values) {
        try {
            Class<?>[] types = Arrays.stream(record.getRecordComponents())
                    .map(RecordComponent::getType)
                    .toArray(Class[]::new);
            Constructor<? extends Message> canonical = record.getDeclaredConstructor(types);
            return canonical.newInstance(values.toArray());
        } catch (InvocationTargetException e) {
            throw new MessageException(e.getCause().getMessage(), e.getCause());
        } catch (ReflectiveOperationException e) {
            throw new IllegalStateException(record + " is no record of a message", e);
        }
    }

    private static Map<MessageType, List<Field>> fields() {
        Map<MessageType, List<Field>> fields = new EnumMap<>(MessageType.class);
        for (MessageType type : MessageType.values()) {
            fields.put(type, Field.of(type.record()));
        }
        return fields;
    }
}
