package monkey.jobs.wholerun;

import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import monkey.jobs.testing.MiniatureIndex;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;
import tools.jackson.databind.node.StringNode;

/**
 * A {@code report.json} without what differs from run to run and from machine to machine: exactly the properties listed
 * here become {@code "*"}, inspections are numbered as they stand, and the index and the Pythons get names. In which order
 * a sample or a cover comes is the resolver's affair: their inspections are put in order of their stacks first.
 */
final class Normalized {
    /** Whatever their value is, unless it is null. */
    private static final Set<String> VARYING = Set.of(
            "digest",
            "startedAt",
            "endedAt",
            "buildSeconds",
            "wallSeconds",
            "userSeconds",
            "systemSeconds",
            "peakMemoryBytes",
            "facts",
            "tools",
            "lacks",
            "reproduce");

    /** Of what could not be built: the installer's next version may find others. */
    private static final Set<String> WORDS_OF_THE_INSTALLER = Set.of("signature", "title", "trace");

    private final Map<String, String> numbers = new HashMap<>();

    private Normalized() {}

    static String report(String json, MiniatureIndex index) {
        String named = Pythons.unnamed(json.replace(index.url(), "http://index/simple/"));
        JsonNode report = JsonMapper.shared().readTree(named);
        Normalized normalized = new Normalized();
        if (Set.of("sample", "cover")
                .contains(report.at("/experiment/strategy/name").asString())) {
            sort((ArrayNode) report.get("inspections"));
        }
        normalized.number((ObjectNode) report);
        forgetProbes((ObjectNode) report);
        normalized.blank(report);
        return JsonMapper.shared().writerWithDefaultPrettyPrinter().writeValueAsString(report) + "\n";
    }

    private static void sort(ArrayNode inspections) {
        List<JsonNode> sorted = inspections
                .valueStream()
                .sorted(Comparator.comparing(
                        inspection -> inspection.get("stack").toString()))
                .toList();
        inspections.removeAll().addAll(sorted);
        sorted.forEach(inspection -> ((ObjectNode) inspection).put("position", "*"));
    }

    /** How a search gets to its findings depends on how many stacks run side by side; what it finds does not. */
    private static void forgetProbes(ObjectNode report) {
        report.put("probes", "*");
        report.get("causeSearches").forEach(search -> ((ObjectNode) search).put("probes", "*"));
        for (JsonNode finding : report.get("findings")) {
            ((ObjectNode) finding).put("probes", "*").put("evidence", "*");
        }
    }

    private void number(ObjectNode report) {
        ((ObjectNode) report.get("run")).put("id", "*");
        for (JsonNode inspection : report.get("inspections")) {
            String number = "#" + numbers.size();
            numbers.put(inspection.get("id").asString(), number);
            ((ObjectNode) inspection).put("id", number);
        }
        for (JsonNode failure : report.get("failures")) {
            ((ObjectNode) failure)
                    .put("example", numbers.get(failure.get("example").asString()));
            ArrayNode inspections = (ArrayNode) failure.get("inspections");
            for (int i = 0; i < inspections.size(); i++) {
                inspections.set(
                        i, StringNode.valueOf(numbers.get(inspections.get(i).asString())));
            }
        }
    }

    private void blank(JsonNode node) {
        if (node instanceof ObjectNode object) {
            if (object.path("outcome").asString("").equals("build_failed")) {
                WORDS_OF_THE_INSTALLER.forEach(word -> blank(object, word));
                object.optional("error").ifPresent(error -> blank((ObjectNode) error, "message"));
            }
            for (String name : object.propertyNames().toArray(String[]::new)) {
                if (VARYING.contains(name)) {
                    blank(object, name);
                }
            }
        }
        node.forEach(this::blank);
    }

    private static void blank(ObjectNode object, String name) {
        if (object.hasNonNull(name)) {
            object.put(name, "*");
        }
    }
}
