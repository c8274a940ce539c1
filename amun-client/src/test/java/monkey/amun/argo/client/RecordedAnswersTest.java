package monkey.amun.argo.client;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** What a real server answered, read by this client. */
class RecordedAnswersTest {
    static Stream<Arguments> refusals() throws IOException {
        return StreamSupport.stream(
                        JsonMapper.shared()
                                .readTree(FixedServer.recorded("refusals.json"))
                                .spliterator(),
                        false)
                .map(one -> Arguments.of(
                        one.path("what").asString(), one.path("status").asInt(), one.path("body")));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("refusals")
    void eachRefusalIsOfItsKindAndKeepsTheServersWords(String what, int status, JsonNode body) throws IOException {
        Class<? extends ArgoException> kind = switch (status) {
            case 400 ->
                what.contains("too old")
                        ? ArgoException.StaleVersion.class
                        : what.contains("megabytes") ? ArgoException.TooLarge.class : ArgoException.Invalid.class;
            case 401 -> ArgoException.Unauthorized.class;
            case 403 -> ArgoException.Forbidden.class;
            case 404 -> ArgoException.NotFound.class;
            case 409 -> ArgoException.AlreadyExists.class;
            case 500 ->
                what.contains("megabytes")
                        ? ArgoException.TooLarge.class
                        : what.contains("terminate")
                                ? ArgoException.AlreadyCompleted.class
                                : ArgoException.Unavailable.class;
            case 501 -> ArgoException.Unsupported.class;
            default -> throw new IllegalStateException(what);
        };
        try (FixedServer server = new FixedServer(status, body.toString())) {
            ArgoException refusal =
                    assertThrows(ArgoException.class, () -> server.client().get("one"));
            assertEquals(kind, refusal.getClass());
            JsonNode error = body.has("error") ? body.path("error") : body;
            String words = error.path("message").asString().replaceAll("\\s+", " ");
            assertTrue(
                    refusal.getMessage().contains(words.substring(0, Math.min(400, words.length()))),
                    refusal.getMessage());
            assertFalse(refusal.getMessage().contains("secret-of-mine"));

            ArgoException inStream = assertThrows(
                    ArgoException.class,
                    () -> server.client().watch(ListQuery.ALL).next());
            assertEquals(kind, inStream.getClass());
        }
    }

    @Test
    void aListIsReadWithItsVersionAndItsNodes() throws Exception {
        try (FixedServer server = new FixedServer(200, FixedServer.recorded("list.json"))) {
            WorkflowPage page = server.client().list(ListQuery.ALL.labelled("who=probe"));

            assertEquals("374", page.resourceVersion());
            assertEquals(OptionalInt.empty(), page.next());
            Workflow workflow = page.workflows().get(0);
            assertEquals("two-step", workflow.name());
            assertEquals(Phase.SUCCEEDED, workflow.phase());
            assertEquals(Instant.parse("2026-11-22T20:16:27Z"), workflow.finishedAt());
            assertEquals("probe", workflow.label("who"));
            assertEquals(
                    List.of("two-step-3250606056", "two-step-3756681224"),
                    workflow.pods().stream().map(NodeStatus::id).toList());
            NodeStatus made = workflow.nodes().get("two-step-3756681224");
            assertEquals(Map.of("answer", "42"), made.outputs());
            assertEquals(Optional.of(0), made.exitCode());
            assertEquals("node1", made.hostNodeName());
            assertEquals(List.of("GET /api/v1/workflows/argo?listOptions.labelSelector=who%3Dprobe"), server.targets);
        }
    }

    @Test
    void aPageAsksForItsContinuationAsArgoWantsIt() throws Exception {
        String cut =
                "{\"metadata\":{\"resourceVersion\":\"1820\",\"continue\":\"3\",\"remainingItemCount\":29},\"items\":null}";
        try (FixedServer server = new FixedServer(200, cut)) {
            WorkflowPage page = server.client().list(ListQuery.ALL.page(3, 6));

            assertEquals(OptionalInt.of(3), page.next());
            assertEquals(OptionalInt.of(29), page.remaining());
            assertEquals(List.of(), page.workflows());
            assertEquals(
                    List.of("GET /api/v1/workflows/argo?listOptions.limit=3"
                            + "&listOptions.fieldSelector=ext.showRemainingItemCount%3Dtrue&listOptions.continue=6"),
                    server.targets);
        }
    }

    @Test
    void aWorkflowJustCreatedHasNoPhaseYet() throws Exception {
        try (FixedServer server = new FixedServer(200, FixedServer.recorded("created.json"))) {
            Workflow workflow =
                    server.client().create(JsonMapper.shared().readTree("{\"metadata\":{\"name\":\"two-step\"}}"));

            assertEquals(Phase.NONE, workflow.phase());
            assertNull(workflow.startedAt());
            assertFalse(workflow.phase().completed());
            assertEquals("main", workflow.specification().path("entrypoint").asString());
        }
    }

    @Test
    void anInspectionThatSucceededHasItsResultInAnOutputParameter() throws Exception {
        try (FixedServer server = new FixedServer(200, FixedServer.recorded("succeeded.json"))) {
            NodeStatus pod = server.client().get("try-b-small").pods().get(0);

            assertTrue(pod.outputs().get("result").startsWith("H4sI"));
            assertEquals(Optional.of(0), pod.exitCode());
        }
    }

    @Test
    void aWatchGivesItsEventsAndThenTheErrorThatEndedIt() throws Exception {
        try (FixedServer server = new FixedServer(200, FixedServer.recorded("watch.txt"));
                EventStream<WatchEvent> watch = server.client().watch(ListQuery.ALL.since("374"))) {
            WatchEvent event = watch.next().orElseThrow();

            assertEquals(WatchEvent.Type.ADDED, event.type());
            assertEquals("Terminate", event.workflow().shutdown());
            assertEquals("Stopped with strategy 'Terminate'", event.workflow().message());
            ArgoException end = assertThrows(ArgoException.TooManyRequests.class, watch::next);
            assertTrue(end.getMessage().contains("EOF"));
            assertEquals(Optional.empty(), watch.next());
        }
    }

    @Test
    void eventsMayComeAsServerSentEventsWithSignsOfLifeBetweenThem() throws Exception {
        String stream =
                ":\n\ndata: {\"result\":{\"type\":\"DELETED\",\"object\":{\"metadata\":{\"name\":\"a\"}}}}\n\n:\n\n";
        try (FixedServer server = new FixedServer(200, stream);
                EventStream<WatchEvent> watch = server.client().watch(ListQuery.ALL)) {
            WatchEvent event = watch.next().orElseThrow();

            assertEquals(WatchEvent.Type.DELETED, event.type());
            assertEquals("a", event.workflow().name());
            assertEquals(Optional.empty(), watch.next());
        }
    }

    @Test
    void aLogTellsTheContainersLinesFromTheExecutors() throws Exception {
        List<String> own = new ArrayList<>();
        try (FixedServer server = new FixedServer(200, FixedServer.recorded("log.txt"));
                EventStream<LogLine> log = server.client().logs("two-step", LogQuery.MAIN.last(50))) {
            for (Optional<LogLine> line; (line = log.next()).isPresent(); ) {
                if (!line.get().isOfExecutor()) {
                    own.add(line.get().content());
                }
            }
            assertEquals(List.of("generated", "got 42"), own);
            assertEquals(
                    List.of(
                            "GET /api/v1/workflows/argo/two-step/log?logOptions.container=main&logOptions.tailLines=50"),
                    server.targets);
        }
    }

    @ParameterizedTest
    @CsvSource({"7, 7", "'Sun, 22 Nov 2015 20:00:00 GMT', 0"})
    void aServerThatIsAskedTooOftenSaysForHowLong(String header, long seconds) throws Exception {
        try (FixedServer server = new FixedServer(429, "{\"code\":8,\"message\":\"slow\"}", "Retry-After", header)) {
            ArgoException.TooManyRequests refusal = assertThrows(
                    ArgoException.TooManyRequests.class, () -> server.client().get("one"));
            assertEquals(Optional.of(Duration.ofSeconds(seconds)), refusal.retryAfter());
            assertTrue(refusal.mayPass());
            assertFalse(refusal.fateUnknown());
        }
    }

    @Test
    void anArtifactIsTakenUpToTheSizeThatIsAllowed() throws Exception {
        try (FixedServer server = new FixedServer(200, "0123456789")) {
            assertEquals(10, server.client().artifact("one", "one-1", "result", 10).length);
            ArgoException.BadAnswer bad = assertThrows(
                    ArgoException.BadAnswer.class, () -> server.client().artifact("one", "one-1", "result", 9));
            assertTrue(bad.getMessage().contains("larger than 9 bytes"), bad.getMessage());
            assertEquals("GET /artifacts/argo/one/one-1/result", server.targets.get(0));
        }
    }

    @ParameterizedTest
    @CsvSource({"'<html>welcome</html>'", "'[]'", "'{\"result'", "''", "'{\"metadata\":{}}'"})
    void whatIsNoAnswerIsSaidToBeNone(String body) throws Exception {
        try (FixedServer server = new FixedServer(200, body)) {
            assertThrows(ArgoException.BadAnswer.class, () -> server.client().get("one"));
        }
    }
}
