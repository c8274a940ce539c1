package monkey.amun.argo;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;
import monkey.amun.InspectionResult;
import monkey.amun.InspectionSpecification;
import monkey.amun.ItemResult;
import monkey.amun.Limits;
import monkey.amun.LockedPackage;
import monkey.amun.Outcome;
import monkey.amun.Submission;
import monkey.amun.Visit;
import monkey.amun.argo.PodSettings.Mode;
import monkey.amun.argo.client.ArgoClient;
import monkey.amun.argo.client.ArgoSettings;
import monkey.amun.argo.client.BearerToken;
import monkey.amun.argo.standin.ArgoStandIn;
import monkey.amun.argo.standin.Fault;
import monkey.amun.argo.standin.Faults;
import monkey.amun.argo.standin.StandInSettings;
import monkey.amun.argo.standin.TemplateFile;
import monkey.amun.schema.JsonSchema;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** The backend and the real template against the stand-in, whose pods really run. */
class ArgoBackendTest {
    private static final Path TEMPLATE = Path.of("../scripts/deploy/argo/inspection/workflow-template.yaml");
    private static final Limits LIMITS = new Limits(Duration.ofSeconds(20), 1L << 30, 1);

    @TempDir
    Path folder;

    private ArgoStandIn server;
    private ArgoBackend backend;

    @AfterEach
    void close() {
        if (backend != null) {
            backend.close();
        }
        if (server != null) {
            server.close();
        }
    }

    @Test
    void itemsEndAsTheyDoOnThisMachine() throws Exception {
        open(new StandInSettings(folder), PodSettings.DEFAULT);

        InspectionResult passed = run(specification("print('[1, 2]')", 3));
        InspectionResult failed = run(specification("raise KeyError('x')", 1));

        assertEquals(Outcome.PASSED, passed.outcome());
        assertEquals(3, passed.items().size());
        assertEquals("[1,2]", document(passed.items().get(2)).get("stdout").toString());
        assertEquals(Outcome.FAILED, failed.outcome());
        assertEquals("KeyError: 'x'", failed.reason());
        JsonSchema schema = JsonSchema.ofResource("/monkey/amun/inspection/result.schema.json")
                .definition("item");
        for (InspectionResult result : List.of(passed, failed)) {
            assertEquals(List.of(), schema.violations(document(result.items().get(0))));
        }
    }

    @Test
    void buildThatFailsHasTheInstallersWords() throws Exception {
        open(new StandInSettings(folder), PodSettings.DEFAULT);
        LockedPackage nowhere = new LockedPackage(
                "x", "1", URI.create("http://127.0.0.1:9/x-1-py3-none-any.whl"), java.util.Set.of("ab".repeat(32)));

        InspectionResult result =
                run(new InspectionSpecification("3.11", List.of(nowhere), "pass", List.of(), Map.of(), 1, LIMITS));

        // Nobody listens there: not the package's fault.
        assertEquals(Outcome.INFRASTRUCTURE, result.outcome());
        assertTrue(result.buildLog().contains("x-1-py3-none-any.whl"), result.buildLog());
    }

    @Test
    void visitsPreferTheNodeOfTheFirstOfThem() throws Exception {
        open(new StandInSettings(folder), PodSettings.DEFAULT);
        run(visit(specification("pass", 1), -1));
        Set<String> first = Set.copyOf(server.creations().keySet());
        run(visit(specification("pass", 1), 0));

        for (String name : server.creations().keySet()) {
            JsonNode preferred = server.workflow(name)
                    .orElseThrow()
                    .at("/spec/affinity/nodeAffinity/preferredDuringSchedulingIgnoredDuringExecution");
            assertEquals(
                    first.contains(name) ? "" : "[\"node1\"]",
                    preferred.at("/0/preference/matchFields/0/values").toString());
        }
    }

    private static InspectionSpecification visit(InspectionSpecification of, int round) {
        return new InspectionSpecification(
                of.base(),
                of.packages(),
                of.script(),
                of.files(),
                of.environment(),
                of.batchSize(),
                of.limits(),
                Optional.of(new Visit(round, false)));
    }

    @Test
    void batchCanBeSpreadOverPods() throws Exception {
        open(new StandInSettings(folder), settings(Mode.SPREAD, Hardware.ANY, false, Duration.ofMinutes(10)));

        InspectionResult result = run(specification("print(1)", 3));

        assertEquals(Outcome.PASSED, result.outcome(), result.reason());
        assertEquals(
                List.of(0, 1, 2), result.items().stream().map(ItemResult::item).toList());
    }

