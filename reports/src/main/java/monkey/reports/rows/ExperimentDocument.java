package monkey.reports.rows;

import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import monkey.reports.Experiment;
import monkey.reports.Specification;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/** A run's experiment, canonical JSON with every default filled in. */
final class ExperimentDocument {
    private static final Pattern DURATION = Pattern.compile("(\\d+)(ms|s|m|h)");
    private static final Map<String, Long> MILLISECONDS = Map.of("ms", 1L, "s", 1_000L, "m", 60_000L, "h", 3_600_000L);
    private static final Pattern CREDENTIALS = Pattern.compile("(?<=://)[^/@]*@");
    private static final String INDEX = "index-url";
    private static final String EXTRA_INDEXES = "extra-index-urls";

    private final JsonNode document;

    ExperimentDocument(String json) {
        document = withoutCredentials(Documents.read(json));
    }

    Experiment experiment() {
        JsonNode strategy = document.path("strategy");
        return new Experiment(
                Documents.pretty(document),
                Documents.texts(document.path("requirements")),
                Documents.text(strategy.path("name")).orElse(""),
                settings(strategy),
                Documents.text(document.path("before")),
                specification());
    }

    /** The names by which the experiment calls its environments, in its order. */
    List<String> environments() {
        List<String> names = new ArrayList<>();
        document.path("environments")
                .forEach(environment ->
                        names.add(Documents.text(environment.path("name")).orElse("")));
        return names;
    }

    int strength() {
        return document.path("strategy").path("strength").asInt(2);
    }

    /** Whether the indexes are the experiment's own, and not simply those that the machine's pip is configured with. */
    boolean namesIndexes() {
        return Documents.text(document.path(INDEX)).isPresent()
                || !Documents.texts(document.path(EXTRA_INDEXES)).isEmpty();
    }

    /** An address without user and password, which are no reader's business. */
    static String withoutCredentials(String address) {
        return CREDENTIALS.matcher(address).replaceAll("");
    }

    private static JsonNode withoutCredentials(JsonNode document) {
        if (document instanceof ObjectNode object) {
            Documents.text(object.path(INDEX)).ifPresent(address -> object.put(INDEX, withoutCredentials(address)));
            if (object.path(EXTRA_INDEXES) instanceof ArrayNode) {
                ArrayNode clean = object.arrayNode();
                Documents.texts(object.path(EXTRA_INDEXES)).forEach(address -> clean.add(withoutCredentials(address)));
                object.set(EXTRA_INDEXES, clean);
            }
        }
        return document;
    }

    /** Only what the named strategy heeds. */
    private static Map<String, String> settings(JsonNode strategy) {
        String name = Documents.text(strategy.path("name")).orElse("");
        Map<String, String> settings = new LinkedHashMap<>();
        if (name.equals("cover")) {
            setting(strategy, "strength", settings);
        }
        if (!name.equals("latest")) {
            setting(strategy, "limit", settings);
        }
        if (name.equals("cover") || name.equals("sample")) {
            setting(strategy, "seed", settings);
        }
        return settings;
    }

    private static void setting(JsonNode strategy, String name, Map<String, String> settings) {
        Documents.text(strategy.path(name)).ifPresent(value -> settings.put(name, value));
    }

    private Specification specification() {
        JsonNode inspection = document.path("inspection");
        List<Specification.File> files = new ArrayList<>();
        for (JsonNode file : inspection.path("files")) {
            Documents.text(file.path("path"))
                    .ifPresent(path -> files.add(new Specification.File(
                            path, Documents.text(file.path("sha256")).orElse(""))));
        }
        return new Specification(
                Documents.text(document.path("script")).orElse(""),
                files,
                Documents.textMap(inspection.path("environment")),
                Documents.text(inspection.path("timeout")).flatMap(ExperimentDocument::duration),
                Documents.text(inspection.path("memory")),
                inspection.path("batch-size").asInt(1));
    }

    private static Optional<Duration> duration(String text) {
        Matcher matcher = DURATION.matcher(text);
        return matcher.matches()
                ? Optional.of(Duration.ofMillis(Long.parseLong(matcher.group(1)) * MILLISECONDS.get(matcher.group(2))))
                : Optional.empty();
    }
}
