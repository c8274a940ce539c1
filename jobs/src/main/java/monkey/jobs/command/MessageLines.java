package monkey.jobs.command;

import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.util.LinkedHashMap;
import java.util.Map;
import monkey.jobs.transport.Passing;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.json.JsonMapper;

/** A message on a line. */
final class MessageLines {
    private static final DateTimeFormatter TIME = DateTimeFormatter.ofPattern("yyyy-MM-dd HH:mm:ss.SSS");

    private MessageLines() {}

    static String text(Passing message) {
        return "%s  %s  %s  %s  %s"
                .formatted(
                        TIME.format(message.writtenAt().atZone(ZoneId.systemDefault())),
                        message.type().title(),
                        message.key() == null ? "-" : printable(message.key()),
                        message.id(),
                        message.dead()
                                .map(dead -> dead.reason().lines().findFirst().orElse("") + "  (" + dead.consumer()
                                        + ", " + dead.place() + ")")
                                .orElse(message.payload() == null ? "-" : printable(message.payload())));
    }

    static String json(Passing message) {
        Map<String, Object> json = new LinkedHashMap<>();
        json.put("type", message.type().title());
        json.put("id", message.id().toString());
        json.put("key", message.key());
        json.put("writtenAt", message.writtenAt().toString());
        json.put("correlationId", message.correlationId());
        json.put("causeId", message.causeId().map(Object::toString).orElse(null));
        json.put("hints", message.hints());
        json.put("topic", message.topic());
        json.put("partition", message.partition());
        json.put("offset", message.offset());
        message.dead().ifPresent(dead -> {
            json.put("reason", dead.reason());
            json.put("consumer", dead.consumer());
            json.put("place", dead.place());
            json.put("stackTrace", dead.stackTrace());
        });
        json.put("message", content(message.payload()));
        return JsonMapper.shared().writeValueAsString(json);
    }

    /** What is no JSON is shown as the text it is. */
    private static Object content(String payload) {
        if (payload == null) {
            return null;
        }
        try {
            return JsonMapper.shared().readTree(payload);
        } catch (JacksonException e) {
            return payload;
        }
    }

    /** Without what would move a terminal's cursor. */
    private static String printable(String text) {
        return text.replaceAll("\\p{Cntrl}", " ");
    }
}
