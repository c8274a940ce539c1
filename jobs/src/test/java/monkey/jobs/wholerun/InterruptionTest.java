package monkey.jobs.wholerun;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import monkey.jobs.services.Services;
import monkey.jobs.testing.MiniatureIndex;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * Ctrl-C as a terminal does it: the signal goes to the program and to all that it has started. No lease is held here: the
 * database is the program's own, has to outlive the signal, and is stopped by the program.
 */
class InterruptionTest {
    private static final Scenario SCENARIO = Scenario.named("slow-inspections");

    @TempDir
    Path folder;

    @Test
    void whileScriptsRunAndStacksAreBuiltNothingIsHeldAgainstThem() throws Exception {
        try (MiniatureIndex index = SCENARIO.index()) {
            Monkey monkey = new Monkey(folder, index);
            SCENARIO.experiment(folder);
            String wheel = "engine-1.1-py3-none-any.whl";
            index.hold(wheel);
            Monkey.Running command = monkey.start("run", "experiment.yaml", "--output", "report");
            // engine 2.0 comes first; then both places are taken by stacks whose wheel does not come.
            Rows.await(command, () -> index.requests().stream().anyMatch(request -> request.endsWith(wheel)));

            command.interrupt();

            Monkey.Ended ended = command.await().expect(130);
            assertTrue(ended.answer().strip().endsWith("report/report.html"), ended.answer());
            JsonNode report = report();
            assertEquals("stopped", report.get("run").get("state").asString());
            JsonNode outcomes = report.get("outcomes");
            assertEquals(0, outcomes.get("build_failed").asInt());
            assertEquals(0, outcomes.get("infrastructure").asInt());
            assertEquals(0, outcomes.get("timed_out").asInt());
            assertTrue(outcomes.get("cancelled").asInt() > 0, outcomes.toString());
            assertFalse(Services.of(Monkey.HOME).status().running());

            index.letGo(wheel);
            getsToItsEnd(monkey, index);
        }
    }

    @Test
    void whileIndexesAreAskedItEndsAndLaterGoesOn() throws Exception {
        try (MiniatureIndex index = SCENARIO.index()) {
            Monkey monkey = new Monkey(folder, index);
            SCENARIO.experiment(folder);
            index.hold("/simple/engine/");
            Monkey.Running command = monkey.start("run", "experiment.yaml", "--output", "report", "--again");
            Rows.await(command, () -> index.requests().contains("GET /simple/engine/"));

            command.interrupt();

            command.await().expect(130);
            JsonNode report = report();
            assertEquals("stopped", report.get("run").get("state").asString());
            assertEquals(List.of(), report.get("inspections").valueStream().toList());
            assertFalse(Services.of(Monkey.HOME).status().running());

            index.letGo("/simple/engine/");
            getsToItsEnd(monkey, index, "--again");
            assertEquals(0, report().get("run").get("repetition").asInt(), "the same command begins anew");
        }
    }

    private void getsToItsEnd(Monkey monkey, MiniatureIndex index, String... more) throws Exception {
        List<String> arguments = new ArrayList<>(List.of("run", "experiment.yaml", "--output", "report"));
        arguments.addAll(List.of(more));
        monkey.run(arguments.toArray(String[]::new)).expect(0);
        SCENARIO.expects(folder.resolve("report/report.json"), index);
    }

    private JsonNode report() throws Exception {
        return JsonMapper.shared().readTree(Files.readString(folder.resolve("report/report.json")));
    }
}