    @Test
    void wholeDocumentComesFromTheArtifactStoreAndACutOneSaysSo() throws Exception {
        String noise =
                "import random\nrandom.seed(1)\nprint('x' + ''.join(random.choices('abcdefghijklmnopqrstuvwxyz', k=300000)))";
        open(
                new StandInSettings(folder).artifactStore(),
                settings(Mode.HARNESS, Hardware.ANY, true, Duration.ofMinutes(10)));
        JsonNode whole = document(run(specification(noise, 1)).items().get(0));
        close();
        open(new StandInSettings(folder.resolve("other")), PodSettings.DEFAULT);
        JsonNode cut = document(run(specification(noise, 1)).items().get(0));

        assertEquals(300_002, whole.get("stdout").asString().length());
        assertEquals(0, whole.at("/capture/stdout/cut").asInt());
        assertTrue(
                cut.get("stdout").asString().startsWith("[... "),
                cut.get("stdout").asString());
        assertTrue(cut.at("/capture/stdout/cut").asInt() > 200_000);
        assertEquals(300_002, cut.at("/capture/stdout/bytes").asInt());
    }

    @Test
    void hardwareThatIsNotThereIsNotTheStacksFault() throws Exception {
        Hardware other = new Hardware(OptionalInt.of(999), OptionalInt.empty(), Optional.empty(), OptionalInt.empty());
        open(new StandInSettings(folder), settings(Mode.HARNESS, other, false, Duration.ofMinutes(10)));

        InspectionResult result = run(specification("pass", 1));

        assertEquals(Outcome.INFRASTRUCTURE, result.outcome());
        assertTrue(result.reason().contains("cpu_family") && result.reason().contains("999"), result.reason());
    }

    @ParameterizedTest
    @CsvSource({
        "OUT_OF_MEMORY,          OUT_OF_MEMORY,  more memory",
        "EXECUTOR_OUT_OF_MEMORY, OUT_OF_MEMORY,  never noticed",
        "DEADLINE,               INFRASTRUCTURE, nothing says",
        "IMAGE_NEVER_PULL,       INFRASTRUCTURE, image",
        "UNSCHEDULABLE,          INFRASTRUCTURE, room",
        "MISSING_SECRET,         INFRASTRUCTURE, secret",
        "NEVER_BEGUN,            INFRASTRUCTURE, controller",
        "BAD_COMMAND,            INFRASTRUCTURE, python3",
        "TERMINATED,             CANCELLED,      stopped on the cluster",
        "NO_SERVICE_ACCOUNT,     INFRASTRUCTURE, does not allow",
        "RESULT_MISSING,         INFRASTRUCTURE, missing",
        "EARLY_TTL,              INFRASTRUCTURE, deleted",
    })
    void faultOfTheClusterEndsAsExactlyOneOutcome(Fault fault, Outcome outcome, String word) throws Exception {
        open(
                new StandInSettings(folder).speed(100).faults(new Faults(1, Map.of(fault, 1.0))),
                settings(Mode.HARNESS, Hardware.ANY, false, Duration.ofMillis(1500)));

        InspectionResult result = run(specification("pass", 1));

        assertEquals(outcome, result.outcome(), result.reason());
        assertTrue(result.reason().contains(word), result.reason());
    }

    @Test
    void whereTheDocumentIsDamagedTheSummaryStillSaysHowEachItemEnded() throws Exception {
        open(new StandInSettings(folder).faults(new Faults(1, Map.of(Fault.RESULT_DAMAGED, 1.0))), PodSettings.DEFAULT);
        String noise = "import random\nprint(''.join(random.choices('abcdefghijklmnopqrstuvwxyz', k=5000)))\n";

        InspectionResult passed = run(specification(noise, 2));
        InspectionResult failed = run(specification(noise + "raise KeyError('x')", 1));

        assertEquals(Outcome.PASSED, passed.outcome(), passed.reason());
        assertEquals(2, passed.items().size());
        JsonNode item = document(passed.items().get(0));
        assertEquals(5001, item.at("/capture/stdout/bytes").asInt());
        assertEquals(5001, item.at("/capture/stdout/cut").asInt());
        assertEquals(Outcome.FAILED, failed.outcome());
        assertEquals("KeyError: 'x'", failed.reason(), "its last words are in the summary");
    }

    @ParameterizedTest
    @CsvSource({"LOST_ANSWER, 0.4", "TOO_MANY, 0.3", "WATCH_CLOSED, 0.5", "STALE_VERSION, 0.5", "REORDERED_EVENT, 0.9"})
    void faultOfTheWayCostsNothingAndRepeatsNothing(Fault fault, double rate) throws Exception {
        open(new StandInSettings(folder).empty().faults(new Faults(7, Map.of(fault, rate))), PodSettings.DEFAULT);

        List<InspectionResult> results =
                IntStream.range(0, 4)
                        .mapToObj(number -> backend.submit(specification("pass # " + number, 1)))
                        .toList()
                        .stream()
                        .map(ArgoBackendTest::await)
                        .toList();

        assertTrue(
                results.stream()
                        .allMatch(result -> result.outcome() == Outcome.PASSED
                                || result.reason().contains("another inspection")),
                results.toString());
        assertEquals(
                1,
                server.creations().values().stream()
                        .mapToInt(times -> times)
                        .max()
                        .orElse(0));
    }

