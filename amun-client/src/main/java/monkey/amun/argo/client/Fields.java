package monkey.amun.argo.client;

import java.time.DateTimeException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import tools.jackson.databind.JsonNode;

/** Reads what is there, whatever shape it has: a field that is missing or of another kind reads as empty. */
final class Fields {
    private Fields() {}

    /** Empty when missing. Numbers and truth values become text. */
    static String text(JsonNode object, String name) {
        JsonNode value = object.path(name);
        return value.isValueNode() && !value.isNull() ? value.asString() : "";
    }

    /** Null when missing, null or no moment. Argo writes {@code 2026-11-22T20:02:42Z}, with or without a fraction. */
    static Instant moment(JsonNode object, String name) {
        String written = text(object, name);
        if (written.isEmpty()) {
            return null;
        }
        try {
            return OffsetDateTime.parse(written).toInstant();
        } catch (DateTimeException other) {
            return null;
        }
    }

    /** Null when missing or no integer; Argo writes exit codes as text. */
    static Integer integer(JsonNode object, String name) {
        try {
            String written = text(object, name);
            return written.isEmpty() ? null : Integer.valueOf(written);
        } catch (NumberFormatException other) {
            return null;
        }
    }

    static Map<String, String> texts(JsonNode object) {
        Map<String, String> texts = new LinkedHashMap<>();
        object.properties().forEach(entry -> {
            if (entry.getValue().isValueNode() && !entry.getValue().isNull()) {
                texts.put(entry.getKey(), entry.getValue().asString());
            }
        });
        return Collections.unmodifiableMap(texts);
    }

    /** What is null or no list is an empty one: Argo writes an empty list as {@code null}. */
    static <T> List<T> list(JsonNode array, Function<JsonNode, T> element) {
        if (!array.isArray()) {
            return List.of();
        }
        List<T> list = new ArrayList<>(array.size());
        array.forEach(node -> list.add(element.apply(node)));
        return Collections.unmodifiableList(list);
    }
}
