package monkey.reports;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

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