    @Test
    void whoeverAsksForTheSameOnceMoreFindsItUnderWay() throws Exception {
        open(new StandInSettings(folder), PodSettings.DEFAULT);
        InspectionSpecification slow = specification("import time; time.sleep(2)", 1);
        Submission first = backend.submit(slow);
        waitUntil(() -> server.creations().size() == 1);

        assertTrue(first.leave());
        backend.close();
        backend = ArgoBackend.open(client(), PodSettings.DEFAULT);
        InspectionResult result = run(slow);

        assertEquals(Outcome.CANCELLED, await(first).outcome());
        assertEquals(Outcome.PASSED, result.outcome());
        assertEquals(List.of(1), List.copyOf(server.creations().values()));
    }

    @Test
    void whatWasCancelledIsStoppedOnTheClusterAndMadeAnewWhenItIsAskedForAgain() throws Exception {
        open(new StandInSettings(folder), PodSettings.DEFAULT);
        InspectionSpecification slow = specification("import time; time.sleep(3)", 1);
        Submission first = backend.submit(slow);
        waitUntil(() -> server.creations().size() == 1);

        first.cancel();
        InspectionResult cancelled = await(first);
        InspectionResult again = run(slow);

        assertEquals(Outcome.CANCELLED, cancelled.outcome());
        assertEquals(Outcome.PASSED, again.outcome(), again.reason());
        assertEquals(List.of(2), List.copyOf(server.creations().values()));
    }

    @Test
    void clusterWithoutTheTemplateOrWithAnotherVersionIsRefusedWithTheRemedy() throws Exception {
        server = ArgoStandIn.start(new StandInSettings(folder));

        String missing = assertThrows(
                        UnusableClusterException.class, () -> ArgoBackend.open(client(), PodSettings.DEFAULT))
                .getMessage();
        JsonNode template = TemplateFile.read(TEMPLATE);
        ((tools.jackson.databind.node.ObjectNode) template.at("/metadata/labels")).put("monkey-template-version", "0");
        server.apply(template);
        String old = assertThrows(UnusableClusterException.class, () -> ArgoBackend.open(client(), PodSettings.DEFAULT))
                .getMessage();

        assertTrue(missing.contains("has no workflow template") && missing.contains("kubectl apply"), missing);
        assertTrue(old.contains("version 0") && old.contains("kubectl apply"), old);
    }

    @Test
    void nothingIsPolled() throws Exception {
        open(new StandInSettings(folder).empty().pods(8), PodSettings.DEFAULT);
        run(specification("pass", 1));
        Map<String, Long> before = server.requests();

        List<Submission> submissions = IntStream.range(0, 40)
                .mapToObj(number -> backend.submit(specification("pass # " + number, 1)))
                .toList();
        submissions.forEach(ArgoBackendTest::await);

        long requests =
                server.requests().values().stream().mapToLong(count -> count).sum()
                        - before.values().stream().mapToLong(count -> count).sum();
        assertTrue(requests <= 40 * 3 + 10, server.requests().toString());
        assertFalse(server.creations().values().stream().anyMatch(times -> times > 1));
    }

    private void open(StandInSettings standIn, PodSettings settings) throws Exception {
        server = ArgoStandIn.start(standIn);
        server.apply(TemplateFile.read(TEMPLATE));
        backend = ArgoBackend.open(client(), settings);
    }

    private ArgoClient client() {
        return new ArgoClient(new ArgoSettings(server.address(), "argo", BearerToken.none()));
    }

    private static PodSettings settings(Mode mode, Hardware hardware, boolean artifacts, Duration start) {
        return new PodSettings(mode, Optional.empty(), hardware, artifacts, "", 20, start);
    }

    private InspectionResult run(InspectionSpecification specification) {
        return await(backend.submit(specification));
    }

    private static InspectionResult await(Submission submission) {
        try {
            return submission.result().get(90, TimeUnit.SECONDS);
        } catch (Exception e) {
            throw new AssertionError("no end after ninety seconds", e);
        }
    }

    private static void waitUntil(java.util.function.BooleanSupplier condition) throws InterruptedException {
        for (int i = 0; i < 200 && !condition.getAsBoolean(); i++) {
            Thread.sleep(50);
        }
        assertTrue(condition.getAsBoolean());
    }

    private static JsonNode document(ItemResult item) {
        return JsonMapper.shared().readTree(item.document());
    }

    private static InspectionSpecification specification(String script, int batchSize) {
        return new InspectionSpecification("3.11", List.of(), script, List.of(), Map.of(), batchSize, LIMITS);
    }
}
