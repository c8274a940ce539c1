package monkey.reports.json;

import java.io.StringWriter;
import java.math.BigInteger;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import monkey.reports.Environment;
import monkey.reports.Failure;
import monkey.reports.Inspection;
import monkey.reports.Item;
import monkey.reports.LeftOut;
import monkey.reports.Outcome;
import monkey.reports.Pin;
import monkey.reports.Report;
import monkey.reports.Run;
import monkey.reports.Space;
import monkey.reports.analysis.Analysis;
import monkey.reports.analysis.FailureGroup;
import monkey.reports.analysis.OutcomeCounts;
import monkey.reports.reproduce.Reproduction;
import tools.jackson.databind.json.JsonMapper;

/** Writes {@code report.json}: one pass over the report, properties always in the same order. */
public final class JsonReport {
    /** Raised when something is removed or changes its meaning; additions leave it as it is. */
    public static final String FORMAT = "dependency-monkey-report/1";

    private static final JsonMapper JSON = JsonMapper.builder().build();

    private JsonReport() {}

    public static String write(Report report, Analysis analysis) {
        StringWriter text = new StringWriter();
        try (Json json = new Json(JSON.writerWithDefaultPrettyPrinter().createGenerator(text))) {
            json.object(() -> {
                json.property("format", FORMAT);
                json.object("verdict", () -> {
                    json.property("kind", analysis.verdict().kind().name().toLowerCase(Locale.ROOT));
                    json.property("sentence", analysis.verdict().sentence());
                });
                run(json, report.run());
                json.tree("experiment", JSON.readTree(report.experiment().document()));
                json.object("space", () -> {
                    json.property("count", decimal(analysis.possible()));
                    json.property("countAtStart", decimal(analysis.possibleAtStart()));
                });
                counts(json, analysis.outcomes());
                json.array("environments", () -> environments(json, report, analysis));
                json.array(
                        "inspections", () -> report.inspections().forEach(inspection -> inspection(json, inspection)));
                json.array("failures", () -> analysis.groups().forEach(group -> failure(json, report, group)));
                OnlyInFailures.write(json, report, analysis);
                json.array("findings", () -> {
                    FindingsJson.write(json, report);
                    PerformanceJson.findings(json, report, analysis.slowdowns());
                });
                json.array("causeSearches", () -> FindingsJson.searches(json, report));
                json.array("probes", () -> report.causes().probes().forEach(probe -> inspection(json, probe)));
                if (!report.measurements().isEmpty()) {
                    json.object("performance", () -> PerformanceJson.performance(json, report, analysis.performance()));
                }
                json.object("machine", () -> {
                    facts(json, "facts", report.machine().facts());
                    facts(json, "tools", report.machine().tools());
                    json.array(
                            "lacks",
                            () -> report.machine()
                                    .lacks()
                                    .forEach(lack -> json.object(() -> {
                                        json.property("capability", lack.capability());
                                        json.property("consequence", lack.consequence());
                                    })));
                });
            });
        }
        return text + "\n";
    }

    private static void run(Json json, Run run) {
        json.object("run", () -> {
            json.property("id", run.id());
            json.property("name", run.name());
            json.property("digest", run.digest());
            json.property("repetition", run.repetition());
            json.property("state", run.state().name().toLowerCase(Locale.ROOT));
            json.property("startedAt", run.startedAt().toString());
            json.property("endedAt", run.endedAt().map(Object::toString));
            json.property("message", run.message());
        });
    }

    private static void counts(Json json, OutcomeCounts counts) {
        json.object("stacks", () -> {
            json.property("chosen", counts.total());
            json.property("run", counts.run());
            json.property("reused", counts.reused());
        });
        json.object("outcomes", () -> {
            for (Outcome outcome : Outcome.values()) {
                json.property(outcome.key(), counts.of(outcome));
            }
        });
    }

    private static void environments(Json json, Report report, Analysis analysis) {
        for (int i = 0; i < report.environments().size(); i++) {
            Environment environment = report.environments().get(i);
            OutcomeCounts counts = analysis.outcomesByEnvironment().get(i);
            json.object(() -> {
                json.property("name", environment.name());
                json.property("python", environment.pythonVersion());
                facts(json, "facts", environment.facts());
                json.object("space", () -> space(json, environment.space()));
                counts(json, counts);
                json.array("leftOut", () -> environment.leftOut().forEach(leftOut -> leftOut(json, leftOut)));
            });
        }
    }

    private static void space(Json json, Space space) {
        json.property("count", decimal(space.count()));
        json.property("countAtStart", decimal(space.atStart()));
        json.property("ending", space.ending().name().toLowerCase(Locale.ROOT));
        json.property("packages", space.packages());
        json.property("versions", space.versions());
        space.coverage()
                .ifPresent(coverage -> json.object("coverage", () -> {
                    json.property("strength", coverage.strength());
                    json.property("feasible", coverage.feasible().toString());
                    json.property("covered", coverage.covered().toString());
                }));
    }

    private static void leftOut(Json json, LeftOut leftOut) {
        json.object(() -> {
            json.property("package", leftOut.packageName());
            json.property("version", leftOut.version());
            json.property("reason", leftOut.reason());
            json.property("detail", leftOut.detail());
        });
    }

    private static void inspection(Json json, Inspection inspection) {
        json.object(() -> {
            json.property("id", inspection.id());
            json.property("environment", inspection.environment());
            json.property("position", inspection.position());
            json.strings("stack", inspection.stack().stream().map(Pin::toString).toList());
            json.property("outcome", inspection.outcome().key());
            json.property("reused", inspection.reused());
            json.property("buildSeconds", inspection.buildSeconds());
            inspection.failure().ifPresent(failure -> {
                json.property("signature", failure.signature());
                json.object("error", () -> error(json, failure));
            });
            json.array("items", () -> inspection.items().forEach(item -> item(json, item)));
        });
    }

    private static void error(Json json, Failure failure) {
        json.property("phase", failure.phase());
        json.property("type", failure.errorType());
        json.property("message", failure.message());
        json.property("frame", failure.frame());
    }

    private static void item(Json json, Item item) {
        json.object(() -> {
            json.property("position", item.position());
            json.property("outcome", item.outcome().key());
            json.property("exitCode", item.exitCode());
            json.property("wallSeconds", item.wallSeconds());
            json.property("userSeconds", item.userSeconds());
            json.property("systemSeconds", item.systemSeconds());
            json.property("peakMemoryBytes", item.peakMemoryBytes());
        });
    }

    private static void failure(Json json, Report report, FailureGroup group) {
        Inspection example = group.example();
        json.object(() -> {
            json.property("outcome", group.outcome().key());
            json.property("signature", group.signature());
            json.property("title", group.title());
            json.property("count", group.size());
            json.object("error", () -> error(json, group.failure()));
            json.property("trace", group.failure().trace());
            json.property("example", example.id());
            json.property(
                    "reproduce",
                    Reproduction.of(
                            example,
                            report.environment(example.environment()).orElseThrow(),
                            report.experiment().specification()));
            json.strings(
                    "inspections",
                    group.inspections().stream().map(Inspection::id).toList());
        });
    }

    private static void facts(Json json, String name, Map<String, String> facts) {
        json.object(name, () -> facts.forEach(json::property));
    }

    private static Optional<String> decimal(Optional<BigInteger> count) {
        return count.map(BigInteger::toString);
    }
}
