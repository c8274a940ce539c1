package monkey.reports.json;

import java.util.List;
import java.util.OptionalDouble;
import java.util.Set;
import monkey.reports.Finding;
import monkey.reports.MeasuredStack;
import monkey.reports.Pin;
import monkey.reports.Report;
import monkey.reports.performance.Comparison;
import monkey.reports.performance.Interval;
import monkey.reports.performance.MetricResult;
import monkey.reports.performance.Performance;
import monkey.reports.performance.Slowdown;

/** The parts of {@code report.json} that tell what was measured and what follows. */
final class PerformanceJson {
    private PerformanceJson() {}

    /** Findings of kind {@code performance}: those inside stand for failing, those outside for passing. */
    static void findings(Json json, Report report, List<Slowdown> slowdowns) {
        for (Slowdown slowdown : slowdowns) {
            Slowdown.Change largest = slowdown.changes().get(0);
            json.object(() -> {
                json.property("kind", "performance");
                json.property("status", slowdown.proven() ? "proven" : "suspected");
                json.property("environment", slowdown.environment());
                json.strings("signatures", List.of());
                json.object("conditions", () -> slowdown.specifiers().forEach(json::strings));
                json.property(
                        "stacksAffected",
                        slowdown.reach().flatMap(Finding::stacksAffected).map(Object::toString));
                json.strings(
                        "suggestion", slowdown.reach().map(Finding::suggestion).orElse(List.of()));
                json.property(
                        "stacksLost",
                        slowdown.reach().flatMap(Finding::stacksLost).map(Object::toString));
                json.object("evidence", () -> {
                    inspections(json, report, "failing", largest.effect().inside());
                    inspections(json, report, "passing", largest.effect().outside());
                });
                json.property("probes", slowdown.reach().map(Finding::probes).orElse(0));
                json.property("missing", slowdown.reach().map(Finding::missing).orElse(0));
                json.property("sentence", slowdown.sentence());
                json.array("changes", () -> slowdown.changes().forEach(change -> change(json, change)));
            });
        }
    }

    private static void change(Json json, Slowdown.Change change) {
        json.object(() -> {
            json.property("metric", change.result().metric().name());
            json.property("unit", change.result().metric().unit());
            json.property("worse", change.isWorse());
            json.property("status", change.proven() ? "proven" : "suspected");
            interval(json, change.effect().ratio());
            json.property("noise", change.result().noise());
            json.property("p", OptionalDouble.of(change.effect().p()));
            json.property("interaction", change.effect().interaction());
            json.strings("rivals", change.effect().rivals());
            json.array(
                    "neighbours",
                    () -> change.effect().neighbours().forEach(one -> json.object(() -> comparison(json, one))));
        });
    }

    /** What was measured, metric by metric, findings or none. */
    static void performance(Json json, Report report, Performance performance) {
        json.array("measurements", () -> {
            for (MetricResult result : performance.results()) {
                json.object(() -> {
                    json.property("metric", result.metric().name());
                    json.property("unit", result.metric().unit());
                    json.property("environment", result.environment());
                    json.property("hardware", result.circumstances());
                    json.property("noise", result.noise());
                    json.property("hidden", result.hidden());
                    json.array(
                            "control",
                            () -> result.control().ifPresent(control -> json.object(() -> comparison(json, control))));
                    json.array("neighbours", () -> neighbours(json, result));
                    json.array(
                            "stacks",
                            () -> result.stacks()
                                    .forEach(series -> json.object(() -> {
                                        json.property("inspection", series.id());
                                        json.property("session", series.session());
                                        json.array(
                                                "rounds", () -> series.rounds().forEach(json::numbers));
                                    })));
                });
            }
        });
        json.array("conditions", () -> report.measurements().forEach(stack -> conditions(json, stack)));
    }

    private static void neighbours(Json json, MetricResult result) {
        for (int i = 0; i < result.neighbours().size(); i++) {
            MetricResult.Neighbours one = result.neighbours().get(i);
            double adjusted = result.adjusted().get(i);
            json.object(() -> {
                json.property("package", one.packageName());
                json.property("from", one.from());
                json.property("to", one.to());
                comparison(json, one.comparison());
                json.property("adjusted", OptionalDouble.of(adjusted));
            });
        }
    }

    private static void comparison(Json json, Comparison comparison) {
        json.property("first", comparison.first());
        json.property("second", comparison.second());
        interval(json, comparison.ratio());
        json.property("shift", OptionalDouble.of(comparison.shift()));
        json.property("dominance", OptionalDouble.of(comparison.dominance()));
        json.property("p", OptionalDouble.of(comparison.p()));
    }

    private static void interval(Json json, Interval interval) {
        json.property("ratio", OptionalDouble.of(interval.ratio()));
        json.property("low", OptionalDouble.of(interval.low()));
        json.property("high", OptionalDouble.of(interval.high()));
    }

    private static void conditions(Json json, MeasuredStack stack) {
        json.object(() -> {
            json.property("inspection", stack.inspection());
            json.property("control", stack.control());
            json.property("session", stack.session());
            json.property("hardware", stack.circumstances().hardware());
            json.property("script", stack.circumstances().script());
            json.property("parameters", stack.circumstances().parameters());
            json.property("run", stack.circumstances().run());
            json.property("processors", stack.conditions().processors());
            json.property("governor", stack.conditions().governor());
            json.property("load", stack.conditions().load());
            json.property("steal", stack.conditions().steal());
        });
    }

    private static void inspections(Json json, Report report, String name, List<String> ids) {
        Set<String> wanted = Set.copyOf(ids);
        json.array(name, () -> {
            report.tried()
                    .filter(inspection -> wanted.contains(inspection.id()))
                    .forEach(inspection -> json.object(() -> {
                        json.property("inspection", inspection.id());
                        json.strings(
                                "stack",
                                inspection.stack().stream().map(Pin::toString).toList());
                        json.property("outcome", inspection.outcome().key());
                    }));
        });
    }
}
