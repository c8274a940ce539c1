package monkey.amun.argo.client;

import tools.jackson.databind.JsonNode;

/** A workflow template as the cluster holds it. */
public record WorkflowTemplate(ObjectMetadata metadata, JsonNode specification) {
    static WorkflowTemplate of(JsonNode template) {
        return new WorkflowTemplate(ObjectMetadata.of(template.path("metadata")), template.path("spec"));
    }
}
