package monkey.amun.argo;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Path;
import java.time.Duration;
import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.TreeMap;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import monkey.amun.InspectionResult;
import monkey.amun.InspectionSpecification;
import monkey.amun.Limits;
import monkey.amun.Outcome;
import monkey.amun.Submission;
import monkey.amun.argo.client.ArgoClient;
import monkey.amun.argo.client.ArgoSettings;
import monkey.amun.argo.client.BearerToken;
import monkey.amun.argo.standin.ArgoStandIn;
import monkey.amun.argo.standin.Faults;
import monkey.amun.argo.standin.StandInSettings;
import monkey.amun.argo.standin.TemplateFile;
import monkey.amun.interpreters.Interpreters;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Everything goes wrong, seeded, and the program goes away in the midst of it, again and again. {@code scripts/argo-chaos}
 * does the same with the whole program, with thousands, and with {@code kill -9}.
 */
class ChaosTest {
    private static final int INSPECTIONS = 40;
    private static final int TIMES_FASTER = 20;
    private static final String PYTHON = Interpreters.onThisMachine().find("3").minorVersion();
    private static final ArgoSettings.Timeouts SHORT =
            new ArgoSettings.Timeouts(Duration.ofSeconds(5), Duration.ofSeconds(1), Duration.ofSeconds(5));
    private static final PodSettings SETTINGS = new PodSettings(
            PodSettings.Mode.HARNESS, Optional.empty(), Hardware.ANY, false, "", 30, Duration.ofSeconds(20));

    @TempDir
    Path folder;

    @Test
    void everyInspectionEndsInExactlyOneOutcomeAndNoneComesToAResultTwice() throws Exception {
        StandInSettings cluster = new StandInSettings(folder.resolve("cluster"))
                .empty()
                .pods(4)
                .speed(TIMES_FASTER)
                .tokenFile(folder.resolve("token"))
                .faults(Faults.all(11, 0.02));
        Map<String, Outcome> outcomes = new TreeMap<>();
        try (ArgoStandIn server = ArgoStandIn.start(cluster)) {
            server.apply(TemplateFile.read(Path.of("../scripts/deploy/argo/inspection/workflow-template.yaml")));
            ArgoClient client = new ArgoClient(
                    new ArgoSettings(server.address(), "argo", BearerToken.inFile(folder.resolve("token")))
                            .with(SHORT));
            Random moments = new Random(11);
            for (int life = 0; outcomes.size() < INSPECTIONS; life++) {
                assertTrue(life < 20, "there is no end: " + outcomes);
                Duration length = life < 4 ? Duration.ofMillis(500 + moments.nextInt(2500)) : Duration.ofSeconds(90);
                live(client, length, outcomes);
            }
            assertEquals(INSPECTIONS, outcomes.size());
            server.ledger().results().forEach((name, results) -> assertEquals(1, results, name + " has " + results));
            Map<Outcome, Integer> counts = new EnumMap<>(Outcome.class);
            outcomes.values().forEach(outcome -> counts.merge(outcome, 1, Integer::sum));
            assertTrue(counts.get(Outcome.PASSED) > INSPECTIONS / 2, counts.toString());
            assertTrue(counts.get(Outcome.PASSED) <= server.ledger().results().size(), counts.toString());
            assertTrue(server.struck().size() > 10, server.struck().toString());
        }
    }

    /** One process: asks for what has not ended, and goes without a word when its time is over. */
    private static void live(ArgoClient client, Duration length, Map<String, Outcome> outcomes) throws Exception {
        long end = System.nanoTime() + length.toNanos();
        ArgoBackend backend = new ArgoBackend(client, SETTINGS, new FastClock(TIMES_FASTER));
        Map<String, Submission> inFlight = new LinkedHashMap<>();
        for (int number = 0; number < INSPECTIONS; number++) {
            InspectionSpecification specification = new InspectionSpecification(
                    PYTHON,
                    List.of(),
                    "pass # " + number,
                    List.of(),
                    Map.of(),
                    1,
                    new Limits(Duration.ofSeconds(5), 1L << 30, 1));
            if (!outcomes.containsKey(specification.identifier())) {
                inFlight.put(specification.identifier(), backend.submit(specification));
            }
        }
        for (Map.Entry<String, Submission> one : inFlight.entrySet()) {
            CompletableFuture<InspectionResult> result = one.getValue().result();
            try {
                result.get(Math.max(0, end - System.nanoTime()), TimeUnit.NANOSECONDS);
                assertEquals(one.getKey(), result.join().identifier());
                outcomes.put(one.getKey(), result.join().outcome());
            } catch (TimeoutException killed) {
                continue;
            }
        }
        backend.close();
    }
}
