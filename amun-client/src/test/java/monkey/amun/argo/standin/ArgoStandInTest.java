package monkey.amun.argo.standin;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.zip.GZIPOutputStream;
import monkey.amun.argo.client.ArgoClient;
import monkey.amun.argo.client.ArgoException;
import monkey.amun.argo.client.ArgoSettings;
import monkey.amun.argo.client.BearerToken;
import monkey.amun.argo.client.EventStream;
import monkey.amun.argo.client.ListQuery;
import monkey.amun.argo.client.LogLine;
import monkey.amun.argo.client.LogQuery;
import monkey.amun.argo.client.NodeStatus;
import monkey.amun.argo.client.Phase;
import monkey.amun.argo.client.TemplateSubmission;
import monkey.amun.argo.client.WatchEvent;
import monkey.amun.argo.client.Workflow;
import monkey.amun.argo.client.WorkflowPage;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/** The stand-in does what a real server was seen to do, seen through the client, with the template that is delivered. */
class ArgoStandInTest {
    private static final Path TEMPLATE = Path.of("../scripts/deploy/argo/inspection/workflow-template.yaml");

    @TempDir
    Path directory;

    private ArgoStandIn server;
    private ArgoClient client;

    private void start(StandInSettings settings) throws IOException {
        server = ArgoStandIn.start(settings);
        server.apply(TemplateFile.read(TEMPLATE));
        client = new ArgoClient(new ArgoSettings(server.address(), "argo", BearerToken.none()));
    }

    private StandInSettings settings() {
        return new StandInSettings(directory).speed(20);
    }

    @AfterEach
    void stop() {
        if (server != null) {
            server.close();
        }
    }

    /** A workflow of the delivered template, whose harness is this. */
    private static ObjectNode workflow(String name, String harness, String entrypoint) throws IOException {
        ObjectNode workflow = Json.object();
        workflow.putObject("metadata").put("name", name).putObject("labels").put("who", "test");
        ObjectNode specification = workflow.putObject("spec");
        specification.put("entrypoint", entrypoint);
        specification.putObject("workflowTemplateRef").put("name", "monkey-inspection");
        ObjectNode arguments = specification.putObject("arguments");
        ArrayNode parameters = arguments.putArray("parameters");
        parameters.addObject().put("name", "base").put("value", "docker.io/library/python:3");
        parameters.addObject().put("name", "items").put("value", "2");
        parameters.addObject().put("name", "deadline").put("value", "60");
        ArrayNode artifacts = arguments.putArray("artifacts");
        String packed = packed(Json.object().put("__main__.py", harness).toString());
        artifacts.addObject().put("name", "harness").putObject("raw").put("data", packed);
        artifacts.addObject().put("name", "job").putObject("raw").put("data", "job of {{workflow.name}}");
        return workflow;
    }

    private static String packed(String text) throws IOException {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (GZIPOutputStream out = new GZIPOutputStream(bytes)) {
            out.write(text.getBytes(StandardCharsets.UTF_8));
        }
        return Base64.getEncoder().encodeToString(bytes.toByteArray());
    }

    private static final String HARNESS = """
            import os, sys
            job, work, item = sys.argv[2:]
            print("item", item)
            os.makedirs(os.path.join(work, "out"))
            with open(os.path.join(work, "out", "summary"), "w") as out:
                out.write("%s, item %s" % (open(job).read(), item))
            """;

    private Workflow ended(String name) throws ArgoException {
        try (EventStream<WatchEvent> watch = client.watch(ListQuery.ALL)) {
            while (true) {
                WatchEvent event = watch.next().orElseThrow();
                if (event.workflow().name().equals(name)
                        && event.workflow().phase().completed()) {
                    return event.workflow();
                }
            }
        }
    }

    @Test
    void theTemplateThatIsDeliveredRunsItsContainerAsAProcess() throws Exception {
        start(settings());
        Workflow created = client.create(workflow("monkey-1", HARNESS, "inspect"));
        assertEquals(Phase.NONE, created.phase());

        Workflow ended = ended("monkey-1");

        assertEquals(Phase.SUCCEEDED, ended.phase(), ended.message());
        assertEquals("test", ended.label("who"));
        NodeStatus retry = ended.nodes().get("monkey-1");
        assertEquals("Retry", retry.type());
        NodeStatus pod = ended.pods().get(0);
        assertTrue(pod.retried());
        assertEquals(Optional.of(0), pod.exitCode());
        // What is between braces is Argo's, also in a raw artifact.
        assertEquals("job of monkey-1, item all", pod.outputs().get("summary"));
        assertEquals("", pod.outputs().get("result"));
        List<String> own = new ArrayList<>();
        try (EventStream<LogLine> log = client.logs("monkey-1", LogQuery.MAIN)) {
            for (Optional<LogLine> line; (line = log.next()).isPresent(); ) {
                if (!line.get().isOfExecutor()) {
                    own.add(line.get().content());
                }
            }
        }
        assertEquals(List.of("item all"), own);
        assertThrows(ArgoException.AlreadyCompleted.class, () -> client.stop("monkey-1"));
        client.delete("monkey-1");
        assertThrows(ArgoException.NotFound.class, () -> client.get("monkey-1"));
    }

