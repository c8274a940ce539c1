package monkey.amun.argo.client;

import java.time.Instant;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import tools.jackson.databind.JsonNode;

/**
 * A workflow as a server showed it; with a {@code fields} selection, as much of it as was asked for. Texts that were not
 * sent are empty, moments that were not sent are null, and what this client does not know is left out, but for the
 * specification, which is there as it came.
 *
 * @param shutdown {@code Stop} or {@code Terminate} once somebody asked for it
 * @param nodes by their ids
 * @param conditions by their types, such as {@code Completed} to {@code True}
 * @param artifactRepository kind of the cluster's artifact repository, such as {@code s3}, as its controller knew it when it
 *     began this workflow; empty where there is none, or none yet
 * @param specification as it came, possibly an empty object; to compare with what was sent, since a server drops fields it does not know
 */
public record Workflow(
        ObjectMetadata metadata,
        Phase phase,
        String message,
        Instant startedAt,
        Instant finishedAt,
        String progress,
        String shutdown,
        Map<String, NodeStatus> nodes,
        Map<String, String> conditions,
        String artifactRepository,
        JsonNode specification) {
    /** As fields to ask for: who it is, and where it stands. */
    public static final String STANDING = "metadata.name,metadata.namespace,metadata.uid,metadata.resourceVersion,"
            + "metadata.creationTimestamp,metadata.labels,spec.shutdown,status.phase,status.message,status.startedAt,"
            + "status.finishedAt,status.progress,status.conditions";
    /** The same, with what its pods did and left. */
    public static final String COURSE = STANDING + ",status.nodes";

    public String name() {
        return metadata.name();
    }

    public String label(String name) {
        return metadata.labels().getOrDefault(name, "");
    }

    /** The nodes that run, or were to run, containers, in the server's order. */
    public List<NodeStatus> pods() {
        return nodes.values().stream().filter(NodeStatus::isPod).toList();
    }

    /** Reads a workflow as the cluster writes it. */
    public static Workflow of(JsonNode workflow) {
        JsonNode status = workflow.path("status");
        JsonNode specification = workflow.path("spec");
        Map<String, NodeStatus> nodes = new LinkedHashMap<>();
        status.path("nodes").properties().forEach(entry -> {
            NodeStatus node = NodeStatus.of(entry.getKey(), entry.getValue());
            nodes.put(node.id(), node);
        });
        Map<String, String> conditions = new LinkedHashMap<>();
        Fields.list(
                        status.path("conditions"),
                        condition -> Map.entry(Fields.text(condition, "type"), Fields.text(condition, "status")))
                .forEach(condition -> conditions.put(condition.getKey(), condition.getValue()));
        return new Workflow(
                ObjectMetadata.of(workflow.path("metadata")),
                Phase.of(Fields.text(status, "phase")),
                Fields.text(status, "message"),
                Fields.moment(status, "startedAt"),
                Fields.moment(status, "finishedAt"),
                Fields.text(status, "progress"),
                Fields.text(specification, "shutdown"),
                Collections.unmodifiableMap(nodes),
                Collections.unmodifiableMap(conditions),
                artifactRepository(status.path("artifactRepositoryRef").path("artifactRepository")),
                specification);
    }

    /** An empty object where there is none; else one with a field named as its kind, beside plain options. */
    private static String artifactRepository(JsonNode repository) {
        return repository.properties().stream()
                .filter(field -> field.getValue().isObject())
                .map(Map.Entry::getKey)
                .findFirst()
                .orElse("");
    }
}
