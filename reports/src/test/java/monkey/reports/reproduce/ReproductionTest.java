package monkey.reports.reproduce;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.concurrent.TimeUnit;
import monkey.reports.Environment;
import monkey.reports.Inspection;
import monkey.reports.Outcome;
import monkey.reports.Pin;
import monkey.reports.SampleReports;
import monkey.reports.Space;
import monkey.reports.Specification;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The commands are given to real shells; in place of uv and of the Python it makes stand scripts that write down how they were called. */
class ReproductionTest {
    private static final String UV = "#!/bin/sh\nprintf '%s\\n' uv \"$@\" >> \"$NOTES\"\n"
            + "if [ \"$1\" = venv ]; then mkdir -p venv/bin; cp \"$0.python\" venv/bin/python; fi\n";
    private static final String PYTHON = "#!/bin/sh\nprintf '%s\\n' python \"$@\" \"$QUOTES\" >> \"$NOTES\"\n"
            + "cat \"$1\" data/*.txt >> \"$NOTES\"\nexit 3\n";

    @TempDir
    Path home;

    @ParameterizedTest
    @ValueSource(strings = {"sh", "bash"})
    void pastedIntoAShellTheyInstallThePinsAndRunTheScript(String shell) throws Exception {
        String script = "print('''END\n$HOME `id` \\n''')\nEND\n# no line end";
        Map<String, String> variables = new LinkedHashMap<>();
        variables.put("QUOTES", "it's \"$HOME\"\nnext");
        Files.createDirectories(home.resolve("data"));
        Files.writeString(home.resolve("data/it's.txt"), "laid beside\n");

        String commands = Reproduction.of(
                inspection(
                        Outcome.FAILED,
                        new Pin("a", "1.0"),
                        new Pin("b", "1!2+x", true, Optional.empty()),
                        new Pin("c", "3", false, Optional.of("https://index.example/it's"))),
                environment(),
                new Specification(
                        script,
                        List.of(new Specification.File("data/it's.txt", "")),
                        variables,
                        Optional.empty(),
                        Optional.empty(),
                        1));
        int exit = run(shell, commands + "pwd >> \"$NOTES\"\n");

        assertEquals(0, exit);
        assertEquals(
                """
                uv
                venv
                --quiet
                --python
                3.12.1
                venv
                uv
                pip
                install
                --quiet
                --python
                venv
                --no-deps
                --only-binary
                :all:
                a==1.0
                uv
                pip
                install
                --quiet
                --python
                venv
                --no-deps
                --no-binary
                b
                b==1!2+x
                uv
                pip
                install
                --quiet
                --python
                venv
                --no-deps
                --default-index
                https://index.example/it's
                --only-binary
                :all:
                c==3
                python
                script.py
                it's "$HOME"
                next
                """ + script + "\nlaid beside\n" + home.toRealPath() + "\n", Files.readString(home.resolve("notes")));
    }

    @Test
    void theyEndWithTheScriptsExitCode() throws Exception {
        String commands = Reproduction.of(
                inspection(Outcome.FAILED, new Pin("a", "1.0")),
                environment(),
                new Specification("pass", List.of(), Map.of(), Optional.empty(), Optional.empty(), 1));

        assertEquals(3, run("sh", "mkdir -p data\n" + commands));
    }

    @Test
    void aTimeoutIsReproducedWithItsLimit() {
        Specification specification = new Specification(
                "pass", List.of(), Map.of(), Optional.of(Duration.ofSeconds(60)), Optional.of("1Gi"), 1);

        assertEquals(
                List.of(
                        "timeout 60 venv/bin/python script.py",
                        "venv/bin/python script.py  # its memory limit was 1Gi"),
                List.of(Outcome.TIMED_OUT, Outcome.OUT_OF_MEMORY).stream()
                        .map(outcome ->
                                Reproduction.of(inspection(outcome, new Pin("a", "1")), environment(), specification))
                        .map(commands -> commands.lines()
                                .filter(line -> line.contains("venv/bin/python"))
                                .findFirst()
                                .orElseThrow())
                        .toList());
    }

    @Test
    void theConfiguredIndexIsNotNamed() {
        String commands = Reproduction.of(
                inspection(Outcome.FAILED, new Pin("a", "1")),
                environment(),
                SampleReports.web().experiment().specification());

        assertFalse(commands.contains("-index"), commands);
        assertFalse(commands.contains("://"), commands);
    }

    @Test
    void theExperimentIsRepeatedFromWhatTheReportHolds() throws Exception {
        var web = SampleReports.web();
        Files.createDirectories(home.resolve("scripts"));
        executable(
                home.resolve("scripts/monkey"),
                "#!/bin/sh\nprintf '%s\\n' \"$@\" > \"$NOTES\"; cat \"$2\" >> \"$NOTES\"\n");

        assertEquals(0, run("sh", Reproduction.of(web.run(), web.experiment())));
        assertEquals(
                "run\nflask-1.yaml\n" + web.experiment().document() + "\n", Files.readString(home.resolve("notes")));
    }

    private int run(String shell, String commands) throws IOException, InterruptedException {
        Path tools = Files.createDirectories(home.resolve("tools"));
        executable(tools.resolve("uv"), UV);
        executable(tools.resolve("uv.python"), PYTHON);
        ProcessBuilder builder = new ProcessBuilder(shell).directory(home.toFile());
        builder.environment().put("PATH", tools + ":" + System.getenv("PATH"));
        builder.environment().put("NOTES", home.resolve("notes").toString());
        builder.environment().put("TMPDIR", home.toString());
        builder.redirectErrorStream(true).redirectOutput(home.resolve("output").toFile());
        Process process = builder.start();
        process.getOutputStream().write(commands.getBytes(java.nio.charset.StandardCharsets.UTF_8));
        process.getOutputStream().close();
        if (!process.waitFor(60, TimeUnit.SECONDS)) {
            process.destroyForcibly();
        }
        return process.exitValue();
    }

    private static void executable(Path file, String text) throws IOException {
        Files.writeString(file, text);
        Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rwxr-xr-x"));
    }

    private static Environment environment() {
        return new Environment("py", "3.12.1", Map.of(), Space.UNKNOWN, List.of());
    }

    private static Inspection inspection(Outcome outcome, Pin... pins) {
        return new Inspection(
                "i", "py", 0, List.of(pins), outcome, false, OptionalDouble.empty(), Optional.empty(), List.of());
    }
}
