package monkey.jobs.experiment;

import java.util.Map;
import java.util.TreeMap;
import tools.jackson.databind.json.JsonMapper;

/**
 * The one way to write an experiment: keys sorted, defaults filled in, values in normal spelling, contents rather than
 * places of files. Order does not count where it has no meaning, so requirements are sorted, too.
 */
final class CanonicalJson {
    private static final JsonMapper JSON = JsonMapper.builder().build();

    private CanonicalJson() {}

    static String of(Experiment experiment) {
        Map<String, Object> top = new TreeMap<>();
        for (Key<?> key : Keys.all()) {
            Object value = key.canonical(experiment);
            if (value == null) {
                continue;
            }
            if (key.path().equals(key.section())) {
                top.put(key.path(), value);
            } else {
                @SuppressWarnings("unchecked")
                Map<String, Object> section =
                        (Map<String, Object>) top.computeIfAbsent(key.section(), name -> new TreeMap<String, Object>());
                section.put(key.path().substring(key.section().length() + 1), value);
            }
        }
        return JSON.writeValueAsString(top);
    }
}
