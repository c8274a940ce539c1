package monkey.reports.markdown;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import monkey.reports.Environment;
import monkey.reports.Failure;
import monkey.reports.Inspection;
import monkey.reports.Machine;
import monkey.reports.Outcome;
import monkey.reports.Report;
import monkey.reports.analysis.Analysis;
import monkey.reports.analysis.FailingPairs;
import monkey.reports.analysis.FailureGroup;
import monkey.reports.analysis.LeftOutSummary;
import monkey.reports.analysis.OutcomeCounts;
import monkey.reports.analysis.PackageVersions;
import monkey.reports.reproduce.Reproduction;
import monkey.reports.text.Numbers;
import monkey.reports.text.Text;

/**
 * Writes {@code report.md}: the verdict, the numbers and the failures first, the rest folded. Trackers refuse a comment
 * above 65,536 characters, so each part is capped, the parts are added while there is room, and what is cut is said.
 */
public final class MarkdownReport {
    private static final int MOST_CHARACTERS = 60_000;
    private static final int GROUPS_UNFOLDED = 3;
    private static final int MOST_GROUPS = 12;
    private static final int MOST_ROWS = 40;
    private static final int TRACE_LINES = 30;
    private static final int TRACE_CHARACTERS = 4_000;
    private static final int MESSAGE_CHARACTERS = 300;

    private final Report report;
    private final Analysis analysis;
    private final StringBuilder out = new StringBuilder();
    private int omitted;

    private MarkdownReport(Report report, Analysis analysis) {
        this.report = report;
        this.analysis = analysis;
    }

    public static String write(Report report, Analysis analysis) {
        return Text.wellFormed(new MarkdownReport(report, analysis).write());
    }

    private String write() {
        out.append("## ").append(Markdown.plain(analysis.verdict().sentence())).append("\n\n");
        out.append("Experiment ").append(Markdown.code(report.run().name()));
        if (!report.experiment().requirements().isEmpty()) {
            out.append(", which allows ")
                    .append(report.experiment().requirements().stream()
                            .limit(MOST_ROWS)
                            .map(Markdown::code)
                            .collect(Collectors.joining(", ")));
        }
        out.append(".\n\n").append(numbers()).append('\n');
        add(CausesPart.of(report, analysis));
        analysis.groups().stream().limit(MOST_GROUPS).forEach(group -> add(failure(group)));
        omitted += Math.max(0, analysis.groups().size() - MOST_GROUPS);
        add(MeasuredPart.of(analysis));
        add(onlyInFailures());
        add(leftOut());
        add(SecurityPart.of(report));
        add(circumstances());
        if (omitted > 0) {
            out.append("_")
                    .append(Numbers.counted(omitted, "part"))
                    .append(" left out here for length; the report's page has all._\n");
        }
        return out.toString();
    }

    private void add(String part) {
        if (out.length() + part.length() <= MOST_CHARACTERS) {
            out.append(part);
        } else {
            omitted++;
        }
    }

    private String numbers() {
        StringBuilder table = new StringBuilder("| environment | possible | chosen | run |");
        List<Outcome> outcomes = analysis.outcomes().byOutcome().entrySet().stream()
                .filter(entry -> entry.getValue() > 0)
                .map(Map.Entry::getKey)
                .toList();
        outcomes.forEach(outcome -> table.append(' ').append(outcome.words()).append(" |"));
        table.append("\n|---|---:|---:|---:|")
                .append("---:|".repeat(outcomes.size()))
                .append('\n');
        for (int i = 0; i < report.environments().size(); i++) {
            Environment environment = report.environments().get(i);
            OutcomeCounts counts = analysis.outcomesByEnvironment().get(i);
            table.append("| ").append(Markdown.cell(environment.name())).append(" | ");
            table.append(environment.space().count().map(Numbers::readable).orElse("not known"))
                    .append(environment
                            .space()
                            .growth()
                            .map(words -> " (" + words + ")")
                            .orElse(""))
                    .append(" | ");
            table.append(Numbers.grouped(counts.total())).append(" | ");
            table.append(Numbers.grouped(counts.run()));
            table.append(counts.reused() > 0 ? " + " + Numbers.grouped(counts.reused()) + " known" : "")
                    .append(" |");
            outcomes.forEach(outcome -> table.append(' ')
                    .append(Numbers.grouped(counts.of(outcome)))
                    .append(" |"));
            table.append('\n');
        }
        return table.toString();
    }

