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

    /**
     * Versions from 1.3 on do five times the others' work: that much shows on any machine, however busy. The strategy takes 1.0,
     * 1.1 and 1.4, and where the slow ones begin is found by measuring those between.
     */
    @Test
    void versionsThatBurnMoreThanOthersAreFoundExactlyAndStopThePipeline() throws Exception {
        try (MiniatureIndex index = MiniatureIndex.start()) {
            for (int version = 0; version < 6; version++) {
                index.add(Release.wheel("engine", "1." + version)
                        .module("engine.py", """
                        def start():
                            return sum(i * i %% 7 for i in range(%d000))
                        """.formatted(version >= 3 ? 1500 : 300)));
            }
            JsonNode report =
                    run(index, "slower", "{name: sample, limit: 3, seed: 3}", 5, 3, "--fail-on", "slower:50%");

            JsonNode finding = report.get("findings").get(0);
            assertEquals("performance", finding.get("kind").asString());
            assertEquals("[\">=1.3\"]", finding.at("/conditions/engine").toString(), finding.toString());
            assertEquals("proven", finding.get("status").asString(), finding.toString());
            assertEquals("3", finding.get("stacksAffected").asString());
            assertEquals("[\"engine<1.3\"]", finding.get("suggestion").toString());
            assertEquals("0", finding.get("stacksLost").asString());
            assertEquals(2, finding.get("probes").asInt(), "1.2, and then 1.3");
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
                    List.of("0 4 5", "1 4 5", "2 4 5"),
                    Rows.of(
                            "select m.session, count(distinct m.inspection_id), count(distinct m.round) from measured_item m"
                                    + " join run r on r.id = m.run_id where r.name = 'slower' group by 1 order by 1"),
                    "three stacks and the control, then what is new beside some of them, each in five rounds");
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
            JsonNode report = run(index, "alike", "all", 5, 0, "--fail-on", "proven,suspected,slower:50%");

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

    private JsonNode run(MiniatureIndex index, String name, String strategy, int rounds, int code, String... more)
            throws Exception {
        Files.writeString(
                folder.resolve("experiment.yaml"),
                Pythons.named("""
                name: NAME
                requirements: [engine]
                environments: [{python: "PYTHON"}]
                strategy: STRATEGY
                script: |
                  import json, time
                  import engine
                  engine.start()
                  start = time.process_time()
                  engine.start()
                  elapsed = (time.process_time() - start) * 1000
                  print(json.dumps({"name": "PiWork", "@result": {"elapsed": elapsed}, "@units": {"elapsed": "ms"}}))
                inspection: {batch-size: ROUNDS, measure: true}
                """)
                        .replace("ROUNDS", Integer.toString(rounds))
                        .replace("STRATEGY", strategy)
                        .replace("NAME", name));
        List<String> arguments = new java.util.ArrayList<>(List.of("run", "experiment.yaml", "--output", "report"));
        arguments.addAll(List.of(more));
        new Monkey(folder, index).run(arguments.toArray(String[]::new)).expect(code);
        return JsonMapper.shared().readTree(Files.readString(folder.resolve("report/report.json")));
    }
}
