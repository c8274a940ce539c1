package monkey.amun.local;

import static monkey.amun.local.Inspections.await;
import static monkey.amun.local.Inspections.limits;
import static monkey.amun.local.Inspections.script;
import static monkey.amun.local.Inspections.times;
import static monkey.amun.local.Inspections.with;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;
import monkey.amun.Failure;
import monkey.amun.InputFile;
import monkey.amun.InspectionResult;
import monkey.amun.InspectionSpecification;
import monkey.amun.ItemResult;
import monkey.amun.LockedPackage;
import monkey.amun.Outcome;
import monkey.amun.Submission;
import monkey.amun.interpreters.InterpreterNotFoundException;
import monkey.amun.results.Json;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;

/** Inspections as a user meets them: real environments, real interpreters, scripts good and bad. */
class LocalBackendTest {
    @TempDir
    static Path wheels;

    private static LocalBackend backend;

    @BeforeAll
    static void open() {
        backend = Inspections.open(2);
    }

    @AfterAll
    static void close() throws Exception {
        backend.close();
        try (Stream<Path> left = Files.list(Inspections.HOME.resolve("work"))) {
            assertEquals(
                    List.of(),
                    left.filter(path -> !path.toString().endsWith(".lock")).toList());
        }
    }

    private static InspectionResult inspect(InspectionSpecification specification) throws Exception {
        return await(backend.submit(specification));
    }

    private static JsonNode document(InspectionResult result) {
        return Json.MAPPER.readTree(result.items().get(0).document());
    }

    @Test
    void a_script_that_works_passes_and_its_document_has_the_fields_of_amun() throws Exception {
        LockedPackage greeter = new TinyWheel("greeter", "1.2")
                .with("greeter.py", "word = 'hello'\n")
                .in(wheels);
        InspectionResult result = inspect(script(
                "import greeter, json, sys\nprint(json.dumps({'word': greeter.word}))\nprint('é', file=sys.stderr)\n",
                greeter));
        assertEquals(Outcome.PASSED, result.outcome(), result.toString());
        assertEquals("", result.reason());
        assertEquals(1, result.items().size());
        JsonNode document = document(result);
        assertEquals("hello", document.get("stdout").get("word").asString());
        assertEquals("é\n", document.get("stderr").asString());
        assertEquals(0, document.get("exit_code").asInt());
        assertEquals(
                Inspections.python().minorVersion(),
                document.get("runtime_environment").get("python_version").asString());
        assertEquals(
                Set.of("cpu_features", "cpu_info", "cpu_type", "platform"),
                Set.copyOf(document.get("hwinfo").propertyNames()));
        assertTrue(document.get("script_sha256").asString().matches("[0-9a-f]{64}"));
        assertTrue(document.get("start_datetime")
                .asString()
                .matches("\\d{4}-\\d\\d-\\d\\dT\\d\\d:\\d\\d:\\d\\d\\.\\d{6}"));
        assertTrue(document.get("usage").get("ru_maxrss").asLong() > 1000);
        assertEquals(16, document.get("usage").size());
        ItemResult item = result.items().get(0);
        assertTrue(item.usage().orElseThrow().maxResidentBytes() > 1_000_000);
        assertTrue(item.wallTime().toMillis() > 0);
    }

    @Test
    void output_that_is_no_json_stays_text_and_no_output_is_an_empty_object() throws Exception {
        assertEquals(
                "NaN\n", document(inspect(script("print('NaN')"))).get("stdout").asString());
        assertEquals(
                "{\"a\": \"\\u0000\"}\n",
                document(inspect(script("print('{\"a\": \"\\\\u0000\"}')")))
                        .get("stdout")
                        .asString());
        assertEquals("{}", document(inspect(script("pass"))).get("stdout").toString());
    }

