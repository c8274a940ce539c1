package monkey.jobs.experiment;

import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.regex.Pattern;

/** The forms that know nothing of packages: texts, numbers, times, lists and mappings. */
final class Forms {
    static final Form<String> TEXT = text("text", Map.of("type", "string", "minLength", 1), Optional::of, t -> t);

    /** Any text, the empty one too. */
    static final Form<String> LITERAL = new Form<>() {
        @Override
        public Optional<String> read(Value written, Reader reader) {
            return reader.text(written, "a text").map(Value.Text::text);
        }

        @Override
        public Object canonical(String value) {
            return value;
        }

        @Override
        public Map<String, Object> schema() {
            return Map.of("type", List.of("string", "number", "boolean"));
        }
    };

    static final Form<Boolean> SWITCH = text(
            "true or false",
            Map.of("type", "boolean"),
            text -> Optional.ofNullable(Map.of("true", true, "false", false).get(text)),
            value -> value);

    static final Form<Duration> DURATION = text(
            "a duration such as 60s, 30m or 1h30m",
            Map.of("type", "string", "pattern", "^([0-9]+(\\.[0-9]+)?(ms|s|m|h|d))+$"),
            Quantities::duration,
            Quantities::written);

    static final Form<Long> SIZE = text(
            "a size such as 1Gi or 512MiB (1024s), or 500M (1000s)",
            Map.of("type", List.of("string", "integer")),
            Quantities::size,
            Quantities::written);

    static final Form<Instant> MOMENT = text(
            "a day such as 2026-06-01, which means 00:00 UTC, or a time such as 2026-06-01T12:00:00Z",
            Map.of("type", "string"),
            Quantities::moment,
            Instant::toString);

    static final Form<Double> CPUS = text(
            "a positive number such as 1 or 0.5",
            Map.of("type", "number", "exclusiveMinimum", 0),
            text -> number(text).filter(cpus -> cpus > 0 && cpus <= 4096),
            cpus -> cpus == Math.rint(cpus) ? (Object) (long) cpus.doubleValue() : cpus);

    static final Form<Long> SEED = text(
            "a whole number such as 7",
            Map.of("type", "integer"),
            text -> whole(text, Long.MIN_VALUE, Long.MAX_VALUE),
            seed -> seed);

    static final Form<String> URL = text(
            "the address of a package index, which starts with https:// or http://",
            Map.of("type", "string", "format", "uri"),
            text -> isAddress(text) ? Optional.of(text) : Optional.empty(),
            Forms::withoutCredentials);

    private Forms() {}

    /** Whole numbers from 1 (or 0) up. */
    static Form<Integer> count(int least) {
        return text(
                "a whole number from " + least + " up",
                Map.of("type", "integer", "minimum", least),
                text -> whole(text, least, Integer.MAX_VALUE).map(Long::intValue),
                count -> count);
    }

    static Form<String> matching(String right, String pattern) {
        Pattern compiled = Pattern.compile(pattern);
        return text(
                right,
                Map.of("type", "string", "pattern", "^" + pattern + "$"),
                text -> compiled.matcher(text).matches() ? Optional.of(text) : Optional.empty(),
                text -> text);
    }

    /** One of a few words; a wrong one is answered with the nearest right one. */
    static <T> Form<T> word(String what, Map<String, T> words) {
        return new Form<>() {
            @Override
            public Optional<T> read(Value written, Reader reader) {
                String list = String.join(", ", words.keySet());
                Optional<Value.Text> text = reader.text(written, "one of " + list);
                Optional<T> meaning = text.map(word -> words.get(word.text()));
                if (text.isPresent() && meaning.isEmpty()) {
                    String near = NearestName.to(text.get().text(), words.keySet())
                            .map(name -> "Did you mean '" + name + "'? ")
                            .orElse("");
                    reader.error(
                            text.get().place(),
                            "unknown " + what + " '" + text.get().text() + "'",
                            near + "There are: " + list + ".");
                }
                return meaning;
            }

            @Override
            public Object canonical(T value) {
                return words.entrySet().stream()
                        .filter(entry -> entry.getValue().equals(value))
                        .findFirst()
                        .orElseThrow()
                        .getKey();
            }

            @Override
            public Map<String, Object> schema() {
                return Map.of("enum", List.copyOf(words.keySet()));
            }
        };
    }

    /** A form of one text; the right way to write it completes "Write …". */
    static <T> Form<T> text(
            String right,
            Map<String, Object> schema,
            Function<String, Optional<T>> meaning,
            Function<T, Object> canonical) {
        return new Form<>() {
            @Override
            public Optional<T> read(Value written, Reader reader) {
                Optional<Value.Text> text = reader.text(written, right);
                Optional<T> value = text.filter(t -> !t.text().isBlank()).flatMap(t -> meaning.apply(t.text()));
                if (text.isPresent() && value.isEmpty()) {
                    String what = text.get().text().isBlank()
                            ? "a value is missing"
                            : "'" + text.get().text() + "' cannot be understood here";
                    reader.error(text.get().place(), what, "Write " + right + ".");
                }
                return value;
            }

            @Override
            public Object canonical(T value) {
                return canonical.apply(value);
            }

            @Override
            public Map<String, Object> schema() {
                return schema;
            }
        };
    }

    /** @param right completes "Write …", such as {@code a list of names} */
    static <T> Form<List<T>> list(String right, Form<T> item) {
        return new ListForm<>(right, item, false);
    }

    /** A list whose order and repetitions mean nothing. */
    static <T> Form<List<T>> set(String right, Form<T> item) {
        return new ListForm<>(right, item, true);
    }

    /**
     * A mapping whose keys are names of one kind.
     *
     * @param right completes "Write …"
     * @param name reads a key: its normal spelling, or empty where it is none
     */
    static <T> Form<Map<String, T>> mapping(
            String right, Function<String, Optional<String>> name, String rightName, Form<T> item) {
        return new MappingForm<>(right, name, rightName, item);
    }

    private static Optional<Long> whole(String text, long least, long most) {
        try {
            long number = Long.parseLong(text.replace("_", ""));
            return number >= least && number <= most ? Optional.of(number) : Optional.empty();
        } catch (NumberFormatException e) {
            return Optional.empty();
        }
    }

    private static Optional<Double> number(String text) {
        return Pattern.matches("\\d+(\\.\\d+)?", text) ? Optional.of(Double.valueOf(text)) : Optional.empty();
    }

    /** A password does not make another index, and must not reach a report. */
    private static String withoutCredentials(String url) {
        return url.replaceFirst("(?<=^https?://)[^/@]*@", "");
    }

    private static boolean isAddress(String text) {
        try {
            URI address = new URI(text);
            return address.getHost() != null && Arrays.asList("http", "https").contains(address.getScheme());
        } catch (java.net.URISyntaxException e) {
            return false;
        }
    }
}
