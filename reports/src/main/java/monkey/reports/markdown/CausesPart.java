package monkey.reports.markdown;

import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import monkey.reports.CauseSearches;
import monkey.reports.Finding;
import monkey.reports.Pin;
import monkey.reports.Report;
import monkey.reports.analysis.Analysis;
import monkey.reports.analysis.NothingPassed;
import monkey.reports.analysis.Verdict;
import monkey.reports.reproduce.Reproduction;
import monkey.reports.text.Numbers;
import monkey.reports.text.Text;

/** The causes of failure, each with what to write to avoid it and the stacks on both sides of its ends. */
final class CausesPart {
    private static final int MOST_CAUSES = 12;
    private static final int MOST_SIGNATURES = 3;
    private static final int SIGNATURE_CHARACTERS = 300;

    private CausesPart() {}

    static String of(Report report, Analysis analysis) {
        CauseSearches causes = report.causes();
        if (causes.searches().isEmpty()) {
            return "";
        }
        StringBuilder out = new StringBuilder("### Causes\n\n");
        for (NothingPassed nothing : analysis.nothingPassed()) {
            out.append(Markdown.code(nothing.environment().name()))
                    .append(": ")
                    .append(Markdown.plain(nothing.words()))
                    .append("\n\n");
        }
        causes.findings().stream().limit(MOST_CAUSES).forEach(finding -> out.append(cause(report, finding)));
        int more = causes.findings().size() - MOST_CAUSES;
        if (more > 0) {
            out.append(Numbers.counted(more, "further cause")).append(" on the page.\n\n");
        }
        for (CauseSearches.Search search : causes.searches()) {
            out.append(Markdown.code(search.environment()))
                    .append(": ")
                    .append(Numbers.counted(search.probes(), "probe"))
                    .append(" run to find causes");
            out.append(search.complete() ? "" : ", which ran out before the search was over");
            out.append(
                    search.unexplained() == 0
                            ? ".\n\n"
                            : "; " + Numbers.counted(search.unexplained(), "failing stack") + " not explained.\n\n");
        }
        return out.toString();
    }

    private static String cause(Report report, Finding finding) {
        StringBuilder out = new StringBuilder("**");
        out.append(finding.conditions().entrySet().stream()
                .map(condition -> Markdown.code(condition.getKey() + " " + String.join(" or ", condition.getValue())))
                .collect(Collectors.joining(" with ")));
        out.append("**");
        if (report.environments().size() > 1) {
            out.append(" in ").append(Markdown.code(finding.environment()));
        }
        out.append(": ").append(finding.proven() ? "proven" : "suspected");
        Verdict.share(report, finding).ifPresent(share -> out.append(", ").append(share));
        out.append(" (")
                .append(finding.stacksAffected().map(Numbers::readable).orElse("not counted"))
                .append(" stacks), ")
                .append(
                        finding.isNotLookedInto()
                                ? "no probe was left for it"
                                : Numbers.counted(finding.probes(), "probe"));
        if (!finding.proven()) {
            out.append(", about ")
                    .append(Numbers.counted(finding.missing(), "more run"))
                    .append(" to be sure");
        }
        out.append(".\n");
        for (String signature :
                finding.signatures().stream().limit(MOST_SIGNATURES).toList()) {
            out.append("- shows as ")
                    .append(Markdown.code(Text.shortened(Text.line(signature), SIGNATURE_CHARACTERS)))
                    .append('\n');
        }
        out.append(avoided(finding));
        for (Finding.Proof pair : finding.ends()) {
            out.append(pair(pair));
        }
        return out + "\n<details><summary>Reproduce</summary>\n\n"
                + Markdown.block(
                        "sh",
                        Reproduction.of(
                                finding.example(),
                                report.environment(finding.environment()).orElseThrow(),
                                report.experiment().specification()))
                + "\n</details>\n\n";
    }

    private static String avoided(Finding finding) {
        if (finding.suggestion().isEmpty()) {
            return "";
        }
        List<String> others = finding.suggestedAgainstOthers();
        return "- avoided by " + Markdown.code(finding.suggestion().get(0))
                + (others.isEmpty() ? "\n" : "; so that no stack known to fail is left, also " + lines(others) + "\n");
    }

    private static String lines(List<String> lines) {
        return lines.stream().map(Markdown::code).collect(Collectors.joining(", "));
    }

    private static String pair(Finding.Proof pair) {
        Map<String, String> versions =
                pair.passing().orElseThrow().stack().stream().collect(Collectors.toMap(Pin::name, Pin::version));
        List<String> failing = pair.failing().stack().stream()
                .filter(pin -> pin.name().equals(pair.packageName()))
                .map(Pin::toString)
                .toList();
        return "- ends at " + Markdown.code(pair.packageName()) + ": fails with "
                + Markdown.code(String.join("", failing)) + ", passes with "
                + Markdown.code(pair.packageName() + "==" + versions.getOrDefault(pair.packageName(), "none"))
                + (pair.heldStill() ? ", all else equal\n" : "\n");
    }
}
