package monkey.reports.html;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import monkey.reports.Machine;
import monkey.reports.MeasuredReports;
import monkey.reports.NastyReport;
import monkey.reports.Outcome;
import monkey.reports.RandomReports;
import monkey.reports.Report;
import monkey.reports.SampleReports;
import monkey.reports.analysis.Analysis;
import monkey.reports.analysis.OutcomeCounts;
import org.junit.jupiter.api.Test;

class HtmlReportTest {
    private static final Pattern TAG =
            Pattern.compile("<(/?)([a-zA-Z][a-zA-Z0-9]*)((?:[^<>\"']|\"[^\"]*\"|'[^']*')*)>");
    private static final Set<String> VOID = Set.of("meta", "link", "input", "rect", "path", "circle");

    @Test
    void foreignTextNeverBecomesMarkup() {
        String page = withoutAssets(write(NastyReport.report()));

        assertWellFormed(page);
        assertFalse(page.contains("secret"), "credentials are shown");
        assertFalse(page.matches("(?s).*[\\u0000-\\u0008\\u202A-\\u202E\\u2066-\\u2069].*"), "raw control characters");
    }

    @Test
    void reportsOfEveryShapeHaveAPage() {
        for (int seed = 0; seed < 60; seed++) {
            assertWellFormed(withoutAssets(write(RandomReports.report(seed))));
        }
        assertWellFormed(withoutAssets(write(MeasuredReports.slower())));
        assertWellFormed(withoutAssets(write(MeasuredReports.even())));
        Report web = SampleReports.web();
        assertWellFormed(
                withoutAssets(write(new Report(web.run(), web.experiment(), Machine.UNKNOWN, List.of(), List.of()))));
    }

    /** Every tag is one of ours, closed in order; none has a handler, an inline style or an address elsewhere. */
    private static void assertWellFormed(String page) {
        Deque<String> open = new ArrayDeque<>();
        Matcher tag = TAG.matcher(page);
        while (tag.find()) {
            String name = tag.group(2);
            String attributes = tag.group(3);
            assertFalse(attributes.matches("(?s).*\\son\\w+\\s*=.*"), tag.group());
            assertFalse(attributes.matches("(?s).*\\s(style|src|srcset|action)\\s*=.*"), tag.group());
            assertFalse(name.equals("img") || name.equals("iframe") || name.equals("object"), tag.group());
            if (!tag.group(1).isEmpty()) {
                int end = tag.end();
                assertEquals(
                        open.pop(),
                        name,
                        () -> "closes the wrong element before: "
                                + page.substring(end, Math.min(page.length(), end + 200)));
            } else if (!VOID.contains(name) && !attributes.endsWith("/")) {
                open.push(name);
            }
        }
        assertTrue(open.isEmpty(), open.toString());
    }

    @Test
    void thePageAdmitsItsOwnStyleAndScriptOnly() {
        String page = write(SampleReports.web());

        assertTrue(page.contains("default-src 'none'; style-src '" + Asset.STYLE.hash() + "'; script-src '"
                + Asset.SCRIPT.hash() + "'; img-src data:; base-uri 'none'; form-action 'none'"));
        assertEquals(
                List.of(),
                withoutAssets(page)
                        .lines()
                        .filter(line -> line.contains("https://"))
                        .toList());
    }

    @Test
    void idsAreUniqueAndLinksWithinThePageLeadSomewhere() {
        String page = withoutAssets(write(SampleReports.web()));
        List<String> ids = all(page, "\\sid=\"([^\"]*)\"");

        assertEquals(ids.size(), Set.copyOf(ids).size());
        all(page, "href=\"#([^\"]*)\"").forEach(target -> assertTrue(ids.contains(target), target));
        all(page, "aria-labelledby=\"([^\"]*)\"").forEach(target -> assertTrue(ids.contains(target), target));
    }

    @Test
    void theBarShowsEveryOutcomeAndFillsItsLength() {
        OutcomeCounts counts =
                new OutcomeCounts(Map.of(Outcome.PASSED, 99_999, Outcome.FAILED, 1, Outcome.NOT_REACHED, 3), 0);
        List<StackedBar.Segment> segments = StackedBar.of(counts).segments();
        int end = 0;
        for (StackedBar.Segment segment : segments) {
            assertEquals(end, segment.start());
            assertTrue(segment.length() > 0);
            end += segment.length();
        }
        assertEquals(3, segments.size());
        assertEquals(1000, end);
    }

    @Test
    void whatAllStacksShareIsSaidOnce() {
        InspectionTable table = InspectionTable.of(SampleReports.web(), Analysis.of(SampleReports.web()));

        assertEquals("[blinker==1.8.2]", table.common().get("py3.9").toString());
        assertTrue(table.rows().stream()
                .flatMap(row -> row.members().stream())
                .noneMatch(member -> member.pin().name().equals("blinker")));
    }

    @Test
    void thousandsOfRowsAreCutWithAWordAndFailuresStay() {
        Report report = SampleReports.web(3000);
        InspectionTable table = InspectionTable.of(report, Analysis.of(report));

        assertEquals(5000, table.rows().size());
        assertEquals(1000, table.omitted());
        assertEquals(
                Analysis.of(report).outcomes().failing(),
                table.rows().stream()
                        .filter(row -> row.inspection().outcome().isFailure())
                        .count());
    }

    private static List<String> all(String page, String pattern) {
        return Pattern.compile(pattern)
                .matcher(page)
                .results()
                .map(found -> found.group(1))
                .toList();
    }

    private static String write(Report report) {
        return HtmlReport.write(report, Analysis.of(report));
    }

    private static String withoutAssets(String page) {
        return page.replace(Asset.STYLE.text(), "")
                .replace(Asset.SCRIPT.text(), "")
                .replaceFirst("<link[^>]*>", "");
    }
}
