package monkey.jobs.experiment;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import tools.jackson.databind.SerializationFeature;
import tools.jackson.databind.json.JsonMapper;

/** The experiment file as a JSON schema (draft 2020-12), so that an editor completes and checks it. */
public final class ExperimentSchema {
    private ExperimentSchema() {}

    /** Ends with a line break. */
    public static String json() {
        Map<String, Object> properties = new LinkedHashMap<>();
        for (Key<?> key : Keys.all()) {
            Map<String, Object> described = new LinkedHashMap<>(key.form().schema());
            described.put("description", key.help() + ". Default: " + key.presetText() + ".");
            if (key.path().equals(key.section())) {
                properties.put(key.path(), described);
            } else {
                section(properties, key.section())
                        .put(key.path().substring(key.section().length() + 1), described);
            }
        }
        Keys.shortcuts().forEach((shortcut, path) -> shorten(properties, shortcut, path));
        Map<String, Object> schema = new LinkedHashMap<>();
        schema.put("$schema", "https://json-schema.org/draft/2020-12/schema");
        schema.put("title", "Dependency Monkey experiment");
        schema.putAll(object(properties));
        schema.put("required", List.of(Keys.NAME.path()));
        return JsonMapper.builder()
                        .enable(SerializationFeature.INDENT_OUTPUT)
                        .enable(SerializationFeature.ORDER_MAP_ENTRIES_BY_KEYS)
                        .build()
                        .writeValueAsString(schema)
                        .replace("\r\n", "\n")
                + "\n";
    }

    @SuppressWarnings("unchecked")
    private static Map<String, Object> section(Map<String, Object> properties, String name) {
        Map<String, Object> section =
                (Map<String, Object>) properties.computeIfAbsent(name, n -> object(new LinkedHashMap<>()));
        return (Map<String, Object>) section.get("properties");
    }

    private static Map<String, Object> object(Map<String, Object> properties) {
        Map<String, Object> object = new LinkedHashMap<>();
        object.put("type", "object");
        object.put("additionalProperties", false);
        object.put("properties", properties);
        return object;
    }

    private static void shorten(Map<String, Object> properties, String shortcut, String path) {
        Object whole = properties.get(shortcut);
        Object single = section(properties, shortcut).get(path.substring(shortcut.length() + 1));
        properties.put(shortcut, new LinkedHashMap<>(Map.of("oneOf", new ArrayList<>(List.of(single, whole)))));
    }
}
