package monkey.dataset.environment;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assumptions.assumeFalse;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import monkey.dataset.python.Python;
import monkey.dataset.python.Version;
import monkey.dataset.python.WheelTag;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.io.TempDir;

/** Runs the script with every interpreter of this machine: those of pyenv and those of the system. */
class InterpreterScriptTest {
    private static final Path SCRIPT =
            Path.of("..", "scripts", "inspection", "interpreter.py").toAbsolutePath();
    private static final String NEWEST = "26.3";
    private static final Version OLDEST = Version.parse("3.6");
    private static final String SYS_TAGS = "from packaging.tags import sys_tags\nfor tag in sys_tags(): print(tag)";

    @TestFactory
    Stream<DynamicTest> tagsOfEachInterpreterAreThoseThatItComputesItself() throws IOException {
        List<Path> interpreters = interpreters();
        assumeFalse(interpreters.isEmpty(), "no Python from 3.6 on found");
        return interpreters.stream()
                .map(interpreter -> DynamicTest.dynamicTest(interpreter.toString(), () -> compare(interpreter)));
    }

    private static void compare(Path interpreter) {
        String report = Python.run(SCRIPT.getParent(), "", interpreter.toString(), "-I", SCRIPT.toString());
        RuntimeEnvironment environment = RuntimeEnvironment.of(InterpreterReport.parse(report));
        String release = packaging(environment.python());
        Path packages = Python.packaging(release);
        List<String> expected = Python.run(packages, "", interpreter.toString(), "-c", SYS_TAGS)
                .lines()
                .collect(Collectors.toList());
        List<String> actual =
                environment.tags().tags().stream().map(WheelTag::toString).collect(Collectors.toList());
        if (!release.equals(NEWEST)) {
            // Older releases have the bare Linux tags after the others; all else is in the same order.
            expected.removeIf(tag -> tag.contains("-linux_"));
            actual.removeIf(tag -> tag.contains("-linux_"));
        }
        if (release.equals("21.3")) {
            // It leaves out the one tag that pip of that time, which asks in another way, has.
            actual.remove("cp36-none-any");
        }
        assertEquals(expected, actual);
    }

    /** The newest release that the interpreter can run. */
    private static String packaging(Version python) {
        if (python.compareTo(Version.parse("3.7")) < 0) {
            return "21.3";
        }
        if (python.compareTo(Version.parse("3.8")) < 0) {
            return "24.0";
        }
        return python.compareTo(Version.parse("3.9")) < 0 ? "25.0" : NEWEST;
    }

    private static List<Path> interpreters() throws IOException {
        List<Path> found = new ArrayList<>();
        String root = System.getenv("PYENV_ROOT");
        Path versions = Path.of(root == null ? System.getProperty("user.home") + "/.pyenv" : root, "versions");
        if (Files.isDirectory(versions)) {
            try (Stream<Path> folders = Files.list(versions)) {
                folders.map(folder -> folder.resolve("bin/python3")).sorted().forEach(found::add);
            }
        }
        found.add(Path.of("/usr/bin/python3"));
        found.removeIf(path -> !Files.isExecutable(path) || version(path).compareTo(OLDEST) < 0);
        return found;
    }

    private static Version version(Path interpreter) {
        String code = "import platform; print(platform.python_version())";
        return Version.parse(Python.run(Path.of("."), "", interpreter.toString(), "-I", "-c", code));
    }

    /** No such system is at hand, so one is made up: an ELF file that names a loader, and a loader that tells its version. */
    @Test
    void theVersionOfMuslIsToldByItsLoader(@TempDir Path folder) throws IOException {
        Path loader = Files.writeString(
                folder.resolve("ld-musl-x86_64.so.1"),
                "#!/bin/sh\nprintf 'musl libc (x86_64)\\nVersion 1.2.4\\n' >&2\nexit 1\n");
        loader.toFile().setExecutable(true);
        Path executable =
                Files.write(folder.resolve("python"), elf(loader.toString().getBytes(StandardCharsets.UTF_8)));
        String code =
                "import sys, interpreter; sys.executable = '" + executable + "'; print(interpreter.musl_by_loader())";
        assertEquals("1.2\n", Python.run(SCRIPT.getParent(), "", "python3", "-B", "-c", code));
    }

    /** A 64-bit file header, one program header of kind PT_INTERP, and the path of the loader. */
    private static byte[] elf(byte[] loader) {
        int header = 64;
        int entry = 56;
        ByteBuffer file =
                ByteBuffer.allocate(header + entry + loader.length + 1).order(ByteOrder.LITTLE_ENDIAN);
        file.put(new byte[] {0x7f, 'E', 'L', 'F', 2, 1, 1});
        file.putLong(32, header);
        file.putShort(54, (short) entry);
        file.putShort(56, (short) 1);
        file.putInt(header, 3);
        file.putLong(header + 8, header + entry);
        file.putLong(header + 32, loader.length + 1);
        file.position(header + entry);
        return file.put(loader).array();
    }
}
