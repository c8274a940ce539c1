package monkey.jobs.command;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * The script that users call, in a source tree of its own with blanks in its path. Maven and Java are stood in for: the
 * one makes a jar that is empty, the other says what it was given.
 */
class LauncherTest {
    private static final List<String> NEEDED =
            List.of("bash", "dirname", "readlink", "find", "mkdir", "mktemp", "mv", "rm", "tail", "touch", "flock");

    @TempDir
    Path folder;

    private Path root;
    private Path tools;
    private Path script;

    @BeforeEach
    void tree() throws IOException {
        root = Files.createDirectories(folder.resolve("a source tree"));
        tools = Files.createDirectories(folder.resolve("tools"));
        script = root.resolve("scripts/monkey");
        Files.createDirectories(script.getParent());
        Files.copy(Path.of("../scripts/monkey"), script);
        for (String module : List.of("resolver", "dataset", "amun-client", "reports", "jobs")) {
            Files.createDirectories(root.resolve(module).resolve("src/main"));
            Files.writeString(root.resolve(module).resolve("pom.xml"), "");
        }
        Files.createDirectories(root.resolve("scripts/inspection"));
        Files.writeString(root.resolve("pom.xml"), "");
        tool(
                "mvn",
                "echo built >> '" + folder + "/builds'; mkdir -p '" + root + "/jobs/target'; touch '" + root
                        + "/jobs/target/monkey.jar'");
        tool("java", "printf '%s\\n' \"$@\"");
    }

    @Test
    void first_call_builds_and_says_so() throws Exception {
        Ended ended = call(script, "count", "flask >= 1");

        assertThat(ended.code()).isZero();
        assertThat(ended.said()).isEqualTo("Building Dependency Monkey. This takes a minute or two the first time.\n");
        assertThat(ended.answered().lines().toList())
                .endsWith("-jar", root.resolve("jobs/target/monkey.jar").toString(), "count", "flask >= 1");
    }

    @Test
    void second_call_builds_nothing() throws Exception {
        call(script, "--help");
        Ended ended = call(script, "--help");

        assertThat(ended.said()).isEmpty();
        assertThat(builds()).isEqualTo(1);
    }

    @Test
    void what_only_a_build_can_change_is_said_without_java() throws Exception {
        String help = call(script, "--help").answered();
        String version = call(script, "-V").answered();
        Files.delete(tools.resolve("java"));

        assertThat(call(script, "-h").answered()).isEqualTo(help).endsWith("--help\n");
        assertThat(call(script, "--version").answered()).isEqualTo(version).endsWith("--version\n");
        assertThat(call(script, "count", "--help").code()).isNotZero();
    }

    @Test
    void edited_source_is_built_again() throws Exception {
        call(script, "--help");
        Path source = Files.writeString(root.resolve("reports/src/main/Page.java"), "class Page {}");
        Files.setLastModifiedTime(source, FileTime.from(Instant.now().plusSeconds(2)));
        call(script, "--help");

        assertThat(builds()).isEqualTo(2);
    }

    @Test
    void link_from_elsewhere_and_any_working_directory_will_do() throws Exception {
        Path link = Files.createSymbolicLink(folder.resolve("my monkey"), script);

        assertThat(call(link, "runs").answered()).endsWith("\nruns\n");
    }

    @Test
    void build_that_fails_shows_its_end_and_runs_nothing() throws Exception {
        tool("mvn", "echo 'no symbol'; exit 1");

        Ended ended = call(script, "--help");

        assertThat(ended.code()).isEqualTo(1);
        assertThat(ended.answered()).isEmpty();
        assertThat(ended.said())
                .endsWith("no symbol\nmonkey: the build failed; all of it is in " + root + "/jobs/target/monkey.log\n");
        assertThat(call(script, "--help").code()).isEqualTo(1);
    }

    @Test
    void missing_tools_are_named() throws Exception {
        Files.delete(tools.resolve("mvn"));
        assertThat(call(script, "--help").said())
                .isEqualTo("monkey: there is no Maven here ('mvn'), which builds this program."
                        + " Install Maven 3.8 or later.\n");

        Files.delete(tools.resolve("java"));
        assertThat(call(script, "--help").said())
                .isEqualTo("monkey: there is no Java here ('java'). Install Java 17 or later, or set JAVA_HOME.\n");
    }

    private record Ended(int code, String answered, String said) {}

    private Ended call(Path called, String... arguments) throws Exception {
        List<String> command = new ArrayList<>(List.of(called.toString()));
        command.addAll(List.of(arguments));
        Path out = folder.resolve("out");
        Path err = folder.resolve("err");
        ProcessBuilder builder = new ProcessBuilder(command)
                .directory(tools.toFile())
                .redirectOutput(out.toFile())
                .redirectError(err.toFile());
        builder.environment().remove("JAVA_HOME");
        builder.environment().put("PATH", tools.toString());
        int code = builder.start().waitFor();
        return new Ended(
                code, Files.readString(out, StandardCharsets.UTF_8), Files.readString(err, StandardCharsets.UTF_8));
    }

    private long builds() throws IOException {
        try (var lines = Files.lines(folder.resolve("builds"))) {
            return lines.count();
        }
    }

    /** PATH holds only what is put here, and what a shell cannot do without. */
    private void tool(String name, String body) throws IOException {
        write(name, body);
        for (String needed : NEEDED) {
            write(needed, "exec /usr/bin/" + needed + " \"$@\"");
        }
    }

    private void write(String name, String body) throws IOException {
        Path tool = tools.resolve(name);
        Files.writeString(tool, "#!/bin/bash\n" + body + "\n");
        Files.setPosixFilePermissions(tool, PosixFilePermissions.fromString("rwxr-xr-x"));
    }
}