    @Test
    void a_failure_names_its_type_its_message_and_the_frame_outside_the_script() throws Exception {
        LockedPackage broken = new TinyWheel("broken", "0.1")
                .with("broken/__init__.py", "from broken.inner import load\n")
                .with("broken/inner.py", "def load(x):\n    raise LookupError('no %s at 0x7f00aa' % x)\n")
                .in(wheels);
        InspectionResult result = inspect(script("import broken\nbroken.load('parser')\n", broken));
        assertEquals(Outcome.FAILED, result.outcome());
        Failure failure = result.failure().orElseThrow();
        assertEquals(Failure.Phase.RUN, failure.phase());
        assertEquals("LookupError", failure.type());
        assertEquals("no parser at 0x7f00aa", failure.message());
        assertEquals("broken/inner.py in load", failure.frame());
        assertEquals("LookupError: no parser at 0x… (broken/inner.py in load)", failure.signature());
        assertEquals("LookupError: no parser at 0x7f00aa", result.reason());
    }

    @Test
    void the_script_has_its_files_its_variables_and_a_home_to_write_to() throws Exception {
        InspectionSpecification specification = new InspectionSpecification(
                Inspections.python().minorVersion(),
                List.of(),
                "import os, helper, tempfile\n"
                        + "open(os.path.expanduser('~/note'), 'w').write('x'); tempfile.mkstemp()\n"
                        + "print(helper.WORD, open('data/one.txt').read(), os.environ['GREETING'])\n",
                List.of(
                        new InputFile("helper.py", "WORD = 'from-a-file'\n".getBytes(StandardCharsets.UTF_8)),
                        new InputFile("data/one.txt", "1".getBytes(StandardCharsets.UTF_8))),
                Map.of("GREETING", "salve {} ü"),
                1,
                limits(20, 256));
        InspectionResult result = inspect(specification);
        assertEquals(
                "from-a-file 1 salve {} ü\n", document(result).get("stdout").asString(), result.toString());
    }

    @Test
    void the_script_sees_no_secret_no_network_nobodys_files_and_no_other_process() throws Exception {
        InspectionResult result = inspect(script("""
                import json, os, socket
                def tries(action):
                    try:
                        action()
                    except OSError:
                        return "refused"
                    return "possible"
                server = socket.socket(); server.bind(("127.0.0.1", 0)); server.listen(1)
                print(json.dumps({
                    "variables": sorted(os.environ),
                    "network": tries(lambda: socket.create_connection(("192.0.2.1", 80), 2)),
                    "loopback": tries(lambda: socket.create_connection(server.getsockname(), 2)),
                    "root": tries(lambda: open("/file", "w")),
                    "system": tries(lambda: open("/usr/file", "w")),
                    "packages": tries(lambda: open(os.environ["VIRTUAL_ENV"] + "/pyvenv.cfg", "a")),
                    "homes": [d for d in ("/root/.ssh", "/home/amun/../../work", "/var/lib") if os.path.exists(d)],
                    "processes": sorted(int(p) for p in os.listdir("/proc") if p.isdigit()),
                    "root user": os.getuid() == 0,
                    "capabilities": [l.split()[1] for l in open("/proc/self/status") if l.startswith("CapEff")],
                }))
                """));
        JsonNode seen = document(result).get("stdout");
        assertEquals(
                "[\"HOME\",\"LANG\",\"LOGNAME\",\"PATH\",\"TMPDIR\",\"USER\",\"VIRTUAL_ENV\"]",
                seen.get("variables").toString().replace("\"LC_CTYPE\",", ""),
                result.toString());
        assertEquals("refused", seen.get("network").asString());
        assertEquals("possible", seen.get("loopback").asString());
        assertEquals("refused", seen.get("root").asString());
        assertEquals("refused", seen.get("system").asString());
        assertEquals("refused", seen.get("packages").asString());
        assertEquals("[]", seen.get("homes").toString());
        assertEquals(2, seen.get("processes").size());
        assertFalse(seen.get("root user").asBoolean());
        assertEquals("[\"0000000000000000\"]", seen.get("capabilities").toString());
    }

