package monkey.reports.performance;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import monkey.reports.MeasuredStack;
import monkey.reports.Pin;

/**
 * All that a run measured, metric by metric.
 *
 * @param results in the order in which metrics and environments were met; only of metrics whose values are all positive, for
 *     ratios are what is spoken of
 */
public record Performance(List<MetricResult> results) {
    /** The kernel counts these for other reasons than the stack: kept and shown to whoever asks, but not compared. */
    private static final List<String> NOT_COMPARED = List.of("voluntary_switches", "involuntary_switches");

    public static final Performance NOTHING = new Performance(List.of());

    public Performance {
        results = List.copyOf(results);
    }

    private record Group(String environment, MeasuredStack.Circumstances circumstances, Metric metric) {}

    public static Performance of(List<MeasuredStack> stacks) {
        Map<Group, List<Series>> groups = new LinkedHashMap<>();
        for (MeasuredStack stack : stacks) {
            Map<Metric, TreeMap<Integer, List<Double>>> values = new LinkedHashMap<>();
            stack.values().stream()
                    .filter(value -> !NOT_COMPARED.contains(value.metric()))
                    .forEach(value -> values.computeIfAbsent(
                                    new Metric(value.metric(), value.unit()), metric -> new TreeMap<>())
                            .computeIfAbsent(value.round(), round -> new ArrayList<>())
                            .add(value.value()));
            values.forEach((metric, rounds) -> groups.computeIfAbsent(
                            new Group(stack.environment(), stack.circumstances(), metric), group -> new ArrayList<>())
                    .add(series(stack, rounds)));
        }
        groups.values()
                .removeIf(series -> series.stream()
                        .flatMapToDouble(one -> Arrays.stream(one.items()))
                        .anyMatch(value -> !(value > 0)));
        List<MetricResult> results = new ArrayList<>();
        groups.forEach((group, series) -> results.add(MetricAnalysis.of(
                group.metric(), group.environment(), group.circumstances().hardware(), series, groups.size())));
        return new Performance(corrected(results));
    }

    /** Over all comparisons that were made, whatever the metric. */
    private static List<MetricResult> corrected(List<MetricResult> results) {
        double[] adjusted = Corrections.holm(results.stream()
                .flatMap(result -> result.neighbours().stream())
                .mapToDouble(one -> one.comparison().p())
                .toArray());
        List<MetricResult> corrected = new ArrayList<>();
        int next = 0;
        for (MetricResult one : results) {
            List<Double> own = Arrays.stream(
                            adjusted, next, next + one.neighbours().size())
                    .boxed()
                    .toList();
            next += own.size();
            corrected.add(new MetricResult(
                    one.metric(),
                    one.environment(),
                    one.circumstances(),
                    one.stacks(),
                    one.control(),
                    one.noise(),
                    one.effects(),
                    one.hidden(),
                    one.neighbours(),
                    own));
        }
        return corrected;
    }

    private static Series series(MeasuredStack stack, TreeMap<Integer, List<Double>> rounds) {
        Map<String, String> versions = new TreeMap<>();
        for (Pin pin : stack.stack()) {
            versions.put(pin.name(), pin.version());
        }
        return new Series(
                stack.inspection(),
                versions,
                stack.control(),
                stack.session(),
                rounds.values().stream()
                        .map(items ->
                                items.stream().mapToDouble(Double::doubleValue).toArray())
                        .toList());
    }
}
