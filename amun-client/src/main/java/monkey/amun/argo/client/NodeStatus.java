package monkey.amun.argo.client;

import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import tools.jackson.databind.JsonNode;

/**
 * One node of a workflow: a pod, a retry around pods, a step group. Texts that were not sent are empty, moments that
 * were not sent are null.
 *
 * @param type {@code Pod}, {@code Retry}, {@code Steps}, {@code StepGroup}, {@code DAG}, {@code Skipped}, {@code Suspend}…
 * @param message why it is in this phase, in Argo's or the cluster's words
 * @param exitCode of the main container; there while the node still runs, and also where the node never ends
 * @param outputs output parameters by name
 * @param outputArtifacts names of output artifacts
 * @param hostNodeName the machine it ran on
 * @param retried whether it is one try of a retry node
 * @param hooked whether it is an exit handler or another hook
 */
public record NodeStatus(
        String id,
        String name,
        String displayName,
        String type,
        String templateName,
        Phase phase,
        String message,
        Instant startedAt,
        Instant finishedAt,
        Optional<Integer> exitCode,
        Map<String, String> outputs,
        List<String> outputArtifacts,
        String hostNodeName,
        List<String> children,
        boolean retried,
        boolean hooked) {

    /** True of a node that runs, or was to run, a container. */
    public boolean isPod() {
        return type.equals("Pod");
    }

    static NodeStatus of(String key, JsonNode node) {
        JsonNode outputs = node.path("outputs");
        Map<String, String> parameters = new LinkedHashMap<>();
        Fields.list(
                        outputs.path("parameters"),
                        parameter -> Map.entry(Fields.text(parameter, "name"), Fields.text(parameter, "value")))
                .forEach(parameter -> parameters.put(parameter.getKey(), parameter.getValue()));
        String id = Fields.text(node, "id");
        return new NodeStatus(
                id.isEmpty() ? key : id,
                Fields.text(node, "name"),
                Fields.text(node, "displayName"),
                Fields.text(node, "type"),
                Fields.text(node, "templateName"),
                Phase.of(Fields.text(node, "phase")),
                Fields.text(node, "message"),
                Fields.moment(node, "startedAt"),
                Fields.moment(node, "finishedAt"),
                Optional.ofNullable(Fields.integer(outputs, "exitCode")),
                parameters,
                Fields.list(outputs.path("artifacts"), artifact -> Fields.text(artifact, "name")),
                Fields.text(node, "hostNodeName"),
                Fields.list(node.path("children"), JsonNode::asString),
                node.path("nodeFlag").path("retried").asBoolean(false),
                node.path("nodeFlag").path("hooked").asBoolean(false));
    }
}
