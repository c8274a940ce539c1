package monkey.reports.html;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import javax.imageio.ImageIO;
import monkey.reports.MeasuredReports;
import monkey.reports.NastyReport;
import monkey.reports.Report;
import monkey.reports.Reports;
import monkey.reports.SampleReports;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The page in a real browser, opened from disk as a reader would. */
class BrowserTest {
    private static Path chromium;

    @TempDir
    Path directory;

    @BeforeAll
    static void findChromium() {
        Optional<Path> found = Stream.of(System.getenv("PATH").split(":"))
                .flatMap(folder -> Stream.of("chromium", "chromium-browser", "google-chrome")
                        .map(name -> Path.of(folder, name)))
                .filter(Files::isExecutable)
                .findFirst();
        if (found.isEmpty()) {
            System.err.println("!! NO CHROMIUM: the report's page is NOT tested in a browser."
                    + " On Debian: apt-get install chromium");
        }
        Assumptions.assumeTrue(found.isPresent(), "there is no Chromium on the PATH");
        chromium = found.get();
    }

    @ParameterizedTest
    @CsvSource({
        "390, 844, light",
        "390, 844, dark",
        "820, 1180, light",
        "820, 1180, dark",
        "1440, 900, light",
        "1440, 900, dark"
    })
    void itOpensWithoutAWordOnTheConsole(int width, int height, String scheme) throws Exception {
        Path page = Reports.write(width == 820 ? MeasuredReports.slower() : SampleReports.web(), directory);
        Path picture = directory.resolve("picture.png");
        Visit visit = visit(page, width, height, scheme, "--screenshot=" + picture);

        assertEquals(List.of(), visit.console());
        var image = ImageIO.read(picture.toFile());
        assertEquals(List.of(width, height), List.of(image.getWidth(), image.getHeight()));
        int background = image.getRGB(3, 3) & 0xFF;
        assertTrue(scheme.equals("dark") ? background < 0x40 : background > 0xC0, "background " + background);
    }

    @Test
    void theNastiestStringsRunNothing() throws Exception {
        Visit visit = visit(Reports.write(NastyReport.report(), directory), 1440, 900, "light", "--dump-dom");

        assertEquals(List.of(), visit.console());
        assertFalse(visit.output().contains("<img"));
        assertEquals(1, visit.output().split("<script", -1).length - 1);
    }

    @Test
    void itsScriptOffersWhatItAdds() throws Exception {
        Visit visit = visit(Reports.write(SampleReports.web(300), directory), 1440, 900, "light", "--dump-dom");

        assertTrue(visit.output().contains("<output aria-live=\"polite\">600 in all</output>"));
        assertTrue(visit.output().contains(">Show all 600</button>"));
        assertEquals(400, visit.output().split("<tr data-outcome=\"[a-z_]*\" hidden", -1).length - 1);
        assertFalse(visit.output().contains("class=\"copy\" hidden"));
    }

    /** A page of our own measures the reports in frames of these widths: browser windows cannot be that narrow. */
    @Test
    void nothingIsWiderThanTheWindow() throws Exception {
        StringBuilder frames = new StringBuilder(
                "<!DOCTYPE html><body><script>onmessage = e => document.body" + ".append(` ${e.data} `)</script>");
        List<String> expected = new ArrayList<>();
        for (int width : new int[] {320, 390, 820, 1440}) {
            frames.append("<iframe style='border:0' height=800 width=" + width + " src=sample.html></iframe>");
            frames.append("<iframe style='border:0' height=800 width=" + width + " src=nasty.html></iframe>");
            frames.append("<iframe style='border:0' height=800 width=" + width + " src=measured.html></iframe>");
            for (String page : List.of("nasty", "sample", "measured")) {
                expected.add(page + " wants " + width + " of " + width);
            }
        }
        measured("sample", SampleReports.web());
        measured("nasty", NastyReport.report());
        measured("measured", MeasuredReports.slower());
        Path page = Files.writeString(directory.resolve("frames.html"), frames);
        Visit visit = visit(page, 1600, 900, "light", "--dump-dom");

        assertEquals(
                expected.stream().sorted().toList(),
                Pattern.compile("\\w+ wants \\d+ of \\d+")
                        .matcher(visit.output())
                        .results()
                        .map(MatchResult::group)
                        .sorted()
                        .toList());
    }

    private void measured(String name, Report report) throws IOException {
        String measuring = "<script>parent.postMessage(`" + name
                + " wants ${document.documentElement.scrollWidth} of ${innerWidth}`, '*')</script></body>";
        Files.writeString(
                directory.resolve(name + ".html"),
                Files.readString(Reports.write(report, directory))
                        .replaceFirst("<meta http-equiv=\"Content-Security-Policy\"[^>]*>", "")
                        .replace("</body>", measuring));
    }

    private record Visit(String output, List<String> console) {}

    private Visit visit(Path page, int width, int height, String scheme, String action)
            throws IOException, InterruptedException {
        Path profile = Files.createTempDirectory(directory, "profile");
        Path output = directory.resolve("output");
        Path messages = directory.resolve("messages");
        List<String> command = new ArrayList<>(List.of(
                chromium.toString(),
                "--headless=new",
                "--no-sandbox",
                "--disable-gpu",
                "--disable-quic",
                "--no-first-run",
                "--disable-background-networking",
                "--disable-component-update",
                "--disable-sync",
                "--hide-scrollbars",
                "--enable-logging=stderr",
                "--user-data-dir=" + profile,
                "--window-size=" + width + "," + height));
        if (scheme.equals("dark")) {
            command.add("--force-dark-mode");
            command.add("--blink-settings=preferredColorScheme=0");
        }
        command.add(action);
        command.add(page.toUri().toString());
        Process process = new ProcessBuilder(command)
                .redirectOutput(output.toFile())
                .redirectError(messages.toFile())
                .start();
        if (!process.waitFor(120, TimeUnit.SECONDS)) {
            process.descendants().forEach(ProcessHandle::destroyForcibly);
            process.destroyForcibly();
        }
        assertEquals(0, process.waitFor(), () -> "chromium failed: " + read(messages));
        return new Visit(
                read(output),
                read(messages).lines().filter(line -> line.contains(":CONSOLE")).toList());
    }

    private static String read(Path file) {
        try {
            return Files.readString(file);
        } catch (IOException e) {
            return e.toString();
        }
    }
}
