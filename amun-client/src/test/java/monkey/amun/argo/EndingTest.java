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
        "deadline-tmpl,         NOTHING,     DEADLINE",
        "deadline-wf,           NOTHING,     DEADLINE",
        "badimage,              NOTHING,     DEADLINE",
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
        Signs signs = Signs.of(RecordedEndings.named(recorded), ours, "", false);

        assertEquals(expected, Ending.of(signs));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "Failed | The node was low on resource: memory. Threshold quantity: 100Mi | 137 | EVICTED",
                "Failed | The node was low on resource: ephemeral-storage. Container main was using 9Gi, request is 0 | | EVICTED",
                "Failed | Pod ephemeral local storage usage exceeds the total limit of containers 4Gi. | 137 | EVICTED",
                "Failed | Usage of EmptyDir volume \"work\" exceeds the limit \"20Gi\". | 137 | EVICTED",
                "Failed | Container main exceeded its local ephemeral storage limit \"1Gi\". | | EVICTED",
                "Failed | Pod was terminated in response to imminent node shutdown. | | EVICTED",
                "Failed | Preempted in order to admit critical pod | | EVICTED",
                "Error | Preempted by a pod on node node1 | | EVICTED",
                "Failed | Pod was rejected: Node didn't have enough resource: cpu, requested: 1000 | | UNSCHEDULABLE",
                "Failed | Pod was rejected: Predicate NodeAffinity failed | | UNSCHEDULABLE",
                "Failed | Pod Node didn't have enough resource: memory, requested: 2, used: 3, capacity: 4 | | UNSCHEDULABLE",
                "Failed | NodeLost: node2 stopped answering | | NODE_LOST",
                "Failed | Node node2 which was running pod x is unresponsive | | NODE_LOST",
                "Failed | main: ContainerStatusUnknown (exit code 137): The container could not be located | 137 | NODE_LOST",
                "Error | init: Error (exit code 1) | 1 | INIT",
                "Error | init: OOMKilled (exit code 137) | | INIT",
                "Error | wait: OOMKilled (exit code 137) | 0 | OUTPUTS",
                "Failed | pod failed: wait container did not complete successfully | 0 | OUTPUTS",
                "Failed | main: Error (exit code 137) | 137 | HARNESS",
                "Failed | main: Error (exit code 143) | 143 | HARNESS",
                "Failed | main: StartError (exit code 128): failed to create containerd task: exec format error | 128 | NO_PYTHON",
                "Error | pods \"x\" is forbidden: exceeded quota: compute | | FORBIDDEN",
                "Error | Pod failed before main container starts due to ErrImagePull: not found | | IMAGE",
                "Error | Pod failed before wait container starts due to ContainerCreating: | | OTHER",
                "Failed | retry exceeded workflow deadline 2026-11-22 20:06:36 +0000 UTC | 143 | DEADLINE",
                "Failed | Step exceeded its deadline | | DEADLINE",
                "Succeeded | | 0 | NO_RESULT",
                "Error | something nobody has seen yet | | OTHER",
            })
    void endThatIsKnownByItsWordsOnlyIsTheRow(String phase, String message, String exitCode, Ending expected) {
        assertEquals(expected, Ending.of(Signs.of(workflow(phase, message, exitCode), Ours.NOTHING, "", false)));
    }

    /** The harness ends each script in time. A pod that reaches its own deadline has waited, and not for its script. */
    @Test
    void deadlineIsTheScriptsOnlyWhenItsDocumentShowsThatItOverran() {
        Workflow late = RecordedEndings.named("deadline-tmpl");

        assertEquals(Ending.DEADLINE_OF_A_SCRIPT, Ending.of(Signs.of(late, Ours.NOTHING, "", true)));
        assertEquals(Ending.DEADLINE, Ending.of(Signs.of(late, Ours.NOTHING, "", false)));
    }

    @Test
    void podThatAQuotaRefusesIsNotSaidToHaveNoReason() {
        Workflow refused = workflow("Pending", "pods \"x\" is forbidden: exceeded quota: compute", null);

        assertEquals(Ending.FORBIDDEN, Ending.of(Signs.of(refused, Ours.NOT_STARTED, "", false)));
    }

    @Test
    void workflowThatIsStillRunningAtOurDeadlineIsOverdue() {
        assertEquals(Ending.OVERDUE, Ending.of(Signs.of(workflow("Running", null, null), Ours.OVERDUE, "", false)));
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
                        Ending.DEADLINE_OF_A_SCRIPT),
                others);
    }

    @Test
    void sentenceOfAPodThatNeverStartsHasTheClustersReason() {
        Signs signs = Signs.of(
                RecordedEndings.named("badimage-initializing"),
                Ours.NOT_STARTED,
                "FailedMount: secret \"x.service-account-token\" not found",
                false);

        String sentence = Ending.of(signs).sentence(signs);

        assertTrue(sentence.contains("PodInitializing") && sentence.contains("FailedMount"), sentence);
    }

    @Test
    void sentenceOfAStoppedWorkflowNamesWhoStoppedIt() {
        Signs signs = Signs.of(RecordedEndings.named("sleeper"), Ours.NOTHING, "", false);

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