    @Test
    void a_script_that_ignores_every_polite_signal_is_timed_out() throws Exception {
        InspectionResult result = inspect(with(
                script("import signal, time\n"
                        + "for s in (signal.SIGTERM, signal.SIGINT, signal.SIGHUP): signal.signal(s, signal.SIG_IGN)\n"
                        + "print('begun', flush=True)\ntime.sleep(600)\n"),
                limits(3, 256)));
        assertEquals(Outcome.TIMED_OUT, result.outcome());
        assertEquals("timed out: longer than 3.0 s", result.reason());
        assertEquals("begun\n", document(result).get("stdout").asString());
    }

    @Test
    void memory_that_fills_is_out_of_memory_and_so_is_an_allocation_that_is_refused() throws Exception {
        InspectionResult filled =
                inspect(with(script("x = []\nwhile True: x.append(bytearray(1 << 22))\n"), limits(20, 64)));
        assertEquals(Outcome.OUT_OF_MEMORY, filled.outcome(), filled.toString());
        InspectionResult refused = inspect(with(script("x = bytearray(1 << 60)\n"), limits(20, 64)));
        assertEquals(Outcome.OUT_OF_MEMORY, refused.outcome(), refused.toString());
    }

    @Test
    void a_fork_bomb_ends_with_its_inspection() throws Exception {
        InspectionResult result = inspect(with(
                script("import os\nwhile True:\n    try:\n        os.fork()\n    except OSError:\n        pass\n"),
                limits(1, 256)));
        assertTrue(Set.of(Outcome.TIMED_OUT, Outcome.OUT_OF_MEMORY).contains(result.outcome()), result.toString());
    }

    @Test
    void a_daemon_that_outlives_its_script_does_not_keep_the_inspection() throws Exception {
        InspectionResult result = inspect(script("import os, time\n"
                + "if os.fork() == 0:\n    os.setsid()\n    if os.fork() == 0:\n        time.sleep(600)\n    os._exit(0)\n"
                + "print('done')\n"));
        assertEquals(Outcome.PASSED, result.outcome());
        assertEquals("done\n", document(result).get("stdout").asString());
    }

    @Test
    void a_disk_that_fills_is_the_scripts_own_failure() throws Exception {
        InspectionResult result = inspect(with(
                script("n = 0\nwhile True:\n    open('/tmp/%d' % n, 'wb').write(bytes(1 << 20)); n += 1\n"),
                limits(20, 64)));
        assertEquals(Outcome.FAILED, result.outcome(), result.toString());
        assertEquals("OSError", result.failure().orElseThrow().type());
        assertEquals(
                "[Errno 28] No space left on device", result.failure().get().message());
    }

    @Test
    void a_hundred_megabytes_of_output_pass_and_what_was_cut_is_said() throws Exception {
        InspectionResult result = inspect(script("import os\nfor _ in range(100): os.write(1, b'x' * 1000000)\n"));
        assertEquals(Outcome.PASSED, result.outcome());
        JsonNode capture = document(result).get("capture").get("stdout");
        assertEquals(100_000_000, capture.get("bytes").asInt());
        int cut = capture.get("cut").asInt();
        assertTrue(cut > 90_000_000);
        assertTrue(document(result).get("stdout").asString().contains("[... " + cut + " bytes cut ...]"));
    }

    @Test
    void output_without_end_runs_into_the_deadline_and_into_no_wall() throws Exception {
        InspectionResult result =
                inspect(with(script("import os\nwhile True: os.write(2, b'y' * 65536)\n"), limits(1, 256)));
        assertEquals(Outcome.TIMED_OUT, result.outcome());
        assertTrue(document(result).get("stderr").asString().length() < 2_000_000);
    }

    @Test
    void a_script_can_end_neither_the_harness_nor_the_sandbox() throws Exception {
        InspectionResult result = inspect(script("""
                import os, signal, shutil
                for victim in (1, -1):
                    try:
                        os.kill(victim, signal.SIGTERM if victim == 1 else signal.SIGCONT)
                    except OSError:
                        pass
                shutil.rmtree(os.getcwd(), ignore_errors=True)
                os.closerange(0, 100)
                os.kill(os.getpid(), signal.SIGKILL)
                """));
        assertEquals(Outcome.FAILED, result.outcome(), result.toString());
        assertEquals("SIGKILL", result.failure().orElseThrow().type());
    }

