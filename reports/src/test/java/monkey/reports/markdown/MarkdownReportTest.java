package monkey.reports.markdown;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.List;
import monkey.reports.Failure;
import monkey.reports.Inspection;
import monkey.reports.NastyReport;
import monkey.reports.Report;
import monkey.reports.SampleReports;
import monkey.reports.analysis.Analysis;
import org.junit.jupiter.api.Test;

class MarkdownReportTest {

    @Test
    void foreignTextIsCodeHoweverItIsFenced() {
        assertEquals("`plain`", Markdown.code("plain"));
        assertEquals("```a `` b```", Markdown.code("a `` b"));
        assertEquals("`` `a` ``", Markdown.code("`a`"));
        assertEquals("`a b`", Markdown.code("a\n  b"));
        assertEquals("`a\\|b`", Markdown.cell("a|b"));
        assertEquals("````sh\n```\n````\n", Markdown.block("sh", "```\n"));
    }

    @Test
    void ourWordsNotifyNobodyAndLinkNowhere() {
        assertEquals(
                "@\u200Beveryone \\#1 \\[x\\]\\(https\u200B://evil\\)",
                Markdown.plain("@everyone #1 [x](https://evil)"));
    }

    /** Outside code, the nasty strings would be markup; the page's own markup is only details and summary. */
    @Test
    void noForeignMarkupIsLeftOutsideOfCode() {
        String outside = withoutCode(write(NastyReport.report()));

        assertFalse(outside.matches("(?s).*(?<!\\\\)<(?!/?(details|summary)\\b).*"), outside);
        assertFalse(outside.contains("@everyone"), outside);
        assertFalse(outside.contains("](http"), outside);
        assertEquals(count(outside, "<details"), count(outside, "</details>"));
    }

    @Test
    void itFitsIntoACommentOfATracker() {
        Report web = SampleReports.web(400);
        List<Inspection> inspections = new ArrayList<>();
        for (Inspection inspection : web.inspections()) {
            Failure failure = new Failure(
                    "signature " + inspections.size(), "run", "Error", "m".repeat(2000), "f", "line\n".repeat(5000));
            inspections.add(new Inspection(
                    inspection.id(),
                    inspection.environment(),
                    inspection.position(),
                    inspection.stack(),
                    inspection.outcome(),
                    false,
                    inspection.buildSeconds(),
                    inspection.outcome().isTried() && !inspection.outcome().isPass()
                            ? java.util.Optional.of(failure)
                            : java.util.Optional.empty(),
                    inspection.items()));
        }
        String text = write(new Report(web.run(), web.experiment(), web.machine(), web.environments(), inspections));

        assertTrue(text.length() < 65_536, "has " + text.length() + " characters");
        assertTrue(text.contains("left out here for length"));
    }

    @Test
    void theNumbersAndTheFirstFailureComeFirst() {
        String text = write(SampleReports.web());

        assertTrue(text.startsWith("## 33 of 114 stacks tried fail"), text);
        assertTrue(
                text.contains(
                        "| `py3.9` | 1.4 × 10^10 (37 more than when the run started) | 60 | 51 + 6 known | 38 | 18 | 0 | 1 | 3 |"),
                text);
        assertTrue(text.indexOf("### 1. `ImportError: cannot import name 'url_quote' from 'werkzeug.urls'`")
                < text.indexOf("Seen only in failures"));
        assertTrue(text.contains("uv pip install"));
    }

    private static String write(Report report) {
        return MarkdownReport.write(report, Analysis.of(report));
    }

    private static String withoutCode(String text) {
        return text.replaceAll("(?ms)^(`{3,})[a-z]*\\n.*?^\\1\\n", "")
                .replaceAll("(?s)(?<!`)(`+)(?!`).*?(?<!`)\\1(?!`)", "");
    }

    private static int count(String text, String part) {
        return text.split(java.util.regex.Pattern.quote(part), -1).length - 1;
    }
}
