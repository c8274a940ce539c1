package monkey.jobs.experiment;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * What was written, before it is known what it means: the same for a file and for the command line, so that both are
 * understood by the same code. Everything keeps its place.
 */
sealed interface Value {
    Place place();

    /** What it is, for messages. */
    String kind();

    /**
     * Text as written: {@code 3.10} stays {@code 3.10}.
     *
     * @param verbatim whether the text stands in the source letter by letter, so that an offset in one is an offset in
     *     the other
     */
    record Text(String text, Place place, boolean verbatim) implements Value {
        static Text option(String name, String text) {
            return new Text(text, Place.option(name), true);
        }

        /** The place of the character at an offset; the start where that cannot be told. */
        Place at(int offset) {
            return verbatim ? place.plus(offset) : place;
        }

        @Override
        public String kind() {
            return "the text '" + text + "'";
        }
    }

    /** Nothing stands where a value is expected. */
    record Nothing(Place place) implements Value {
        @Override
        public String kind() {
            return "nothing";
        }
    }

    record Sequence(List<Value> items, Place place) implements Value {
        @Override
        public String kind() {
            return "a list";
        }
    }

    /** Entries in the order written. */
    record Mapping(Map<String, Entry> entries, Place place) implements Value {
        record Entry(Place key, Value value) {}

        @Override
        public String kind() {
            return "a mapping";
        }

        /** The same with one key set; a path such as {@code strategy.name} leads into mappings. */
        Mapping with(String path, Value value) {
            Map<String, Entry> changed = new LinkedHashMap<>(entries);
            int dot = path.indexOf('.');
            if (dot < 0) {
                changed.put(path, new Entry(value.place(), value));
            } else {
                String first = path.substring(0, dot);
                Value inner = changed.containsKey(first) ? changed.get(first).value() : null;
                Mapping mapping = inner instanceof Mapping there ? there : new Mapping(Map.of(), value.place());
                Place key = changed.containsKey(first) ? changed.get(first).key() : value.place();
                changed.put(first, new Entry(key, mapping.with(path.substring(dot + 1), value)));
            }
            return new Mapping(changed, place);
        }

        Mapping without(String key) {
            Map<String, Entry> changed = new LinkedHashMap<>(entries);
            changed.remove(key);
            return new Mapping(changed, place);
        }
    }
}