    @Test
    void output_that_is_no_text_becomes_text_that_a_database_takes() throws Exception {
        InspectionResult result =
                inspect(script("import os\nos.write(1, b'a\\xff\\x00b'); os.write(2, bytes(range(256)))\n"));
        assertEquals(Outcome.PASSED, result.outcome());
        assertEquals("a\ufffd\ufffdb", document(result).get("stdout").asString());
        assertFalse(result.items().get(0).document().contains("\\u0000"));
    }

    @Test
    void a_signal_that_ends_the_script_names_the_failure() throws Exception {
        InspectionResult result = inspect(
                script(
                        "import faulthandler, ctypes\nfaulthandler.enable()\ndef crash():\n    ctypes.string_at(0)\ncrash()\n"));
        assertEquals(Outcome.FAILED, result.outcome());
        Failure failure = result.failure().orElseThrow();
        assertEquals("SIGSEGV", failure.type());
        assertEquals("Segmentation fault", failure.message());
        assertEquals("ctypes/__init__.py in string_at", failure.frame());
    }

    @Test
    void items_that_disagree_make_a_flaky_inspection() throws Exception {
        LockedPackage any = new TinyWheel("any", "1").with("any_module.py", "").in(wheels);
        InspectionSpecification often =
                times(script("import any_module, os, sys\nsys.exit(os.getpid() % 2)\n", any), 4);
        InspectionResult result = inspect(often);
        assertEquals(Outcome.FLAKY, result.outcome());
        assertEquals(4, result.items().size());
        assertTrue(result.reason().matches("\\d+ of 4 items passed"), result.reason());
    }

    @Test
    void items_do_not_see_what_earlier_ones_wrote() throws Exception {
        InspectionResult result = inspect(times(
                script("import os\nfor d in ('/tmp', os.path.expanduser('~'), '/dev/shm'):\n"
                        + "    assert not os.path.exists(d + '/left'), d\n    open(d + '/left', 'w')\n"),
                3));
        assertEquals(Outcome.PASSED, result.outcome(), result.toString());
        assertEquals(3, result.items().size());
    }

    @Test
    void a_file_that_is_not_the_locked_one_fails_the_build_in_the_installers_words() throws Exception {
        LockedPackage real =
                new TinyWheel("swapped", "1").with("swapped.py", "").in(wheels);
        LockedPackage other = new LockedPackage("swapped", "1", real.file(), Set.of("0".repeat(64)));
        InspectionResult result = inspect(script("pass", other));
        assertEquals(Outcome.BUILD_FAILED, result.outcome());
        assertEquals(List.of(), result.items());
        assertTrue(result.buildLog().contains("Hash mismatch"), result.buildLog());
        assertEquals(Failure.Phase.BUILD, result.failure().orElseThrow().phase());
    }

    @Test
    void an_index_that_can_not_be_reached_is_infrastructure() throws Exception {
        LockedPackage nowhere = new LockedPackage(
                "nowhere", "1", URI.create("http://127.0.0.1:9/nowhere-1-py3-none-any.whl"), Set.of("1".repeat(64)));
        InspectionResult result = inspect(script("pass", nowhere));
        assertEquals(Outcome.INFRASTRUCTURE, result.outcome(), result.toString());
    }

    @Test
    void what_an_index_answers_tells_a_missing_file_from_an_index_in_trouble() throws Exception {
        LockedPackage local = new TinyWheel("served", "1")
                .with("served.py", "# " + System.nanoTime())
                .in(wheels);
        HttpServer index = HttpServer.create(new InetSocketAddress("127.0.0.1", 0), 0);
        index.createContext("/good/", exchange -> answer(exchange, 200, Files.readAllBytes(Path.of(local.file()))));
        index.createContext("/gone/", exchange -> answer(exchange, 404, new byte[0]));
        index.createContext("/busy/", exchange -> answer(exchange, 503, new byte[0]));
        index.start();
        try {
            String base = "http://127.0.0.1:" + index.getAddress().getPort();
            assertEquals(
                    Outcome.PASSED,
                    fromIndex(base + "/good/", local, "import served").outcome());
            InspectionResult gone = fromIndex(base + "/gone/", local, "pass");
            assertEquals(Outcome.BUILD_FAILED, gone.outcome(), gone.buildLog());
            InspectionResult busy = fromIndex(base + "/busy/", local, "pass");
            assertEquals(Outcome.INFRASTRUCTURE, busy.outcome(), busy.buildLog());
        } finally {
            index.stop(0);
        }
    }

