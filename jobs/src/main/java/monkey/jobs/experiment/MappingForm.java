package monkey.jobs.experiment;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.Function;

/**
 * A mapping whose keys are names of one kind and whose values are of one form.
 *
 * @param right completes "Write …"
 * @param name reads a key: its normal spelling, or empty where it is none
 * @param rightName completes "Write …"
 */
record MappingForm<T>(String right, Function<String, Optional<String>> name, String rightName, Form<T> item)
        implements Form<Map<String, T>> {
    @Override
    public Optional<Map<String, T>> read(Value written, Reader reader) {
        return reader.mapping(written, right).flatMap(mapping -> {
            Map<String, T> items = new LinkedHashMap<>();
            mapping.entries().forEach((key, entry) -> read(key, entry, items, reader));
            return items.size() == mapping.entries().size() ? Optional.of(items) : Optional.empty();
        });
    }

    private void read(String key, Value.Mapping.Entry entry, Map<String, T> items, Reader reader) {
        Optional<String> known = name.apply(key);
        if (known.isEmpty()) {
            reader.error(entry.key(), "'" + key + "' cannot stand here", "Write " + rightName + ".");
        } else if (items.containsKey(known.get())) {
            reader.error(entry.key(), "'" + key + "' is given for the second time", "Keep one of them.");
        } else {
            item.read(entry.value(), reader).ifPresent(value -> items.put(known.get(), value));
        }
    }

    @Override
    public Object canonical(Map<String, T> value) {
        Map<String, Object> sorted = new TreeMap<>();
        value.forEach((key, inner) -> sorted.put(key, item.canonical(inner)));
        return sorted;
    }

    @Override
    public Map<String, Object> schema() {
        return Map.of("type", "object", "additionalProperties", item.schema());
    }
}
