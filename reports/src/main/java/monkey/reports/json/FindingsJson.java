package monkey.reports.json;

import java.util.List;
import java.util.Locale;
import java.util.Optional;
import monkey.reports.CauseSearches;
import monkey.reports.Finding;
import monkey.reports.Inspection;
import monkey.reports.Pin;
import monkey.reports.Report;
import monkey.reports.reproduce.Reproduction;

/** The part of {@code report.json} that tells what was found out. */
final class FindingsJson {
    private FindingsJson() {}

    static void write(Json json, Report report) {
        for (Finding finding : report.causes().findings()) {
            json.object(() -> finding(json, report, finding));
        }
    }

    static void searches(Json json, Report report) {
        for (CauseSearches.Search search : report.causes().searches()) {
            json.object(() -> {
                json.property("environment", search.environment());
                json.property("probes", search.probes());
                json.property("complete", search.complete());
                json.property("unexplained", search.unexplained());
            });
        }
    }

    private static void finding(Json json, Report report, Finding finding) {
        json.property("kind", finding.kind().name().toLowerCase(Locale.ROOT));
        json.property("status", finding.proven() ? "proven" : "suspected");
        json.property("environment", finding.environment());
        json.strings("signatures", finding.signatures());
        json.object("conditions", () -> finding.conditions().forEach(json::strings));
        json.property("stacksAffected", finding.stacksAffected().map(Object::toString));
        json.strings("suggestion", finding.suggestion());
        json.property("stacksLost", finding.stacksLost().map(Object::toString));
        json.object("evidence", () -> {
            inspections(json, "failing", finding.failing());
            inspections(json, "passing", finding.passing());
            json.array(
                    "pairs",
                    () -> finding.pairs()
                            .forEach(pair -> json.object(() -> {
                                json.property("package", pair.packageName());
                                json.property("failing", pair.failing().id());
                                json.property(
                                        "passing", pair.passing().orElseThrow().id());
                                json.property("heldStill", pair.heldStill());
                            })));
        });
        json.property("probes", finding.probes());
        json.property("missing", finding.missing());
        json.property(
                "reproduce",
                report.environment(finding.environment())
                        .map(environment -> Reproduction.of(
                                finding.example(),
                                environment,
                                report.experiment().specification()))
                        .or(Optional::empty));
    }

    private static void inspections(Json json, String name, List<Inspection> inspections) {
        json.array(
                name,
                () -> inspections.forEach(inspection -> json.object(() -> {
                    json.property("inspection", inspection.id());
                    json.strings(
                            "stack",
                            inspection.stack().stream().map(Pin::toString).toList());
                    json.property("outcome", inspection.outcome().key());
                })));
    }
}
