package monkey.amun.argo;

import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import monkey.amun.results.Json;
import monkey.amun.schema.JsonSchema;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;

/**
 * What a pod left.
 *
 * @param complete whether all it was asked for had ended by itself
 * @param refused why the pod is not what was asked for; empty when it is
 * @param build null where it had not ended
 * @param items documents of those that started, by number
 */
record PodReport(boolean complete, String refused, JsonNode build, List<Item> items) {
    private static final int VERSION = 1;
    private static final JsonSchema SCHEMA = JsonSchema.ofResource("/monkey/amun/inspection/result.schema.json");

    /** @param number within the batch, from 0 */
    record Item(int number, JsonNode document) {}

    /** @throws IOException when it is none, or of another inspection; the message says what is wrong */
    static PodReport of(byte[] json, String identifier) throws IOException {
        JsonNode document;
        try {
            document = Json.MAPPER.readTree(json);
        } catch (JacksonException e) {
            throw new IOException("it is not JSON: " + e.getOriginalMessage(), e);
        }
        List<String> violations = SCHEMA.violations(document);
        if (!violations.isEmpty()) {
            throw new IOException(violations.get(0));
        }
        if (document.get("version").asInt() != VERSION) {
            throw new IOException("its version is " + document.get("version") + ", this program reads " + VERSION);
        }
        if (!document.get("identifier").asString().equals(identifier)) {
            throw new IOException("it is of another inspection");
        }
        List<Item> items = new ArrayList<>();
        document.get("items")
                .forEach(item -> items.add(new Item(item.get("item").asInt(), item.get("document"))));
        return new PodReport(
                document.get("complete").asBoolean(),
                document.get("refused").asString(),
                document.get("build").isNull() ? null : document.get("build"),
                List.copyOf(items));
    }

    boolean built() {
        return build != null
                && build.get("reason").asString().equals("exited")
                && build.get("exit_code").asInt(-1) == 0;
    }

    /**
     * Whether an item was at work for longer than it may be when the pod was ended.
     *
     * @param end null where nobody noted it
     */
    boolean overran(Duration allowed, Instant end) {
        return end != null
                && items.stream()
                        .map(Item::document)
                        .filter(item -> Set.of("running", "cancelled")
                                .contains(item.at("/termination/reason").asString()))
                        .map(item -> LocalDateTime.parse(
                                        item.get("start_datetime").asString())
                                .toInstant(ZoneOffset.UTC))
                        .anyMatch(start -> Duration.between(start, end).compareTo(allowed) >= 0);
    }

    /**
     * With what another report of the same pod knows besides: a smaller one, which is written at each end, while this one
     * may be some seconds old.
     */
    PodReport with(PodReport summary) {
        Map<Integer, Item> known = new TreeMap<>();
        summary.items().forEach(item -> known.put(item.number(), item));
        for (Item item : items) {
            known.merge(item.number(), item, (newer, whole) -> reason(newer).equals(reason(whole)) ? whole : newer);
        }
        return new PodReport(
                complete || summary.complete(),
                refused.isEmpty() ? summary.refused() : refused,
                build == null ? summary.build() : build,
                List.copyOf(known.values()));
    }

    private static String reason(Item item) {
        return item.document().at("/termination/reason").asString();
    }

    List<JsonNode> documents() {
        return items.stream().map(Item::document).toList();
    }

    /** Of a batch that was spread: complete when all are, and there are as many as asked for. */
    static PodReport together(List<PodReport> reports, int batch) {
        PodReport deciding = reports.stream()
                .filter(report -> report.complete() && (!report.refused().isEmpty() || !report.built()))
                .findFirst()
                .orElse(null);
        if (deciding != null) {
            return deciding;
        }
        List<Item> items = reports.stream()
                .flatMap(report -> report.items().stream())
                .sorted(Comparator.comparingInt(Item::number))
                .toList();
        boolean complete = items.size() == batch && reports.stream().allMatch(PodReport::complete);
        return new PodReport(complete, "", reports.get(0).build(), items);
    }
}
