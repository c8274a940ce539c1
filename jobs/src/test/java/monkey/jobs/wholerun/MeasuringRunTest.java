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

/** A run that measures, from its experiment to its findings. */
class MeasuringRunTest {
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

    /** One version does five times its neighbours' work: that much shows on any machine, however busy. */
    @Test
    void aVersionThatBurnsMoreThanItsNeighboursIsFoundAndStopsThePipeline() throws Exception {
        try (MiniatureIndex index = MiniatureIndex.start()) {
            for (String version : List.of("1.0", "1.1", "1.2")) {
                int work = version.equals("1.2") ? 1500 : 300;
                index.add(Release.wheel("engine", version).module("engine.py", """
                        def start():
                            return sum(i * i %% 7 for i in range(%d000))
                        """.formatted(work)));
            }
            JsonNode report = run(index, 10, 3, "--fail-on", "slower:50%");

            JsonNode finding = report.get("findings").get(0);
            assertEquals("performance", finding.get("kind").asString());
            assertEquals("[\">=1.2\"]", finding.at("/conditions/engine").toString(), finding.toString());
            assertEquals("1", finding.get("stacksAffected").asString());
            assertEquals("[\"engine<1.2\"]", finding.get("suggestion").toString());
            assertEquals("0", finding.get("stacksLost").asString());
            assertTrue(
                    finding.get("changes")
                            .valueStream()
                            .anyMatch(change -> change.get("metric").asString().equals("PiWork.elapsed")
                                    && change.get("ratio").asDouble() > 2),
                    finding.toString());
            assertEquals(
                    "{\"chosen\":3,\"run\":3,\"reused\":0}",
                    report.get("stacks").toString());
            assertTrue(Files.readString(folder.resolve("report/report.sarif")).contains("slower-versions"));
            assertEquals(
                    List.of("4 10"),
                    Rows.of("select count(distinct m.inspection_id), count(distinct m.round) from measured_item m"
                            + " join run r on r.id = m.run_id where r.name = 'measured'"),
                    "three stacks and the control, in ten rounds");
        }
    }

    @Test
    void whereNoVersionBurnsMoreNoneIsBlamedAndThePipelineGoesOn() throws Exception {
        try (MiniatureIndex index = MiniatureIndex.start()) {
            for (String version : List.of("1.0", "1.1")) {
                index.add(Release.wheel("engine", version).module("engine.py", """
                        def start():
                            return sum(i * i % 7 for i in range(300000))
                        """));
            }
            JsonNode report = run(index, 5, 0, "--fail-on", "proven,suspected,slower:50%");

            assertTrue(
                    report.get("findings")
                            .valueStream()
                            .flatMap(finding -> finding.get("changes").valueStream())
                            .noneMatch(change -> change.get("status").asString().equals("proven")
                                    && change.get("ratio").asDouble() > 1.5),
                    report.get("findings").toString());
            JsonNode measured = report.at("/performance/measurements");
            assertTrue(
                    measured.size() > 0
                            && measured.valueStream()
                                    .allMatch(metric -> metric.get("hidden").isNumber()),
                    "what could be hidden is said of each metric");
        }
    }

    private JsonNode run(MiniatureIndex index, int rounds, int code, String... more) throws Exception {
        Files.writeString(
                folder.resolve("experiment.yaml"), Pythons.named("""
                name: measured
                requirements: [engine]
                environments: [{python: "PYTHON"}]
                strategy: all
                script: |
                  import json, time
                  import engine
                  engine.start()
                  start = time.process_time()
                  engine.start()
                  elapsed = (time.process_time() - start) * 1000
                  print(json.dumps({"name": "PiWork", "@result": {"elapsed": elapsed}, "@units": {"elapsed": "ms"}}))
                inspection: {batch-size: ROUNDS, measure: true}
                """).replace("ROUNDS", Integer.toString(rounds)));
        List<String> arguments = new java.util.ArrayList<>(List.of("run", "experiment.yaml", "--output", "report"));
        arguments.addAll(List.of(more));
        new Monkey(folder, index).run(arguments.toArray(String[]::new)).expect(code);
        return JsonMapper.shared().readTree(Files.readString(folder.resolve("report/report.json")));
    }
}