    private String failure(FailureGroup group) {
        Inspection example = group.example();
        Failure failure = group.failure();
        String title = Markdown.code(Text.shortened(group.title(), MESSAGE_CHARACTERS));
        StringBuilder part = new StringBuilder("### ")
                .append(group.number())
                .append(". ")
                .append(title)
                .append("\n\n");
        part.append(Numbers.counted(group.size(), "stack"))
                .append(", ")
                .append(group.outcome().words());
        if (!failure.phase().isEmpty()) {
            part.append(", phase ").append(Markdown.code(failure.phase()));
        }
        if (!failure.frame().isEmpty()) {
            part.append(", raised in ").append(Markdown.code(failure.frame()));
        }
        if (report.environments().size() > 1) {
            part.append(", ")
                    .append(group.byEnvironment().entrySet().stream()
                            .map(entry -> Numbers.grouped(entry.getValue()) + " in " + Markdown.code(entry.getKey()))
                            .collect(Collectors.joining(", ")));
        }
        part.append(".\n\n");
        if (!failure.trace().isBlank()) {
            String trace = Text.lastLines(Text.visible(failure.trace()), TRACE_LINES);
            part.append(folded("Trace", Markdown.block("", Text.shortened(trace, TRACE_CHARACTERS)), false));
        }
        Environment environment = report.environment(example.environment()).orElseThrow();
        String reproduce =
                Reproduction.of(example, environment, report.experiment().specification());
        part.append(folded("Reproduce", Markdown.block("sh", reproduce), group.number() <= GROUPS_UNFOLDED));
        return part.toString();
    }

    private String onlyInFailures() {
        List<String> lines = new ArrayList<>();
        for (PackageVersions versions : analysis.packages()) {
            for (PackageVersions.Row row : versions.suspects()) {
                if (where(versions, row).isEmpty()) {
                    continue;
                }
                lines.add("| " + Markdown.cell(versions.name() + "==" + row.version()) + " | " + where(versions, row)
                        + " | " + Numbers.counted(row.support(), "stack") + " |");
            }
        }
        for (List<FailingPairs> groups : analysis.pairsByEnvironment()) {
            for (FailingPairs group : groups) {
                if (analysis.blame().explainsAll(report, group.environment())) {
                    continue;
                }
                for (FailingPairs.Pair pair : group.pairs()) {
                    lines.add("| " + Markdown.cell(group.first() + "==" + pair.firstVersion()) + " with "
                            + Markdown.cell(group.second() + "==" + pair.secondVersion()) + " | "
                            + Markdown.cell(group.environment()) + " | " + Numbers.counted(pair.failing(), "stack")
                            + " |");
                }
            }
        }
        if (lines.isEmpty()) {
            return "";
        }
        String table = "| versions | environment | failing |\n|---|---|---:|\n"
                + lines.stream().limit(MOST_ROWS).collect(Collectors.joining("\n")) + "\n";
        String more = lines.size() > MOST_ROWS ? "\nand " + Numbers.grouped(lines.size() - MOST_ROWS) + " more.\n" : "";
        return folded(
                "Seen only in failures",
                "Counted, not proven: such versions may merely have been met in bad company.\n\n" + table + more,
                false);
    }

    /** Where it is in doubt still, now that causes explain some failures. */
    private String where(PackageVersions versions, PackageVersions.Row row) {
        List<String> names = new ArrayList<>();
        for (int i = 0; i < report.environments().size(); i++) {
            String environment = report.environments().get(i).name();
            if (row.suspects().get(i) && analysis.blame().isInDoubt(environment, versions.name(), row.version())) {
                names.add(Markdown.cell(environment));
            }
        }
        return String.join(", ", names);
    }

    private String leftOut() {
        StringBuilder lines = new StringBuilder();
        for (int i = 0; i < report.environments().size(); i++) {
            for (LeftOutSummary summary : analysis.leftOutByEnvironment().get(i)) {
                lines.append("- ")
                        .append(Markdown.code(report.environments().get(i).name()))
                        .append(": ")
                        .append(Numbers.counted(summary.count(), "version"))
                        .append(", ")
                        .append(Markdown.plain(summary.words()))
                        .append('\n');
            }
        }
        return lines.isEmpty() ? "" : folded("Left out", lines.toString(), false);
    }

    private String circumstances() {
        StringBuilder lines = new StringBuilder();
        report.environments()
                .forEach(environment -> lines.append("- ")
                        .append(Markdown.code(environment.name()))
                        .append(": Python ")
                        .append(Markdown.code(environment.pythonVersion()))
                        .append('\n'));
        report.machine()
                .facts()
                .forEach((name, value) -> lines.append("- ")
                        .append(Markdown.plain(name))
                        .append(": ")
                        .append(Markdown.code(value))
                        .append('\n'));
        report.machine()
                .tools()
                .forEach((name, value) -> lines.append("- ")
                        .append(Markdown.plain(name))
                        .append(": ")
                        .append(Markdown.code(value))
                        .append('\n'));
        for (Machine.Lack lack : report.machine().lacks()) {
            lines.append("- not enforced here: ")
                    .append(Markdown.plain(lack.capability()))
                    .append("; ")
                    .append(Markdown.plain(lack.consequence()))
                    .append('\n');
        }
        lines.append("- run ")
                .append(report.run().id())
                .append(", started ")
                .append(report.run().startedAt())
                .append(", experiment ")
                .append(Markdown.code(report.run().digest()))
                .append('\n');
        return folded("Machine and environments", lines.toString(), false);
    }

    private static String folded(String title, String content, boolean open) {
        return "<details" + (open ? " open" : "") + "><summary>" + title + "</summary>\n\n" + content
                + "\n</details>\n\n";
    }
}