    private static InspectionResult fromIndex(String base, LockedPackage local, String script) throws Exception {
        URI file = URI.create(base + local.filename());
        return inspect(script(script, new LockedPackage(local.name(), local.version(), file, local.sha256())));
    }

    private static void answer(HttpExchange exchange, int status, byte[] body) throws IOException {
        boolean withBody = body.length > 0 && exchange.getRequestMethod().equals("GET");
        exchange.sendResponseHeaders(status, withBody ? body.length : -1);
        if (withBody) {
            exchange.getResponseBody().write(body);
        }
        exchange.close();
    }

    @Test
    void programs_of_packages_run_in_their_environment() throws Exception {
        LockedPackage tool = new TinyWheel("tool", "1")
                .with("tool.py", "def main(): print('from the tool')\n")
                .with("tool-1.dist-info/entry_points.txt", "[console_scripts]\nsay = tool:main\n")
                .in(wheels);
        InspectionResult result = inspect(script("import subprocess\nsubprocess.check_call(['say'])\n", tool));
        assertEquals("from the tool\n", document(result).get("stdout").asString(), result.toString());
    }

    @Test
    void what_is_cancelled_ends_at_once_whether_it_runs_or_waits() throws Exception {
        Submission first = backend.submit(script("import time; time.sleep(600)"));
        Submission second = backend.submit(script("import time; time.sleep(600)"));
        Submission waiting = backend.submit(script("pass"));
        Thread.sleep(700);
        waiting.cancel();
        assertEquals(Outcome.CANCELLED, await(waiting).outcome());
        first.cancel();
        second.cancel();
        assertEquals(Outcome.CANCELLED, await(first).outcome());
        assertEquals(Outcome.CANCELLED, await(second).outcome());
    }

    @Test
    void what_is_done_when_a_backend_is_closed_keeps_its_outcome_and_the_rest_is_cancelled() throws Exception {
        // A second backend on the same home, as of a second command: it takes slots of its own.
        LocalBackend other = Inspections.open(1);
        Submission done = other.submit(script("pass"));
        assertEquals(Outcome.PASSED, await(done).outcome());
        Submission runs = other.submit(script("import time; time.sleep(600)"));
        Submission waits = other.submit(script("pass"));
        assertEquals(Outcome.PASSED, inspect(script("pass")).outcome());
        other.close();
        assertEquals(Outcome.CANCELLED, runs.result().getNow(null).outcome());
        assertEquals(Outcome.CANCELLED, waits.result().getNow(null).outcome());
        assertThrows(IllegalStateException.class, () -> other.submit(script("pass")));
    }

    @Test
    void a_python_that_is_not_here_is_refused_at_once() {
        InspectionSpecification specification =
                new InspectionSpecification("3.99", List.of(), "pass", List.of(), Map.of(), 1, limits(1, 64));
        assertThrows(InterpreterNotFoundException.class, () -> backend.submit(specification));
    }

    @Test
    void every_layer_is_named_with_what_holds_or_what_its_lack_costs() {
        List<String> names = backend.capabilities().layers().stream()
                .map(layer -> layer.name())
                .toList();
        assertTrue(names.containsAll(
                List.of("network", "file system", "processes", "unprivileged user", "memory limit", "processor time")));
        backend.capabilities()
                .layers()
                .forEach(layer -> assertFalse(layer.detail().isBlank(), layer.name()));
        assertTrue(backend.installer().matches("uv \\d+\\.\\d+\\.\\d+.*"), backend.installer());
    }
}
