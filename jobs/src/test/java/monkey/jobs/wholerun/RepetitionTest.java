package monkey.jobs.wholerun;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import monkey.jobs.services.Lease;
import monkey.jobs.testing.MiniatureIndex;
import monkey.jobs.testing.Release;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** The same command more than once, while the index stays, changes and goes away. */
class RepetitionTest {
    private static Lease services;

    @TempDir
    Path folder;

    @BeforeAll
    static void keepTheDatabaseRunning() {
        services = Monkey.services();
    }

    @AfterAll
    static void letItGo() {
        services.close();
    }

    @Test
    void theSameCommandDoesWhatIsNewAndNothingElse() throws Exception {
        Monkey monkey;
        try (MiniatureIndex index = Scenario.named("two-versions-that-clash").index()) {
            monkey = new Monkey(folder, index);
            Scenario.named("two-versions-that-clash").experiment(folder);
            run(monkey, 0);
            JsonNode first = report();

            index.forgetRequests();
            Monkey.Ended again = run(monkey, 0);
            assertTrue(again.said().contains("Nothing new"), again.said());
            assertEquals(List.of(), index.requests());
            assertEquals(first, report());

            index.add(Release.wheel("engine", "3.0").module("engine.py", "def start(): pass\n"));
            anHourLater();
            Monkey.Ended grown = run(monkey, 0);
            JsonNode second = report();
            assertEquals(1, second.get("run").get("repetition").asInt());
            assertEquals("8", second.get("space").get("count").asString());
            assertEquals("6", second.get("space").get("countAtStart").asString());
            assertTrue(grown.said().contains("; 2 more than when the run started"), grown.said());
            assertEquals("{\"chosen\":8,\"run\":2,\"reused\":6}", counts(second));

            run(monkey, 0, "--again");
            JsonNode third = report();
            assertEquals(2, third.get("run").get("repetition").asInt());
            assertEquals("{\"chosen\":8,\"run\":0,\"reused\":8}", counts(third));
            assertEquals("8", third.get("space").get("countAtStart").asString());
            assertEquals(second.get("outcomes"), third.get("outcomes"));
        }

        run(monkey, 0, "--offline");
        anHourLater();
        Monkey.Ended unreachable = run(monkey, 1);
        assertTrue(unreachable.said().contains("--offline"), unreachable.said());
        run(monkey, 0, "--offline", "--again", "--limit", "3");
        assertEquals("{\"chosen\":3,\"run\":0,\"reused\":3}", counts(report()));
    }

    private Monkey.Ended run(Monkey monkey, int code, String... more) throws Exception {
        List<String> arguments = new java.util.ArrayList<>(List.of("run", "experiment.yaml", "--output", "report"));
        arguments.addAll(List.of(more));
        return monkey.run(arguments.toArray(String[]::new)).expect(code);
    }

    /** Pages count as fresh for an hour. */
    private static void anHourLater() throws Exception {
        Rows.change("update index_page set fetched_at = fetched_at - interval '61 minutes'");
    }

    private JsonNode report() throws Exception {
        return JsonMapper.shared().readTree(Files.readString(folder.resolve("report/report.json")));
    }

    private static String counts(JsonNode report) {
        return report.get("stacks").toString();
    }
}
