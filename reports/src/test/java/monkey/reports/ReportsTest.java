package monkey.reports;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.networknt.schema.InputFormat;
import com.networknt.schema.SchemaRegistry;
import com.networknt.schema.SpecificationVersion;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ReportsTest {
    @TempDir
    Path home;

    @Test
    void allFormsAreWrittenAndNothingElseIsLeft() throws IOException {
        Path directory = home.resolve("not/yet/there");

        assertEquals(directory.resolve("report.html"), Reports.write(SampleReports.web(), directory));
        try (Stream<Path> files = Files.list(directory)) {
            assertEquals(
                    List.of("junit.xml", "report.html", "report.json", "report.md", "report.sarif"),
                    files.map(file -> file.getFileName().toString()).sorted().toList());
        }
        assertTrue(Files.isReadable(directory.resolve("report.html")));
    }

    @Test
    void whatIsKnownOfCodeLiesBesideAndReportJsonIsTheSameWhoeverHasLooked() throws IOException {
        Report looked = NastyReport.report();
        Report unlooked = new Report(
                looked.run(),
                looked.experiment(),
                looked.machine(),
                looked.environments(),
                looked.inspections(),
                looked.causes(),
                looked.measurements());
        Reports.write(unlooked, home);
        byte[] before = Files.readAllBytes(home.resolve("report.json"));
        assertTrue(Files.notExists(home.resolve("security.json")));

        Reports.write(looked, home);

        assertArrayEquals(before, Files.readAllBytes(home.resolve("report.json")));
        String security = Files.readString(home.resolve("security.json"));
        assertEquals(
                List.of(),
                SchemaRegistry.withDefaultDialect(SpecificationVersion.DRAFT_2020_12)
                        .getSchema(Report.class.getResourceAsStream("security.schema.json"), InputFormat.JSON)
                        .validate(security, InputFormat.JSON));
        assertTrue(Files.readString(home.resolve("report.md")).contains("| `a==2.0` | 3 | 3 | 0 | 1,235 |"));
        assertTrue(Files.readString(home.resolve("report.html")).contains("3 high, 3 medium, 0 low"));
    }

    @Test
    void anEarlierReportIsReplacedAndEqualReportsGiveEqualBytes() throws IOException {
        Reports.write(NastyReport.report(), home);
        Reports.write(SampleReports.web(), home);
        byte[] first = Files.readAllBytes(home.resolve("report.html"));
        Reports.write(SampleReports.web(), home);

        assertArrayEquals(first, Files.readAllBytes(home.resolve("report.html")));
    }

    @Test
    void noFileShowsThePasswordOfAnAddress() throws IOException {
        Reports.write(NastyReport.report(), home);
        for (String name : List.of(Reports.PAGE, Reports.MARKDOWN, Reports.JSON)) {
            String text = Files.readString(home.resolve(name));
            assertTrue(text.contains("https://***@index.example/simple"), name);
            assertFalse(text.contains("secret"), name);
        }
    }

    @Test
    void aPlaceThatCannotBeWrittenToIsNamed() throws IOException {
        Path file = Files.writeString(home.resolve("file"), "");

        UncheckedIOException failure =
                assertThrows(UncheckedIOException.class, () -> Reports.write(SampleReports.web(), file));
        assertTrue(failure.getMessage().contains(file.toString()), failure.getMessage());
    }

    @Test
    void anInspectionOfAnUnknownEnvironmentIsRefused() {
        Report web = SampleReports.web();

        assertThrows(
                IllegalArgumentException.class,
                () -> new Report(web.run(), web.experiment(), web.machine(), List.of(), web.inspections()));
    }
}