    @Test
    void aBatchIsSpreadOverAsManyPodsAsItHasItems() throws Exception {
        start(settings());
        client.create(workflow("monkey-2", HARNESS, "spread"));

        Workflow ended = ended("monkey-2");

        assertEquals(Phase.SUCCEEDED, ended.phase(), ended.message());
        assertEquals(
                List.of("job of monkey-2, item 0", "job of monkey-2, item 1"),
                ended.pods().stream()
                        .map(pod -> pod.outputs().get("summary"))
                        .sorted()
                        .toList());
    }

    @ParameterizedTest
    @CsvSource({
        "'import sys; sys.exit(7)', main: Error (exit code 7), 7",
        "'import os; os.kill(os.getpid(), 9)', main: Error (exit code 137), 137",
        "'import time; time.sleep(60)', Pod was active on the node longer than the specified deadline, 143"
    })
    void aContainerThatFailsIsSeenToHaveFailed(String harness, String message, int exitCode) throws Exception {
        start(settings());
        client.create(workflow("monkey-3", harness, "inspect"));

        Workflow ended = ended("monkey-3");

        assertEquals(Phase.FAILED, ended.phase());
        assertEquals("retryStrategy.expression evaluated to false", ended.message());
        NodeStatus pod = ended.pods().get(0);
        assertEquals(message, pod.message());
        assertEquals(Optional.of(exitCode), pod.exitCode());
        assertEquals(1, ended.pods().size());
    }

    @ParameterizedTest
    @CsvSource({
        "OUT_OF_MEMORY, FAILED, main: OOMKilled (exit code 137), 1",
        "POD_DELETED, ERROR, pod deleted, 2",
        "EVICTED, FAILED, 'The node was low on resource: memory. Threshold quantity: 100Mi, available: 71Mi.', 2",
        "IMAGE_PULL, FAILED, Pod was active on the node longer than the specified deadline, 1"
    })
    void aPodMeetsTheFateThatItsFaultHasInStore(Fault fault, Phase phase, String message, int tries) throws Exception {
        start(settings().faults(new Faults(1, Map.of(fault, 1.0))));
        client.create(workflow("monkey-4", HARNESS, "inspect"));

        Workflow ended = ended("monkey-4");

        assertEquals(phase, ended.phase());
        assertEquals(tries, ended.pods().size());
        assertEquals(message, ended.pods().get(0).message());
    }

    @ParameterizedTest
    @CsvSource({"EXECUTOR_OUT_OF_MEMORY, RUNNING", "UNSCHEDULABLE, PENDING", "IMAGE_NEVER_PULL, PENDING"})
    void aPodThatHangsForEverEndsOnlyWhenSomebodyEndsIt(Fault fault, Phase phase) throws Exception {
        start(settings().faults(new Faults(1, Map.of(fault, 1.0))));
        client.create(workflow("monkey-5", HARNESS, "inspect"));
        try (EventStream<WatchEvent> watch = client.watch(ListQuery.ALL)) {
            Workflow seen;
            do {
                seen = watch.next().orElseThrow().workflow();
            } while (seen.pods().isEmpty()
                    || phase == Phase.RUNNING && seen.pods().get(0).exitCode().isEmpty());
            assertEquals(phase, seen.pods().get(0).phase());
        }
        assertEquals("Terminate", client.terminate("monkey-5").shutdown());

        Workflow ended = ended("monkey-5");

        assertEquals(Phase.FAILED, ended.phase());
        assertEquals("Stopped with strategy 'Terminate'", ended.message());
    }

    @Test
    void aNameIsTakenUntilItsWorkflowIsGone() throws Exception {
        start(settings());
        client.create(workflow("monkey-6", HARNESS, "inspect"));
        assertThrows(ArgoException.AlreadyExists.class, () -> client.create(workflow("monkey-6", HARNESS, "inspect")));
        client.delete("monkey-6");
        client.create(workflow("monkey-6", HARNESS, "inspect"));
        assertEquals(Map.of("monkey-6", 2), server.creations());
    }

    @Test
    void whatIsTriedIsNotKept() throws Exception {
        start(settings());
        assertEquals(
                "monkey-7",
                client.create(workflow("monkey-7", HARNESS, "inspect"), true).name());
        assertThrows(ArgoException.NotFound.class, () -> client.get("monkey-7"));
    }

