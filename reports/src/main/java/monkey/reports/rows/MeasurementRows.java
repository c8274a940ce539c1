package monkey.reports.rows;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalDouble;
import java.util.stream.Collectors;
import java.util.stream.StreamSupport;
import monkey.dataset.measure.MeasuredInspection;
import monkey.dataset.measure.MeasuredItem;
import monkey.dataset.measure.Measurement;
import monkey.dataset.run.Role;
import monkey.dataset.run.RunInspection;
import monkey.reports.MeasuredStack;
import monkey.reports.MeasuredStack.Circumstances;
import monkey.reports.MeasuredStack.Conditions;
import monkey.reports.MeasuredStack.Value;
import monkey.reports.Pin;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** Turns rows into what stacks measured: one for each inspection and each set of circumstances it was measured under. */
final class MeasurementRows {
    private MeasurementRows() {}

    static List<MeasuredStack> stacks(
            List<RunInspection> asked, Map<Integer, String> environments, Map<Long, MeasuredInspection> measured) {
        FurtherSessions sessions = FurtherSessions.of(asked, measured);
        List<MeasuredStack> stacks = new ArrayList<>();
        for (RunInspection row : asked) {
            MeasuredInspection of = measured.get(row.inspectionId());
            if (of == null) {
                continue;
            }
            int session = of.items().get(0).session();
            long run = sessions.comparedWith(row.environmentId(), of);
            Map<Circumstances, List<MeasuredItem>> alike = new LinkedHashMap<>();
            of.items()
                    .forEach(item -> alike.computeIfAbsent(
                                    new Circumstances(item.hardware(), item.parameters(), run, item.scriptSha256()),
                                    circumstances -> new ArrayList<>())
                            .add(item));
            alike.forEach((circumstances, items) -> stacks.add(new MeasuredStack(
                    Long.toString(sessions.firstOf(row)),
                    environments.get(row.environmentId()),
                    row.stack().members().stream()
                            .map(member -> new Pin(member.packageName(), member.version()))
                            .toList(),
                    row.role() == Role.CONTROL,
                    session,
                    circumstances,
                    conditions(items),
                    items.stream().flatMap(item -> values(item).stream()).toList())));
        }
        return stacks;
    }

    private static List<Value> values(MeasuredItem item) {
        Map<String, List<Measurement>> byMetric = item.measurements().stream()
                .collect(Collectors.groupingBy(Measurement::metric, LinkedHashMap::new, Collectors.toList()));
        List<Value> values = new ArrayList<>();
        byMetric.forEach((metric, iterations) ->
                values.add(new Value(metric, iterations.get(0).unit(), item.round(), median(iterations))));
        return values;
    }

    private static double median(List<Measurement> iterations) {
        double[] sorted =
                iterations.stream().mapToDouble(Measurement::value).sorted().toArray();
        int middle = sorted.length / 2;
        return sorted.length % 2 == 1 ? sorted[middle] : (sorted[middle - 1] + sorted[middle]) / 2;
    }

    private static Conditions conditions(List<MeasuredItem> items) {
        List<JsonNode> read = items.stream()
                .map(item -> JsonMapper.shared().readTree(item.conditions()))
                .toList();
        return new Conditions(
                words(read, "processors"), words(read, "governor"), most(read, "load"), most(read, "steal"));
    }

    /** What was said, each once: {@code [1]}, {@code performance}; nothing of what nobody knew. */
    private static String words(List<JsonNode> conditions, String name) {
        return conditions.stream()
                .map(one -> one.path(name))
                .filter(value -> !value.isNull() && !value.isMissingNode())
                .map(value -> value.isArray()
                        ? StreamSupport.stream(value.spliterator(), false)
                                .map(JsonNode::asString)
                                .collect(Collectors.joining(" "))
                        : value.asString())
                .distinct()
                .collect(Collectors.joining(", "));
    }

    private static OptionalDouble most(List<JsonNode> conditions, String name) {
        return Arrays.stream(conditions.stream()
                        .map(one -> one.path(name))
                        .filter(JsonNode::isNumber)
                        .mapToDouble(JsonNode::asDouble)
                        .toArray())
                .max();
    }
}
