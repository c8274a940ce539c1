package monkey.reports;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * The three files of the nastiest report, to the byte. After a change that is meant, {@code -Dgolden.update=true} writes them
 * anew; what changed is then for the eye. Style and script are left out of the page: they are files of their own.
 */
class GoldenTest {
    private static final Path GOLDEN = Path.of("src/test/resources/monkey/reports/golden");

    @TempDir
    Path directory;

    @ParameterizedTest
    @ValueSource(strings = {Reports.PAGE, Reports.MARKDOWN, Reports.JSON})
    void equalReportsGiveEqualBytes(String name) throws IOException {
        Reports.write(NastyReport.report(), directory);
        String written = Files.readString(directory.resolve(name))
                .replaceAll("(?s)<style>.*?</style>", "<style></style>")
                .replaceAll("(?s)<script>\\R?// The page.*?</script>", "<script></script>")
                .replaceAll("sha256-[A-Za-z0-9+/=]+", "sha256-");
        if (Boolean.getBoolean("golden.update")) {
            Files.createDirectories(GOLDEN);
            Files.writeString(GOLDEN.resolve(name), written);
        }
        assertEquals(Files.readString(GOLDEN.resolve(name)), written);
    }
}