    @Test
    void fieldsThatArgoDoesNotKnowAreDroppedWithoutAWord() throws Exception {
        start(settings());
        ObjectNode workflow = workflow("monkey-8", HARNESS, "inspect");
        workflow.withObject("/spec").put("bogus", 1).putObject("ttlStrategy").put("secondsAfterSuccess", 5);
        Workflow created = client.create(workflow);
        assertFalse(created.specification().has("bogus"));
        assertTrue(created.specification().path("ttlStrategy").has("secondsAfterSuccess"));
        assertEquals(List.of("spec.bogus"), SchemaFacts.unknown("Workflow", workflow));
    }

    @Test
    void theTemplateThatIsDeliveredHasNoFieldThatArgoDoesNotKnow() throws Exception {
        start(settings());
        assertEquals(List.of(), SchemaFacts.unknown("WorkflowTemplate", TemplateFile.read(TEMPLATE)));
        assertEquals(
                "monkey-inspection",
                client.template("monkey-inspection").metadata().name());
        assertThrows(ArgoException.NotFound.class, () -> client.template("other"));
    }

    @Test
    void whatIsMissingIsNamed() throws Exception {
        start(settings());
        assertTrue(assertThrows(
                        ArgoException.Invalid.class,
                        () -> client.submit(
                                new TemplateSubmission("monkey-inspection", "monkey-9", Map.of(), Map.of())))
                .getMessage()
                .contains("spec.arguments.base.value"));
        assertThrows(
                ArgoException.NotFound.class,
                () -> client.submit(new TemplateSubmission("nope", "monkey-9", Map.of(), Map.of())));
    }

    @Test
    void pagesAreOffsetsAndLabelsSelect() throws Exception {
        start(settings().pods(1));
        for (int number = 0; number < 5; number++) {
            client.create(workflow("monkey-p" + number, HARNESS, "inspect"));
        }
        WorkflowPage first = client.list(
                ListQuery.ALL.labelled("who=test").only(ListQuery.SUMMARY).page(3, 0));
        assertEquals(3, first.workflows().size());
        assertEquals(OptionalInt.of(3), first.next());
        assertEquals(OptionalInt.of(2), first.remaining());
        assertTrue(first.workflows().get(0).nodes().isEmpty());
        WorkflowPage second =
                client.list(ListQuery.ALL.labelled("who in (test),!nobody").page(3, 3));
        assertEquals(2, second.workflows().size());
        assertEquals(OptionalInt.empty(), second.next());
        assertEquals(List.of(), client.list(ListQuery.ALL.labelled("who!=test")).workflows());
    }

    @Test
    void eventsBeforeThoseThatAreKeptAreTooOldToWatchFrom() throws Exception {
        start(settings().eventsKept(2));
        String version = client.list(ListQuery.ALL).resourceVersion();
        client.create(workflow("monkey-a", HARNESS, "inspect"));
        ended("monkey-a");
        assertThrows(
                ArgoException.StaleVersion.class,
                () -> client.watch(ListQuery.ALL.since(version)).next());
    }

    @Test
    void whatTheTimeToLiveTookIsInTheArchiveWhereThereIsOne() throws Exception {
        start(settings().archive().faults(new Faults(1, Map.of(Fault.EARLY_TTL, 1.0))));
        Workflow created = client.create(workflow("monkey-b", HARNESS, "inspect"));
        ended("monkey-b");
        assertEquals(Phase.SUCCEEDED, client.archived(created.metadata().uid()).phase());
        assertEquals(1, client.archived(ListQuery.ALL).workflows().size());
    }

    @Test
    void whatIsLargerThanAClusterStoresIsCreatedAndNeverBegun() throws Exception {
        start(settings());
        ObjectNode large = workflow("monkey-c", HARNESS, "inspect");
        ((ObjectNode) large.at("/spec/arguments/artifacts/1/raw")).put("data", "x".repeat(900_000));
        client.create(large);
        client.create(workflow("monkey-d", HARNESS, "inspect"));
        ended("monkey-d");
        assertEquals(Phase.NONE, client.get("monkey-c").phase());
        ((ObjectNode) large.at("/spec/arguments/artifacts/1/raw")).put("data", "x".repeat(2_000_000));
        assertThrows(ArgoException.TooLarge.class, () -> client.create(large));
    }

    @Test
    void theSameSeedMeansTheSameFaults() {
        Faults one = Faults.all(7, 0.02);
        Faults other = Faults.all(7, 0.02);
        int struck = 0;
        for (int number = 0; number < 2000; number++) {
            String name = "monkey-" + number % 500;
            Optional<Fault> fault = one.strike(Fault.Kind.POD, name);
            assertEquals(fault, other.strike(Fault.Kind.POD, name));
            struck += fault.isPresent() ? 1 : 0;
        }
        long pods = List.of(Fault.values()).stream()
                .filter(fault -> fault.kind() == Fault.Kind.POD)
                .count();
        assertEquals(2000 * 0.02 * pods, struck, 200);
        assertTrue(Duration.ofSeconds(3).equals(settings().scaled(Duration.ofSeconds(60))));
    }
}
