package monkey.jobs.experiment;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** What file and options say together, key by key, before anything is made of it. */
final class WrittenExperiment {
    /** Where requirements come from: options that name one of these replace all that the file names. */
    static final List<String> REQUIREMENT_SOURCES = List.of("requirements", "requirements-file", "project");

    private static final List<String> SCRIPT_SOURCES = List.of("script", "script-file");

    private final Reader reader;
    private Value.Mapping written;

    private WrittenExperiment(Reader reader, Value.Mapping written) {
        this.reader = reader;
        this.written = written;
    }

    /** Empty, with the reason among the problems, where the file is none at all. */
    static Optional<WrittenExperiment> read(Path file, Reader reader) {
        Problems problems = reader.problems();
        return SourceText.read(file, reader.file(), Place.start(reader.file()), "experiment", problems)
                .flatMap(text -> YamlDocument.parse(reader.file(), text, problems))
                .map(mapping -> {
                    WrittenExperiment experiment = new WrittenExperiment(reader, mapping);
                    experiment.expandShortcuts();
                    experiment.reportUnknownKeys();
                    return experiment;
                });
    }

    static WrittenExperiment empty(Reader reader) {
        return new WrittenExperiment(reader, new Value.Mapping(Map.of(), new Place("command line", 1, 1)));
    }

    /** Options outdo keys. */
    void apply(Map<String, List<String>> options) {
        List<Key<?>> given = Keys.all().stream()
                .filter(key -> options.containsKey(key.option().name()))
                .toList();
        for (List<String> alternatives : List.of(REQUIREMENT_SOURCES, SCRIPT_SOURCES)) {
            if (given.stream().anyMatch(key -> alternatives.contains(key.section()))) {
                alternatives.forEach(key -> written = written.without(key));
            }
        }
        for (Key<?> key : given) {
            List<String> texts = options.get(key.option().name());
            written = written.with(key.path(), key.option().value(texts, reader.problems()));
        }
    }

    /** Where to point at when something is missing altogether. */
    Place place() {
        return written.place();
    }

    /** Where a top-level key stands, if it does. */
    Optional<Place> placeOf(String key) {
        return Optional.ofNullable(written.entries().get(key)).map(Value.Mapping.Entry::key);
    }

    /** The value, or the key's preset where there is none or a wrong one. */
    <T> T get(Key<T> key) {
        return find(key).orElse(key.preset());
    }

    /** The value; empty where there is none or a wrong one. */
    <T> Optional<T> find(Key<T> key) {
        return raw(key).flatMap(value -> key.form().read(value, reader));
    }

    Optional<Value> raw(Key<?> key) {
        Value value = written;
        for (String step : key.path().split("\\.")) {
            if (!(value instanceof Value.Mapping mapping) || !mapping.entries().containsKey(step)) {
                return Optional.empty();
            }
            value = mapping.entries().get(step).value();
        }
        return Optional.of(value);
    }

    private void expandShortcuts() {
        Keys.shortcuts().forEach((shortcut, path) -> {
            Value.Mapping.Entry entry = written.entries().get(shortcut);
            if (entry != null && entry.value() instanceof Value.Text) {
                written = written.without(shortcut).with(path, entry.value());
            }
        });
    }

    private void reportUnknownKeys() {
        Map<String, List<String>> sections = new LinkedHashMap<>();
        for (Key<?> key : Keys.all()) {
            List<String> inner = sections.computeIfAbsent(key.section(), section -> new ArrayList<>());
            if (!key.path().equals(key.section())) {
                inner.add(key.path().substring(key.section().length() + 1));
            }
        }
        UnknownKeys.report(written, sections.keySet(), "key", reader);
        sections.forEach((section, inner) -> {
            Value.Mapping.Entry entry = written.entries().get(section);
            if (entry != null && !inner.isEmpty()) {
                reader.mapping(entry.value(), "a mapping with keys among " + String.join(", ", inner))
                        .ifPresent(mapping -> UnknownKeys.report(mapping, inner, "key in '" + section + "'", reader));
            }
        });
    }
}
