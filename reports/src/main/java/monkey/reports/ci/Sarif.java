package monkey.reports.ci;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import monkey.dataset.digest.Sha256;
import monkey.reports.Finding;
import monkey.reports.Report;
import monkey.reports.analysis.Analysis;
import monkey.reports.analysis.FailureGroup;
import monkey.reports.performance.Slowdown;
import monkey.reports.text.Numbers;
import monkey.reports.text.Text;
import tools.jackson.databind.json.JsonMapper;

/**
 * Writes {@code report.sarif}, SARIF 2.1.0: findings as results. A finding is about versions and not about a line of somebody's
 * source, so it points at the report beside it, and its fingerprint (what is to blame, and where) tells a server whether it
 * was there before. Failures that no finding explains are results of their own.
 */
public final class Sarif {
    private static final JsonMapper JSON = JsonMapper.builder().build();
    private static final List<Rule> RULES = List.of(
            new Rule("failing-versions", "Versions that make stacks fail"),
            new Rule("failing-stacks", "Stacks that fail, for a cause that was not found"),
            new Rule("slower-versions", "Versions with which something is slower, larger or otherwise worse"));

    private record Rule(String id, String description) {}

    private Sarif() {}

    public static String write(Report report, Analysis analysis) {
        List<Map<String, Object>> results = new ArrayList<>();
        for (Finding finding : report.causes().findings()) {
            String suggestion = finding.suggestion().isEmpty()
                    ? ""
                    : " Avoided by: " + String.join(", ", finding.suggestion()) + ".";
            results.add(result(
                    0,
                    finding.proven() ? "error" : "warning",
                    finding.cause() + " fails in " + finding.environment() + " ("
                            + (finding.proven() ? "proven" : "suspected") + "): "
                            + finding.signatures().stream().limit(3).collect(Collectors.joining("; ")) + "."
                            + suggestion,
                    finding.environment() + " " + finding.conditions()));
        }
        for (FailureGroup group : analysis.failures()) {
            long unexplained = group.inspections().stream()
                    .filter(inspection -> analysis.blame().causes(inspection).isEmpty())
                    .count();
            if (unexplained > 0) {
                results.add(result(
                        1,
                        "error",
                        Numbers.counted(unexplained, "stack") + " ended as "
                                + group.outcome().words() + ": " + group.title(),
                        group.signature()));
            }
        }
        for (Slowdown slowdown : analysis.slowdowns()) {
            if (slowdown.changes().stream().anyMatch(Slowdown.Change::isWorse)) {
                results.add(result(
                        2,
                        slowdown.proven() ? "warning" : "note",
                        slowdown.sentence() + " in " + slowdown.environment()
                                + (slowdown.proven() ? " (proven)." : " (suspected)."),
                        slowdown.environment() + " " + slowdown.specifiers()));
            }
        }
        Map<String, Object> log = new LinkedHashMap<>();
        log.put("version", "2.1.0");
        log.put("$schema", "https://json.schemastore.org/sarif-2.1.0.json");
        log.put("runs", List.of(run(report, results)));
        return JSON.writerWithDefaultPrettyPrinter().writeValueAsString(log) + "\n";
    }

    private static Map<String, Object> run(Report report, List<Map<String, Object>> results) {
        Map<String, Object> driver = new LinkedHashMap<>();
        driver.put("name", "Dependency Monkey");
        driver.put(
                "rules",
                RULES.stream()
                        .map(rule -> ordered("id", rule.id(), "shortDescription", text(rule.description())))
                        .toList());
        Map<String, Object> run = new LinkedHashMap<>();
        run.put("tool", Map.of("driver", driver));
        run.put(
                "automationDetails",
                Map.of("id", Text.line(report.run().name()) + "/" + report.run().id()));
        run.put(
                "invocations",
                List.of(ordered(
                        "executionSuccessful",
                        report.run().state() == monkey.reports.Run.State.COMPLETE,
                        "startTimeUtc",
                        report.run().startedAt().toString())));
        run.put("columnKind", "utf16CodeUnits");
        run.put("results", results);
        return run;
    }

    private static Map<String, Object> result(int rule, String level, String message, String fingerprint) {
        Map<String, Object> result = new LinkedHashMap<>();
        result.put("ruleId", RULES.get(rule).id());
        result.put("ruleIndex", rule);
        result.put("level", level);
        result.put("message", text(message));
        result.put(
                "locations",
                List.of(Map.of(
                        "physicalLocation",
                        ordered("artifactLocation", Map.of("uri", "report.md"), "region", Map.of("startLine", 1)))));
        result.put("partialFingerprints", Map.of("finding/v1", Sha256.ofLines(List.of(fingerprint))));
        return result;
    }

    /** Two properties in this order: that of {@code Map.of} differs from run to run, and equal reports are to be equal bytes. */
    private static Map<String, Object> ordered(String first, Object one, String second, Object other) {
        Map<String, Object> properties = new LinkedHashMap<>();
        properties.put(first, one);
        properties.put(second, other);
        return properties;
    }

    private static Map<String, String> text(String words) {
        return Map.of("text", Text.line(words));
    }
}
