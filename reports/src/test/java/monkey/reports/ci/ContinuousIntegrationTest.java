package monkey.reports.ci;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.ByteArrayInputStream;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import javax.xml.parsers.DocumentBuilderFactory;
import monkey.reports.MeasuredReports;
import monkey.reports.NastyReport;
import monkey.reports.RandomReports;
import monkey.reports.Report;
import monkey.reports.SampleReports;
import monkey.reports.analysis.Analysis;
import org.junit.jupiter.api.Test;
import org.w3c.dom.Document;
import org.w3c.dom.Element;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

class ContinuousIntegrationTest {
    @Test
    void junitHasACaseForEachStackAndItsNumbersAddUp() throws Exception {
        Report web = SampleReports.web();
        Document xml = parsed(JUnitXml.write(web));
        assertEquals(
                web.inspections().size(), xml.getElementsByTagName("testcase").getLength());
        assertEquals(
                web.inspections().stream()
                        .filter(one -> one.outcome().isFailure())
                        .count(),
                xml.getElementsByTagName("failure").getLength());
        long tests = 0;
        for (int i = 0; i < xml.getElementsByTagName("testsuite").getLength(); i++) {
            Element suite = (Element) xml.getElementsByTagName("testsuite").item(i);
            tests += Long.parseLong(suite.getAttribute("tests"));
            assertEquals(
                    Long.parseLong(suite.getAttribute("failures")),
                    suite.getElementsByTagName("failure").getLength());
            assertEquals(
                    Long.parseLong(suite.getAttribute("skipped")),
                    suite.getElementsByTagName("skipped").getLength());
        }
        assertEquals(web.inspections().size(), tests);
    }

    @Test
    void whateverScriptsPrintBothFilesCanBeRead() throws Exception {
        parsed(JUnitXml.write(NastyReport.report()));
        requireSarif(sarif(NastyReport.report()));
        for (int seed = 0; seed < 40; seed++) {
            Report report = RandomReports.report(seed);
            assertEquals(
                    report.inspections().size(),
                    parsed(JUnitXml.write(report))
                            .getElementsByTagName("testcase")
                            .getLength());
            requireSarif(sarif(report));
        }
    }

    @Test
    void sarifTellsFailuresAndSlowdowns() {
        JsonNode web = sarif(SampleReports.web());
        requireSarif(web);
        assertTrue(web.at("/runs/0/results")
                .valueStream()
                .allMatch(one -> one.get("ruleId").asString().equals("failing-stacks")));
        JsonNode slower = sarif(MeasuredReports.slower());
        requireSarif(slower);
        assertEquals("slower-versions", slower.at("/runs/0/results/0/ruleId").asString());
        assertEquals("warning", slower.at("/runs/0/results/0/level").asString());
        assertTrue(sarif(MeasuredReports.even()).at("/runs/0/results").isEmpty());
    }

    @Test
    void sarifTellsWhatNoCauseExplainsBesideTheCauses() {
        Set<String> rules = sarif(NastyReport.report())
                .at("/runs/0/results")
                .valueStream()
                .map(result -> result.get("ruleId").asString())
                .collect(Collectors.toSet());
        assertEquals(Set.of("failing-versions", "failing-stacks"), rules);
    }

    /** In another process maps may be gone through in another order, and equal reports are to be equal bytes. */
    @Test
    void sarifHasItsPropertiesInOneOrder() {
        String text = Sarif.write(SampleReports.web(), Analysis.of(SampleReports.web()));
        for (List<String> pair : List.of(
                List.of("\"id\"", "shortDescription"),
                List.of("executionSuccessful", "startTimeUtc"),
                List.of("artifactLocation", "\"region\""))) {
            assertTrue(text.indexOf(pair.get(0)) < text.indexOf(pair.get(1)), pair.toString());
        }
    }

    @Test
    void aPipelineIsStoppedByWhatItNames() {
        Report slower = MeasuredReports.slower();
        assertTrue(reason("slower:10%", slower).contains("numpy>=1.25.2"));
        assertEquals("", reason("slower:20%", slower));
        assertEquals("", reason("proven,suspected", slower));
        assertEquals("", reason("slower:1%", MeasuredReports.even()));
        assertEquals("", reason("proven", SampleReports.web()));
        assertTrue(reason("suspected", SampleReports.web()).endsWith("without a cause found"));
        for (String wrong : List.of("slower", "slower:x%", "slower:10", "probable", "")) {
            assertThrows(IllegalArgumentException.class, () -> FailOn.of(List.of(wrong)), wrong);
        }
    }

    private static String reason(String words, Report report) {
        return FailOn.of(List.of(words)).reason(report, Analysis.of(report)).orElse("");
    }

    private static JsonNode sarif(Report report) {
        return JsonMapper.shared().readTree(Sarif.write(report, Analysis.of(report)));
    }

    /** What the standard (OASIS, SARIF 2.1.0, section 3) requires of the objects that we write. */
    private static void requireSarif(JsonNode log) {
        assertEquals("2.1.0", log.get("version").asString());
        assertEquals(1, log.get("runs").size());
        JsonNode run = log.at("/runs/0");
        assertFalse(run.at("/tool/driver/name").asString().isEmpty());
        JsonNode rules = run.at("/tool/driver/rules");
        assertEquals(
                rules.size(),
                rules.valueStream()
                        .map(rule -> rule.get("id").asString())
                        .distinct()
                        .count(),
                "ids of rules are unique");
        assertTrue(run.at("/invocations/0/executionSuccessful").isBoolean());
        assertTrue(Set.of("utf16CodeUnits", "unicodeCodePoints")
                .contains(run.get("columnKind").asString()));
        for (JsonNode result : run.get("results")) {
            assertEquals(
                    result.get("ruleId"),
                    rules.get(result.get("ruleIndex").asInt()).get("id"));
            assertTrue(Set.of("none", "note", "warning", "error")
                    .contains(result.get("level").asString()));
            assertFalse(result.at("/message/text").asString().isBlank());
            JsonNode place = result.at("/locations/0/physicalLocation");
            assertFalse(URI.create(place.at("/artifactLocation/uri").asString()).isAbsolute());
            assertTrue(place.at("/region/startLine").asInt() >= 1);
            assertEquals(
                    64,
                    result.get("partialFingerprints")
                            .get("finding/v1")
                            .asString()
                            .length());
        }
    }

    private static Document parsed(String xml) throws Exception {
        DocumentBuilderFactory factory = DocumentBuilderFactory.newInstance();
        factory.setFeature("http://apache.org/xml/features/disallow-doctype-decl", true);
        return factory.newDocumentBuilder().parse(new ByteArrayInputStream(xml.getBytes(StandardCharsets.UTF_8)));
    }
}
