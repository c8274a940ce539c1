package monkey.reports;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.AtomicMoveNotSupportedException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.LinkedHashMap;
import java.util.Map;
import monkey.reports.analysis.Analysis;
import monkey.reports.ci.JUnitXml;
import monkey.reports.ci.Sarif;
import monkey.reports.html.HtmlReport;
import monkey.reports.json.JsonReport;
import monkey.reports.json.SecurityJson;
import monkey.reports.markdown.MarkdownReport;

/** Writes a report in all its forms. */
public final class Reports {
    public static final String PAGE = "report.html";
    public static final String MARKDOWN = "report.md";
    public static final String JSON = "report.json";
    public static final String SECURITY = "security.json";
    public static final String JUNIT = "junit.xml";
    public static final String SARIF = "report.sarif";

    private Reports() {}

    /**
     * Writes {@value #PAGE}, {@value #MARKDOWN}, {@value #JSON}, {@value #JUNIT} and {@value #SARIF} into the directory, which is made if it is not there;
     * also {@value #SECURITY} where somebody has looked at the code of a version.
     * Each file is written beside its place and then moved there: a reader never sees half a file, and when this fails,
     * files of an earlier time are still whole.
     *
     * @return the page
     * @throws UncheckedIOException when the directory cannot be written to
     */
    public static Path write(Report report, Path directory) {
        return write(report, Analysis.of(report), directory);
    }

    /** As {@link #write(Report, Path)}, of a report that was analysed before. */
    public static Path write(Report report, Analysis analysis, Path directory) {
        Map<String, String> files = new LinkedHashMap<>();
        files.put(JSON, JsonReport.write(report, analysis));
        if (!report.security().isEmpty()) {
            files.put(SECURITY, SecurityJson.write(report));
        }
        files.put(JUNIT, JUnitXml.write(report));
        files.put(SARIF, Sarif.write(report, analysis));
        files.put(MARKDOWN, MarkdownReport.write(report, analysis));
        files.put(PAGE, HtmlReport.write(report, analysis));
        try {
            Files.createDirectories(directory);
            for (Map.Entry<String, String> file : files.entrySet()) {
                replace(directory.resolve(file.getKey()), file.getValue());
            }
        } catch (IOException e) {
            throw new UncheckedIOException("the report cannot be written to " + directory + ": " + e.getMessage(), e);
        }
        return directory.resolve(PAGE);
    }

    private static void replace(Path file, String text) throws IOException {
        Path written = Files.createTempFile(file.toAbsolutePath().getParent(), "." + file.getFileName(), ".part");
        try {
            Files.writeString(written, text, StandardCharsets.UTF_8);
            if (Files.getFileStore(written).supportsFileAttributeView("posix")) {
                Files.setPosixFilePermissions(written, PosixFilePermissions.fromString("rw-r--r--"));
            }
            move(written, file);
        } finally {
            Files.deleteIfExists(written);
        }
    }

    private static void move(Path from, Path to) throws IOException {
        try {
            Files.move(from, to, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
        } catch (AtomicMoveNotSupportedException e) {
            Files.move(from, to, StandardCopyOption.REPLACE_EXISTING);
        }
    }
}
