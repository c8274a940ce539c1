package monkey.amun.interpreters;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class InterpretersTest {
    private static final Interpreters SOME = Interpreters.of(List.of(
            new Interpreter(Path.of("/p/3.13.0/bin/python"), "3.13.0", Path.of("/p/3.13.0")),
            new Interpreter(Path.of("/p/3.11.10/bin/python"), "3.11.10", Path.of("/p/3.11.10")),
            new Interpreter(Path.of("/p/3.11.9/bin/python"), "3.11.9", Path.of("/p/3.11.9"))));

    @Test
    void a_minor_version_means_its_newest_patch_and_a_full_one_itself() {
        assertEquals("3.11.10", SOME.find("3.11").version());
        assertEquals("3.13.0", SOME.find("3").version());
        assertEquals("3.11.9", SOME.find("3.11.9").version());
        assertEquals("3.11", SOME.find("3.11.9").minorVersion());
    }

    @Test
    void a_python_that_is_not_here_is_an_error_that_lists_those_that_are() {
        String message = assertThrows(InterpreterNotFoundException.class, () -> SOME.find("3.1"))
                .getMessage();
        assertTrue(message.startsWith("Python 3.1 is not on this machine; here are 3.13.0, 3.11.10, 3.11.9."), message);
    }

    @Test
    void what_is_no_version_is_told_so() {
        String message = assertThrows(InterpreterNotFoundException.class, () -> SOME.find("snake"))
                .getMessage();
        assertTrue(message.startsWith("'snake' is not a Python version: write 3.11 or 3.11.7"), message);
    }

    @Test
    void versions_are_ordered_by_number_and_a_pre_release_comes_before_its_release() {
        assertTrue(Interpreters.compareVersions("3.9.18", "3.10.2") < 0);
        assertTrue(Interpreters.compareVersions("3.14.0rc1", "3.14.0") < 0);
        assertTrue(Interpreters.compareVersions("3.14.0b2", "3.14.0rc1") < 0);
        assertEquals(0, Interpreters.compareVersions("3.8.1", "3.8.1"));
    }

    @Test
    void this_machine_has_pythons_and_each_is_the_interpreter_itself() throws Exception {
        Interpreters here = Interpreters.onThisMachine();
        assertFalse(here.all().isEmpty());
        for (Interpreter interpreter : here.all()) {
            assertEquals(interpreter.executable().toRealPath(), interpreter.executable());
            assertFalse(interpreter.executable().toString().contains("/shims/"));
            assertTrue(Files.isDirectory(interpreter.prefix()));
        }
    }

    @Test
    void shims_and_dangling_links_are_passed_over_and_links_followed(@TempDir Path directory) throws Exception {
        Path real = InterpreterSearch.candidates(System.getenv()).get(0);
        Path bin = Files.createDirectories(directory.resolve("bin"));
        Files.createSymbolicLink(bin.resolve("python3"), real);
        Files.createSymbolicLink(bin.resolve("python3.9"), directory.resolve("gone"));
        Files.writeString(bin.resolve("python"), "#!/bin/sh\nexec python3\n")
                .toFile()
                .setExecutable(true);
        Files.createSymbolicLink(bin.resolve("python3-config"), real);
        assertEquals(
                List.of(real),
                InterpreterSearch.candidates(Map.of("PATH", bin.toString(), "HOME", directory.toString())));
    }

    @Test
    void versions_of_pyenv_and_uv_are_found_without_being_on_the_path(@TempDir Path home) throws Exception {
        Path real = InterpreterSearch.candidates(System.getenv()).get(0);
        Path pyenv = Files.createDirectories(home.resolve(".pyenv/versions/3.11.7/bin"));
        Path uv = Files.createDirectories(home.resolve(".local/share/uv/python/cpython-3.12.1-linux/bin"));
        Files.copy(real, pyenv.resolve("python3.11"));
        Files.copy(real, uv.resolve("python3.12"));
        assertEquals(
                List.of(pyenv.resolve("python3.11"), uv.resolve("python3.12")),
                InterpreterSearch.candidates(Map.of("HOME", home.toString())));
    }

    @Test
    void only_what_may_be_the_wanted_python_is_started_and_once() {
        List<Path> started = Collections.synchronizedList(new ArrayList<>());
        Interpreters here = Interpreters.among(
                List.of(Path.of("/a/python3.9"), Path.of("/b/python3.11"), Path.of("/c/python")), path -> {
                    started.add(path);
                    return Optional.of(new Interpreter(
                            path,
                            path.startsWith("/a") ? "3.9.18" : path.startsWith("/b") ? "3.11.7" : "3.11.9",
                            path));
                });
        assertEquals("3.11.9", here.find("3.11").version());
        assertEquals("3.11.7", here.find("3.11.7").version());
        assertFalse(started.contains(Path.of("/a/python3.9")), started::toString);
        assertEquals(3, here.all().size());
        assertEquals(3, started.size());
    }

    @Test
    void a_name_that_says_another_version_does_not_hide_a_python() {
        Interpreters here = Interpreters.among(
                List.of(Path.of("/a/python3.9")), path -> Optional.of(new Interpreter(path, "3.12.1", path)));
        assertEquals("3.12.1", here.find("3.12").version());
    }

    @Test
    void what_is_no_python_is_left_out() {
        assertTrue(Interpreters.among(List.of(Path.of("/bin/true"), Path.of("/nowhere/python")))
                .all()
                .isEmpty());
    }
}
