package monkey.reports.markdown;

import java.util.stream.Collectors;
import monkey.reports.Report;
import monkey.reports.SecurityIndicators;
import monkey.reports.text.Numbers;
import monkey.reports.text.Text;

/** What is known of the code of versions, the ones that most ask for a look first. */
final class SecurityPart {
    private static final int MOST_ROWS = 30;
    private static final int MESSAGE_CHARACTERS = 240;

    private SecurityPart() {}

    static String of(Report report) {
        if (report.security().isEmpty()) {
            return "";
        }
        String rows = report.security().stream()
                .sorted(SecurityIndicators.WORST_FIRST)
                .limit(MOST_ROWS)
                .map(SecurityPart::row)
                .collect(Collectors.joining());
        int more = report.security().size() - MOST_ROWS;
        return "<details><summary>Security indicators of "
                + Numbers.counted(report.security().size(), "version") + "</summary>\n\n"
                + "Warnings of a linter, by severity: where to look, not what is wrong.\n\n"
                + "| version | high | medium | low | lines of code |\n|---|---:|---:|---:|---:|\n" + rows
                + (more > 0 ? "\nand " + Numbers.grouped(more) + " more.\n" : "") + "\n</details>\n\n";
    }

    private static String row(SecurityIndicators one) {
        String version = "| " + Markdown.cell(one.version().toString()) + " | ";
        if (one.problem().isPresent()) {
            return version + "not looked at: "
                    + Markdown.cell(Text.shortened(one.problem().get(), MESSAGE_CHARACTERS)) + " | | | |\n";
        }
        return version
                + SecurityIndicators.SEVERITIES.stream()
                        .map(severity -> Numbers.grouped(one.warnings(severity)))
                        .collect(Collectors.joining(" | "))
                + " | " + Numbers.grouped(one.allLines()) + " |\n";
    }
}
