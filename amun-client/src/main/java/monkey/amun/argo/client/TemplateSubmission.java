package monkey.amun.argo.client;

import java.util.Map;

/**
 * A workflow to be made from a template by the server. Artifacts can't be given this way: a workflow with inputs of its
 * own is created instead, with a {@code workflowTemplateRef}.
 *
 * @param name of the workflow
 * @param labels their values hold no comma
 */
public record TemplateSubmission(
        String template, String name, Map<String, String> parameters, Map<String, String> labels) {}
