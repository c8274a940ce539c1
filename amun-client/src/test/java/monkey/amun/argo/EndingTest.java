package monkey.amun.argo;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import monkey.amun.Outcome;
import monkey.amun.argo.Signs.Ours;
import monkey.amun.argo.client.Workflow;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import tools.jackson.databind.json.JsonMapper;

/** Which row of the table a workflow's end is, for ends that a real server recorded and for those it could not be brought to. */
class EndingTest {
    @ParameterizedTest
    @CsvSource({
        "sleeper,               NOTHING,     STOPPED",
        "sleeper2,              NOTHING,     STOPPED",
        "oom256,                NOTHING,     OUT_OF_MEMORY",
        "oom,                   OVERDUE,     EXECUTOR_OUT_OF_MEMORY",
        "deadline-tmpl,         NOTHING,     DEADLINE_WHILE_RUNNING",
        "deadline-wf,           NOTHING,     DEADLINE_WHILE_RUNNING",
        "badimage,              NOTHING,     DEADLINE_BEFORE_IT_RAN",
        "badimage-never,        NOT_STARTED, IMAGE",
        "badimage-errimagepull, NOT_STARTED, IMAGE",
        "badimage-backoff,      NOT_STARTED, IMAGE",
        "badimage-initializing, NOT_STARTED, NOT_STARTED",
        "unsched,               NOT_STARTED, UNSCHEDULABLE",
        "created,               NOT_STARTED, NOT_TAKEN_UP",
        "podgone2,              NOTHING,     NODE_LOST",
        "nosa,                  NOTHING,     FORBIDDEN",
        "artifact,              NOTHING,     OUTPUTS",
        "noout,                 NOTHING,     OUTPUTS",
        "badcmd,                NOTHING,     NO_PYTHON",
        "exit1,                 NOTHING,     HARNESS",
        "exit3-retry,           NOTHING,     HARNESS",
        "podgone-ended,         NOTHING,     NODE_LOST",
    })
    void recordedEndIsTheRow(String recorded, Ours ours, Ending expected) {
        Signs signs = Signs.of(RecordedEndings.named(recorded), ours, "");

        assertEquals(expected, Ending.of(signs));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "Failed | The node was low on resource: memory. Threshold quantity: 100Mi | 137 | EVICTED",
                "Failed | Pod ephemeral local storage usage exceeds the total limit of containers 4Gi. | 137 | EVICTED",
                "Failed | Pod was terminated in response to imminent node shutdown. | | EVICTED",
                "Error | Preempted by a pod on node node1 | | EVICTED",
                "Failed | NodeLost: node2 stopped answering | | NODE_LOST",
                "Failed | init: Error (exit code 1) | 1 | INIT",
                "Failed | main: Error (exit code 137) | 137 | HARNESS",
                "Error | pods \"x\" is forbidden: exceeded quota: compute | | FORBIDDEN",
                "Succeeded | | 0 | NO_RESULT",
                "Error | something nobody has seen yet | | OTHER",
            })
    void endThatIsKnownByItsWordsOnlyIsTheRow(String phase, String message, String exitCode, Ending expected) {
        assertEquals(expected, Ending.of(Signs.of(workflow(phase, message, exitCode), Ours.NOTHING, "")));
    }

    @Test
    void workflowThatIsStillRunningAtOurDeadlineIsOverdue() {
        assertEquals(Ending.OVERDUE, Ending.of(Signs.of(workflow("Running", null, null), Ours.OVERDUE, "")));
    }

    @Test
    void onlyWhatTheInspectionDidItselfIsNotInfrastructure() {
        List<Ending> others = Arrays.stream(Ending.values())
                .filter(ending -> ending.outcome() != Outcome.INFRASTRUCTURE)
                .toList();

        assertEquals(
                List.of(
                        Ending.STOPPED,
                        Ending.OUT_OF_MEMORY,
                        Ending.EXECUTOR_OUT_OF_MEMORY,
                        Ending.DEADLINE_WHILE_RUNNING),
                others);
    }

    @Test
    void sentenceOfAPodThatNeverStartsHasTheClustersReason() {
        Signs signs = Signs.of(
                RecordedEndings.named("badimage-initializing"),
                Ours.NOT_STARTED,
                "FailedMount: secret \"x.service-account-token\" not found");

        String sentence = Ending.of(signs).sentence(signs);

        assertTrue(sentence.contains("PodInitializing") && sentence.contains("FailedMount"), sentence);
    }

    @Test
    void sentenceOfAStoppedWorkflowNamesWhoStoppedIt() {
        Signs signs = Signs.of(RecordedEndings.named("sleeper"), Ours.NOTHING, "");

        assertEquals("stopped on the cluster by admin", Ending.of(signs).sentence(signs));
    }

    /** The page and the code are one table: to bring the page up to date, copy what the message of this failure expects. */
    @ParameterizedTest
    @EnumSource(Ending.class)
    void everyRowStandsInThePage(Ending ending) throws Exception {
        String row = "| " + ending.sign() + " | `" + ending.outcome().word() + "` |";
        try (Stream<String> lines = Files.lines(Path.of("ARGO.md"))) {
            assertTrue(lines.anyMatch(row::equals), "ARGO.md lacks the line\n" + row);
        }
    }

    private static Workflow workflow(String phase, String message, String exitCode) {
        Map<String, Object> node = new java.util.HashMap<>(Map.of("id", "w", "type", "Pod", "phase", phase));
        Map<String, Object> status = new java.util.HashMap<>(Map.of("phase", phase, "nodes", Map.of("w", node)));
        if (message != null) {
            node.put("message", message);
            status.put("message", message);
        }
        if (exitCode != null) {
            node.put("outputs", Map.of("exitCode", exitCode));
        }
        return Workflow.of(JsonMapper.shared()
                .valueToTree(Map.of("metadata", Map.of("name", "w"), "spec", Map.of(), "status", status)));
    }
}
