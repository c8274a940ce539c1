package monkey.reports;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.networknt.schema.InputFormat;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import monkey.reports.analysis.Analysis;
import monkey.reports.performance.Slowdown;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** What was measured, in all three forms. */
class MeasuredReportsTest {
    @TempDir
    Path directory;

    @Test
    void whatIsSlowerIsSaidInEveryForm() throws IOException {
        Report report = MeasuredReports.slower();
        List<Slowdown> slowdowns = Analysis.of(report).slowdowns();
        assertEquals(
                List.of("numpy>=1.25.2", "numpy>=1.25.2 with scipy<1.10.1"),
                slowdowns.stream().map(Slowdown::versions).sorted().toList());
        assertEquals(
                List.of("cpu_time", "PiMatmul.rate"),
                slowdowns.stream()
                        .filter(one -> one.specifiers().size() == 1)
                        .flatMap(one -> one.changes().stream())
                        .filter(Slowdown.Change::isWorse)
                        .map(change -> change.result().metric().name())
                        .sorted(java.util.Comparator.reverseOrder())
                        .toList());

        Reports.write(report, directory);
        String sentence = Analysis.of(report).verdict().sentence();
        assertTrue(sentence.contains("numpy>=1.25.2 has "), sentence);
        assertTrue(Files.readString(directory.resolve(Reports.MARKDOWN)).contains("| numpy&gt;=1.25.2 |")
                || Files.readString(directory.resolve(Reports.MARKDOWN)).contains("numpy>=1.25.2"));
        JsonNode json = JsonMapper.shared().readTree(Files.readString(directory.resolve(Reports.JSON)));
        JsonNode finding = json.get("findings").get(0);
        assertEquals("performance", finding.get("kind").asString());
        assertEquals("proven", finding.get("status").asString());
        double low = finding.get("changes").get(0).get("low").asDouble();
        double high = finding.get("changes").get(0).get("high").asDouble();
        assertTrue(
                low < Math.exp(0.12) && Math.exp(0.12) < high || 1 / high < Math.exp(0.12) && Math.exp(0.12) < 1 / low);
    }

    /** Without a control nobody knows how large the noise was. */
    @Test
    void whatIsOnlySuspectedIsNamedInTheVerdictAndCalledSo() {
        Report whole = MeasuredReports.slower();
        Report report = new Report(
                whole.run(),
                whole.experiment(),
                whole.machine(),
                whole.environments(),
                whole.inspections(),
                whole.causes(),
                whole.measurements().stream().filter(stack -> !stack.control()).toList());
        String sentence = Analysis.of(report).verdict().sentence();
        assertTrue(sentence.contains(" (suspected); and "), sentence);
    }

    @Test
    void whereNothingIsDifferentItIsSaidWhatCouldBeHidden() throws IOException {
        Report report = MeasuredReports.even();
        assertEquals(List.of(), Analysis.of(report).slowdowns());
        Reports.write(report, directory);
        assertTrue(Files.readString(directory.resolve(Reports.PAGE))
                .contains("between two of these stacks could be hidden here"));
        assertTrue(Files.readString(directory.resolve(Reports.MARKDOWN))
                .contains("no difference could be hidden larger than"));
    }

    @Test
    void theJsonIsAsItsSchemaSays() throws IOException {
        Reports.write(MeasuredReports.slower(), directory);
        var schema = com.networknt.schema.SchemaRegistry.withDefaultDialect(
                        com.networknt.schema.SpecificationVersion.DRAFT_2020_12)
                .getSchema(Reports.class.getResourceAsStream("report.schema.json"));
        assertEquals(List.of(), schema.validate(Files.readString(directory.resolve(Reports.JSON)), InputFormat.JSON));
    }
}
