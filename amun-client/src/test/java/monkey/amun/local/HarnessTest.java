package monkey.amun.local;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import monkey.amun.InspectionResult;
import monkey.amun.InspectionSpecification;
import monkey.amun.LockedPackage;
import monkey.amun.Outcome;
import monkey.amun.interpreters.Interpreter;
import monkey.amun.interpreters.Interpreters;
import monkey.amun.results.Json;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/** The harness on each Python of this machine, and in the hands of a user without rights. */
class HarnessTest {
    static List<Interpreter> pythons() {
        return Inspections.INTERPRETERS.all();
    }

    @ParameterizedTest
    @MethodSource("pythons")
    void it_runs_on_every_python_and_makes_environments_for_it(Interpreter python, @TempDir Path wheels)
            throws Exception {
        LockedPackage tiny = new TinyWheel("tiny", "1")
                .with("tiny/__init__.py", "from tiny.inner import place\n")
                .with("tiny/inner.py", "def place(): return place.__code__.co_filename\n")
                .with("tiny/template.py", "{{ not python }}\n")
                .in(wheels);
        LocalSettings settings = new LocalSettings(Inspections.HOME, 1, Map.of(), false);
        try (LocalBackend backend = LocalBackend.open(settings, Interpreters.of(List.of(python)))) {
            InspectionResult result = Inspections.await(backend.submit(new InspectionSpecification(
                    python.version(),
                    List.of(tiny),
                    "import json, os, sys, tiny\n"
                            + "print(json.dumps([sys.version.split()[0], sys.prefix != sys.base_prefix,"
                            + " os.path.exists(tiny.inner.__cached__), tiny.place()]))\n",
                    List.of(),
                    Map.of(),
                    2,
                    Inspections.limits(20, 256))));
            assertEquals(Outcome.PASSED, result.outcome(), result.reason() + result.buildLog());
            JsonNode document = Json.MAPPER.readTree(result.items().get(1).document());
            assertTrue(document.get("stdout").get(0).asString().startsWith(python.version()));
            assertTrue(document.get("stdout").get(1).asBoolean());
            assertTrue(document.get("stdout").get(2).asBoolean(), "bytecode is there before the first import");
            assertTrue(document.get("stdout").get(3).asString().matches("/.*/site-packages/tiny/inner.py"));
            assertEquals(
                    python.minorVersion(),
                    document.get("runtime_environment").get("python_version").asString());
        }
    }

    /** What a user other than root gets here: the same sandbox in a user namespace, though no control groups. */
    @Test
    void a_user_without_rights_gets_a_sandbox_too() throws Exception {
        Path python = Path.of("/usr/bin/python3");
        assumeTrue(Files.isExecutable(Path.of("/usr/bin/setpriv")) && Files.isExecutable(python));
        assumeTrue("root".equals(System.getProperty("user.name")), "only root can become somebody else");
        Path home = Files.createTempDirectory("harness-");
        try {
            Path work = Files.createDirectory(home.resolve("work"));
            Files.setPosixFilePermissions(home, PosixFilePermissions.fromString("rwxr-xr-x"));
            Files.setPosixFilePermissions(work, PosixFilePermissions.fromString("rwxrwxrwx"));
            Path harness = Harness.unpack(home);
            Files.setPosixFilePermissions(harness, PosixFilePermissions.fromString("rwxr-xr-x"));

            ObjectNode question = Json.MAPPER.createObjectNode().put("work", work.toString());
            question.putArray("prefixes").add("/usr");
            JsonNode probed = Json.MAPPER.readTree(asNobody(python, harness, "probe", question));
            assumeTrue(probed.get("plan").get("user_namespace").asBoolean(), "user namespaces are not allowed here");

            ObjectNode job = question.deepCopy();
            job.set("plan", probed.get("plan"));
            job.set("machine", probed.get("machine"));
            job.put("python_version", "3").put("script_sha256", "");
            job.putArray("files");
            job.putObject("variables");
            job.put("batch_size", 1).put("seconds", 20).put("memory", 256 << 20).put("cpus", 1);
            job.putArray("command")
                    .add("/usr/bin/python3")
                    .add("-c")
                    .add("import os; print(os.getuid(), sorted(d for d in os.listdir('/proc') if d.isdigit()),"
                            + " os.path.exists('/root'), os.access('/usr', os.W_OK)); x = bytearray(1 << 29)");
            asNobody(python, harness, "run", job);
            JsonNode document = Json.read(work.resolve("results/0/result"));
            assertEquals(
                    "65534 ['1', '2'] False False\n", document.get("stdout").asString());
            assertTrue(document.get("stderr").asString().contains("MemoryError"), document.toString());
        } finally {
            Directories.delete(home);
        }
    }

    private static String asNobody(Path python, Path harness, String verb, JsonNode job) throws Exception {
        Process process = new ProcessBuilder(Stream.of(
                                "setpriv --reuid=65534 --regid=65534 --clear-groups".split(" "),
                                new String[] {python.toString(), "-I", "-S", harness.toString(), verb})
                        .flatMap(Stream::of)
                        .toList())
                .redirectErrorStream(true)
                .start();
        process.getOutputStream().write((job + "\n").getBytes(StandardCharsets.UTF_8));
        process.getOutputStream().flush();
        String said = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        assertTrue(process.waitFor(30, TimeUnit.SECONDS));
        assertEquals(0, process.exitValue(), said);
        return said;
    }
}
