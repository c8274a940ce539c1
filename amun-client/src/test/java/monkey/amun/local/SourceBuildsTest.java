package monkey.amun.local;

import static monkey.amun.local.Inspections.await;
import static monkey.amun.local.Inspections.script;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import monkey.amun.Failure;
import monkey.amun.InspectionResult;
import monkey.amun.LockedPackage;
import monkey.amun.Outcome;
import monkey.amun.results.Json;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Source distributions: built in the sandbox, once. */
class SourceBuildsTest {
    @TempDir
    static Path sources;

    private static LocalBackend backend;

    @BeforeAll
    static void open() {
        backend = Inspections.open(2);
    }

    @AfterAll
    static void close() {
        backend.close();
    }

    @Test
    void a_source_distribution_is_built_in_the_sandbox_and_once() throws Exception {
        // The content names the test's own run, so that no earlier run has built it.
        LockedPackage source = TinySource.in(
                sources,
                "fromsource",
                "1.0",
                "assert not os.path.exists('/var/lib'), 'the file system of this machine is visible'\n"
                        + "assert not [name for name in os.environ if 'SECRET' in name]  # "
                        + System.nanoTime());
        InspectionResult first = await(backend.submit(script("import fromsource; print(fromsource.BUILT_BY)", source)));
        assertEquals(Outcome.PASSED, first.outcome(), first.reason() + first.buildLog());
        assertFalse(Json.MAPPER
                        .readTree(first.items().get(0).document())
                        .get("stdout")
                        .asInt()
                == 0);

        Files.delete(Path.of(source.file()));
        InspectionResult second = await(backend.submit(script("import fromsource", source)));
        assertEquals(Outcome.PASSED, second.outcome(), second.reason());
    }

    @Test
    void a_build_that_fails_says_so_in_its_own_words_and_is_not_tried_again() throws Exception {
        LockedPackage source = TinySource.in(sources, "unbuildable", "2.0", "import distutils_of_old");
        InspectionResult result = await(backend.submit(script("pass", source)));
        assertEquals(Outcome.BUILD_FAILED, result.outcome());
        Failure failure = result.failure().orElseThrow();
        assertEquals("ModuleNotFoundError", failure.type());
        assertEquals("No module named 'distutils_of_old'", failure.message());
        assertEquals("backend.py in build_wheel", failure.frame());
        assertTrue(result.buildLog().startsWith("Building unbuildable-2.0.tar.gz\n"), result.buildLog());

        Files.delete(Path.of(source.file()));
        InspectionResult again = await(backend.submit(script("print(2)", source)));
        assertEquals(result.failure(), again.failure());
    }

    @Test
    void a_source_that_is_not_the_locked_one_is_not_built() throws Exception {
        LockedPackage source = TinySource.in(sources, "changed", "1.0", "pass");
        LockedPackage locked = new LockedPackage("changed", "1.0", source.file(), Set.of("0".repeat(64)));
        InspectionResult result = await(backend.submit(script("pass", locked)));
        assertEquals(Outcome.BUILD_FAILED, result.outcome());
        assertTrue(result.reason().contains("locked is " + "0".repeat(64)), result.reason());
    }

    @Test
    void a_source_that_can_not_be_had_is_infrastructure() throws Exception {
        LockedPackage source = new LockedPackage(
                "nowhere", "1.0", URI.create("http://127.0.0.1:9/nowhere-1.0.tar.gz"), Set.of("1".repeat(64)));
        InspectionResult result = await(backend.submit(script("pass", source)));
        assertEquals(Outcome.INFRASTRUCTURE, result.outcome(), result.toString());
        assertEquals(List.of(), result.items());
    }
}
