package monkey.jobs.experiment;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * A list of values of one form.
 *
 * @param right completes "Write …"
 * @param unordered whether order and repetitions mean nothing
 */
record ListForm<T>(String right, Form<T> item, boolean unordered) implements Form<List<T>> {
    @Override
    public Optional<List<T>> read(Value written, Reader reader) {
        return reader.sequence(written, right).flatMap(sequence -> {
            List<T> items = new ArrayList<>();
            sequence.items().forEach(i -> item.read(i, reader).ifPresent(items::add));
            return items.size() == sequence.items().size() ? Optional.of(items) : Optional.empty();
        });
    }

    @Override
    public Object canonical(List<T> value) {
        List<Object> items = new ArrayList<>();
        value.forEach(i -> items.add(item.canonical(i)));
        return unordered
                ? items.stream()
                        .distinct()
                        .sorted(Comparator.comparing(Object::toString))
                        .toList()
                : items;
    }

    @Override
    public Map<String, Object> schema() {
        return Map.of("type", "array", "items", item.schema());
    }
}
