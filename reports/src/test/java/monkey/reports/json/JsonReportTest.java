package monkey.reports.json;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;

import com.networknt.schema.InputFormat;
import com.networknt.schema.Schema;
import com.networknt.schema.SchemaRegistry;
import com.networknt.schema.SpecificationVersion;
import java.util.List;
import java.util.stream.LongStream;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;
import monkey.reports.NastyReport;
import monkey.reports.RandomReports;
import monkey.reports.Report;
import monkey.reports.SampleReports;
import monkey.reports.analysis.Analysis;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

class JsonReportTest {
    private static final Schema SCHEMA = SchemaRegistry.withDefaultDialect(SpecificationVersion.DRAFT_2020_12)
            .getSchema(Report.class.getResourceAsStream("report.schema.json"), InputFormat.JSON);

    static Stream<Report> reports() {
        return Stream.concat(
                Stream.of(SampleReports.web(), NastyReport.report()),
                LongStream.range(0, 40).mapToObj(RandomReports::report));
    }

    @ParameterizedTest
    @MethodSource("reports")
    void reportsMeetTheSchema(Report report) {
        assertEquals(List.of(), SCHEMA.validate(JsonReport.write(report, Analysis.of(report)), InputFormat.JSON));
    }

    @Test
    void theSchemaRefusesWhatIsNoReport() {
        String good = JsonReport.write(SampleReports.web(), Analysis.of(SampleReports.web()));

        for (String bad : List.of(
                "{}",
                good.replace(JsonReport.FORMAT, "dependency-monkey-report/2"),
                good.replace("\"count\" : \"13728442368\"", "\"count\" : 13728442368"),
                good.replaceFirst("\"outcome\" : \"passed\"", "\"outcome\" : \"great\""),
                good.replaceFirst("\"blinker==1.8.2\"", "\"blinker 1.8.2\""))) {
            assertFalse(
                    SCHEMA.validate(bad, InputFormat.JSON).isEmpty(), bad.substring(0, Math.min(200, bad.length())));
        }
    }

    @Test
    void countsAreExactHoweverLarge() {
        JsonNode nasty = json(NastyReport.report());

        assertEquals("7".repeat(400), nasty.at("/environments/0/space/count").asString());
        assertEquals(true, nasty.at("/environments/1/space/count").isNull());
        assertEquals(true, nasty.at("/space/count").isNull());
        assertEquals(
                "130000000000000000000000000000013728442375".length() + 6,
                json(SampleReports.web()).at("/space/count").asString().length());
    }

    @Test
    void stacksAreNamesAndVersionsInOrderAndFailuresHaveTheirSignature() {
        JsonNode web = json(SampleReports.web());
        JsonNode failed = StreamSupport.stream(web.path("inspections").spliterator(), false)
                .filter(inspection -> inspection.path("outcome").asString().equals("failed"))
                .findFirst()
                .orElseThrow();

        assertEquals("blinker==1.8.2", failed.at("/stack/0").asString());
        assertEquals(
                List.of("blinker", "click", "flask", "itsdangerous", "jinja2", "markupsafe", "werkzeug"),
                StreamSupport.stream(failed.path("stack").spliterator(), false)
                        .map(pin -> pin.asString().replaceFirst("==.*", ""))
                        .toList());
        assertEquals(
                "ImportError: cannot import name 'url_quote' from 'werkzeug.urls' in flask/app.py",
                failed.path("signature").asString());
        assertEquals(0, web.path("findings").size());
    }

    private static JsonNode json(Report report) {
        return JsonMapper.shared().readTree(JsonReport.write(report, Analysis.of(report)));
    }
}
