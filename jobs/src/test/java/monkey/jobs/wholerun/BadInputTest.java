package monkey.jobs.wholerun;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import monkey.jobs.services.Lease;
import monkey.jobs.testing.MiniatureIndex;
import monkey.jobs.testing.Release;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What cannot be run is said in one message, with a place where there is one, and leaves no trace. */
class BadInputTest {
    private static Lease services;

    @TempDir
    Path folder;

    private MiniatureIndex index;
    private List<String> before;

    @BeforeAll
    static void keepTheDatabaseRunning() {
        services = Monkey.services();
    }

    @AfterAll
    static void letItGo() {
        services.close();
    }

    @BeforeEach
    void offer() {
        index = MiniatureIndex.start()
                .add(
                        Release.wheel("engine", "1.0"),
                        Release.wheel("engine", "2.0"),
                        Release.wheel("plugin", "1.0").requires("engine<2"));
        before = traces();
    }

    @AfterEach
    void nothingHasChanged() {
        index.close();
        assertEquals(before, traces());
        assertFalse(Files.exists(folder.resolve("report")));
    }

    @Test
    void mistakesInTheFileAreToldAllAtOnceEachWithItsPlace() throws Exception {
        says(
                2,
                """
                name: mistakes
                requirments: [engine]
                requirements: ["engine>>1", "plugin; pyton_version < '3'"]
                strategy: {name: everything}
                script-file: nowhere.py
                """,
                "experiment.yaml:2:1",
                "requirements",
                "experiment.yaml:3:24",
                "engine>>1",
                "experiment.yaml:3:38",
                "pyton_version",
                "experiment.yaml:4:",
                "everything",
                "experiment.yaml:5:",
                "nowhere.py");
    }

    @Test
    void aFileThatIsNoYamlIsToldByThePlaceWhereItStopsBeingIt() throws Exception {
        says(2, "name: mistakes\nrequirements: [engine\nscript: pass\n", "experiment.yaml:3:");
    }

    @Test
    void aPythonThatIsNotHereIsToldWithThoseThatAre() throws Exception {
        says(
                2,
                "name: mistakes\nrequirements: [engine]\nscript: pass\nenvironments: [{python: '3.99'}]\n",
                "3.99",
                "PYTHON");
    }

    @Test
    void aPackageThatNoIndexHasIsToldWithTheRequirementThatWantsIt() throws Exception {
        says(
                2,
                "name: mistakes\nrequirements: [engine, enginee>=2]\nscript: pass\n",
                "experiment.yaml:2:",
                "enginee>=2");
    }

    @Test
    void requirementsThatContradictEachOtherAreToldInWords() throws Exception {
        says(
                2,
                "name: mistakes\nrequirements: [plugin, engine>=2]\nscript: pass\n",
                "no stack meets these requirements",
                "engine<2",
                "engine>=2");
    }

    @Test
    void anIndexThatDoesNotAnswerIsNoMistakeButEndsTheRun() throws Exception {
        index.close();
        says(1, "name: mistakes\nrequirements: [engine]\nscript: pass\n", index.url(), "--offline");
    }

    private void says(int code, String experiment, String... words) throws Exception {
        Files.writeString(folder.resolve("experiment.yaml"), experiment);
        Monkey.Ended ended = new Monkey(folder, index)
                .run("run", "experiment.yaml", "--output", "report")
                .expect(code);
        assertEquals("", ended.answer());
        for (String word : words) {
            assertTrue(ended.said().contains(Pythons.named(word)), word + " is missing in:\n" + ended.said());
        }
        assertFalse(ended.said().contains("\tat "), ended.said());
    }

    /** How many rows a run would leave, by table. */
    private static List<String> traces() {
        return Stream.of(
                        "run",
                        "run_environment",
                        "run_graph",
                        "left_out",
                        "inspection",
                        "batch.batch_job_instance",
                        "batch.batch_job_execution")
                .map(table -> table + " " + Rows.count("from " + table))
                .toList();
    }
}
