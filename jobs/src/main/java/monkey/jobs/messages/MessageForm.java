package monkey.jobs.messages;

import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/** Messages as a person writes them: {@code name=value}, or JSON without what goes without saying. */
public final class MessageForm {
    private MessageForm() {}

    /**
     * @param fields by their names in JSON; of a list, values between commas
     * @throws MessageException if these make no such message
     */
    public static Message of(MessageType type, Map<String, String> fields) {
        ObjectNode json = JsonNodeFactory.instance.objectNode();
        Map<String, Field> known = MessageCodec.fields(type).stream().collect(Collectors.toMap(Field::name, f -> f));
        fields.forEach((name, text) -> {
            Field field = known.get(name);
            if (field == null) {
                throw new MessageException("field '" + name + "' is none of " + type.title());
            }
            set(json, field, text);
        });
        return read(type, json);
    }

    /**
     * @param text a JSON object
     * @throws MessageException if it is no such message
     */
    public static Message of(MessageType type, String text) {
        MessageCodec.read(type, text);
        return read(type, (ObjectNode) JsonMapper.shared().readTree(text));
    }

    /** What a message of a type may say, for a reader. */
    public static String names(MessageType type) {
        return MessageCodec.fields(type).stream()
                .map(field -> field.optional() ? "[" + field.name() + "]" : field.name())
                .collect(Collectors.joining(", "));
    }

    private static Message read(MessageType type, ObjectNode json) {
        if (!json.has(MessageCodec.COMPONENT_NAME)) {
            json.put(MessageCodec.COMPONENT_NAME, BaseFields.ours().componentName());
        }
        if (!json.has(MessageCodec.SERVICE_VERSION)) {
            json.put(MessageCodec.SERVICE_VERSION, BaseFields.ours().serviceVersion());
        }
        return MessageCodec.read(type, json.toString());
    }

    private static void set(ObjectNode json, Field field, String text) {
        switch (field.kind()) {
            case TEXT -> json.put(field.name(), text);
            case FLAG -> {
                if (!List.of("true", "false").contains(text)) {
                    throw new MessageException("field '" + field.name() + "' is to be true or false, and is " + text);
                }
                json.put(field.name(), Boolean.parseBoolean(text));
            }
            case NUMBER -> {
                if (!text.matches("-?[0-9]{1,18}")) {
                    throw new MessageException("field '" + field.name() + "' is to be a whole number, and is " + text);
                }
                json.put(field.name(), Long.parseLong(text));
            }
            case TEXTS -> {
                var array = json.putArray(field.name());
                Arrays.stream(text.split(",")).filter(part -> !part.isBlank()).forEach(array::add);
            }
        }
    }
}
