package monkey.amun.argo;

import static org.junit.jupiter.api.Assertions.assertEquals;

import monkey.amun.argo.client.Workflow;
import monkey.amun.results.Json;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import tools.jackson.databind.node.ObjectNode;

/** Which workflows are stuck, by their pods: each as {@code phase}, {@code phase:exit code} or {@code phase message}. */
class StuckPodsTest {
    @ParameterizedTest
    @CsvSource({
        // pods, never begun, waits for another, container ended, lacks room
        "'', true, false, false, false",
        "Pending, true, true, false, false",
        "Pending ErrImageNeverPull: not here, true, true, false, false",
        "Pending Unschedulable: 0/1 nodes, true, true, false, true",
        "Running, false, false, false, false",
        "Running:137, false, false, true, false",
        "Failed low on resource|Pending Unschedulable: 0/1 nodes, false, true, false, true",
        "Failed low on resource|Running, false, false, false, false",
        "Failed low on resource, false, false, false, false",
        "Succeeded:0|Pending|Running, false, false, false, false"
    })
    void podsTellWhetherAWorkflowIsStuck(
            String pods, boolean neverBegun, boolean waitsForAnother, boolean containerEnded, boolean lacksRoom) {
        Workflow workflow = workflow(pods);

        assertEquals(neverBegun, StuckPods.waits(workflow), "never begun");
        assertEquals(waitsForAnother, StuckPods.waitsForAnother(workflow), "waits for another");
        assertEquals(containerEnded, StuckPods.containerEnded(workflow), "container ended");
        assertEquals(lacksRoom, StuckPods.lacksRoom(workflow), "lacks room");
    }

    private static Workflow workflow(String pods) {
        ObjectNode workflow = Json.MAPPER.createObjectNode();
        ObjectNode status = workflow.putObject("status").put("phase", "Running");
        int number = 0;
        for (String pod : pods.isEmpty() ? new String[0] : pods.split("\\|")) {
            String[] words = pod.split(" ", 2);
            String[] phase = words[0].split(":");
            ObjectNode node = status.withObject("/nodes").putObject("pod-" + number++);
            node.put("type", "Pod").put("phase", phase[0]).put("message", words.length > 1 ? words[1] : "");
            if (phase.length > 1) {
                node.putObject("outputs").put("exitCode", phase[1]);
            }
        }
        return Workflow.of(workflow);
    }
}
