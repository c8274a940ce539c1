package monkey.amun.argo.standin;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.StreamSupport;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/** What a server checks before it stores a workflow, in its words, and what it adds. */
final class Admission {
    private static final int LARGEST_BODY = 3 << 20;
    private static final int LARGEST_STORED = 1_500_000;

    private final Store store;
    private final String namespace;

    Admission(Store store, String namespace) {
        this.store = store;
        this.namespace = namespace;
    }

    static void size(byte[] body) throws Refused {
        if (body.length > LARGEST_BODY) {
            throw Refused.invalid("Request entity too large: limit is " + LARGEST_BODY);
        }
        if (body.length > LARGEST_STORED) {
            throw new Refused(500, 13, "etcdserver: request is too large");
        }
    }

    /** The workflow as it would be stored: without unknown fields, with identity, without a phase. */
    ObjectNode admit(JsonNode given) throws Refused {
        List<String> wrong = SchemaFacts.wrong("Workflow", given);
        if (!wrong.isEmpty()) {
            throw Refused.invalid(
                    "json: cannot unmarshal into Go struct field WorkflowCreateRequest.workflow." + wrong.get(0));
        }
        ObjectNode workflow = (ObjectNode) SchemaFacts.known("Workflow", given);
        ObjectNode metadata = workflow.withObject("/metadata");
        ObjectNode specification = workflow.withObject("/spec");
        // The harness is the same in thousands of workflows: it is held once.
        for (JsonNode artifact : specification.path("arguments").path("artifacts")) {
            if (artifact.path("raw") instanceof ObjectNode raw
                    && raw.path("data").isString()) {
                raw.put("data", raw.path("data").stringValue().intern());
            }
        }
        Optional<JsonNode> template = template(specification);
        effective(specification, template);
        name(metadata);
        labels(metadata);
        metadata.put("namespace", namespace);
        metadata.put("uid", UUID.randomUUID().toString());
        metadata.put("generation", 1);
        metadata.put("creationTimestamp", store.now());
        ObjectNode labels = metadata.withObject("/labels");
        labels.put("workflows.argoproj.io/creator", "submitter");
        template.ifPresent(found -> labels.put(
                "workflows.argoproj.io/workflow-template",
                Json.text(specification.path("workflowTemplateRef"), "name")));
        ObjectNode status = Json.object();
        status.putNull("startedAt");
        status.putNull("finishedAt");
        workflow.set("status", status);
        return workflow;
    }

    Optional<JsonNode> template(JsonNode specification) throws Refused {
        String name = Json.text(specification.path("workflowTemplateRef"), "name");
        if (name.isEmpty()) {
            return Optional.empty();
        }
        return Optional.of(store.template(name)
                .orElseThrow(() -> Refused.notFound("workflowtemplates", name))
                .path("spec"));
    }

    /** What will really run: the template's specification, with what the workflow says instead. */
    ObjectNode effective(JsonNode specification, Optional<JsonNode> template) throws Refused {
        ObjectNode effective =
                template.map(found -> (ObjectNode) found.deepCopy()).orElseGet(Json::object);
        specification.properties().forEach(entry -> {
            if (!entry.getKey().equals("arguments")) {
                effective.set(entry.getKey(), entry.getValue());
            }
        });
        ObjectNode arguments = effective.withObject("/arguments");
        for (String kind : List.of("parameters", "artifacts")) {
            ArrayNode merged =
                    merged(arguments.path(kind), specification.path("arguments").path(kind));
            if (!merged.isEmpty()) {
                arguments.set(kind, merged);
            }
        }
        for (JsonNode parameter : arguments.path("parameters")) {
            if (!parameter.has("value") && !parameter.has("valueFrom")) {
                String name = Json.text(parameter, "name");
                throw Refused.invalid(
                        "spec.arguments." + name + ".value or spec.arguments." + name + ".valueFrom is required");
            }
        }
        String entrypoint = Json.text(effective, "entrypoint");
        if (entrypoint.isEmpty()) {
            throw Refused.invalid("spec.entrypoint is required");
        }
        if (named(effective.path("templates"), entrypoint).isEmpty()) {
            throw Refused.invalid("template name '" + entrypoint + "' undefined");
        }
        for (JsonNode one : effective.path("templates")) {
            check(effective, one);
        }
        return effective;
    }

    private static void check(JsonNode effective, JsonNode template) throws Refused {
        String name = Json.text(template, "name");
        int group = 0;
        for (JsonNode steps : template.path("steps")) {
            for (JsonNode step : steps) {
                String used = Json.text(step, "template");
                if (named(effective.path("templates"), used).isEmpty()) {
                    throw Refused.invalid("templates." + name + ".steps[" + group + "]." + Json.text(step, "name")
                            + " template name '" + used + "' undefined");
                }
            }
            group++;
        }
        for (String kind : List.of("limits", "requests")) {
            for (JsonNode quantity :
                    template.path("container").path("resources").path(kind)) {
                if (!quantity.asString().matches("([+-]?[0-9.]+)([eEinumkKMGTP]*[-+]?[0-9]*)")) {
                    throw Refused.invalid("quantities must match the regular expression"
                            + " '^([+-]?[0-9.]+)([eEinumkKMGTP]*[-+]?[0-9]*)$'");
                }
            }
        }
        for (JsonNode artifact : template.path("inputs").path("artifacts")) {
            if (template.has("container") && !artifact.has("path")) {
                throw Refused.invalid("templates." + name + ".inputs.artifacts." + Json.text(artifact, "name")
                        + ".path not specified");
            }
        }
    }

    private static ArrayNode merged(JsonNode below, JsonNode above) {
        ArrayNode merged = Json.MAPPER.createArrayNode();
        above.forEach(merged::add);
        for (JsonNode one : below) {
            if (named(above, Json.text(one, "name")).isEmpty()) {
                merged.add(one);
            }
        }
        return merged;
    }

    static Optional<JsonNode> named(JsonNode list, String name) {
        return StreamSupport.stream(list.spliterator(), false)
                .filter(one -> Json.text(one, "name").equals(name))
                .findFirst();
    }

    private static void name(ObjectNode metadata) throws Refused {
        String name = Json.text(metadata, "name");
        String beginning = Json.text(metadata, "generateName");
        if (name.isEmpty() && beginning.isEmpty()) {
            throw Refused.invalid(
                    "Workflow.argoproj.io \"\" is invalid: metadata.name: Required value: name or generateName"
                            + " is required");
        }
        if (name.isEmpty()) {
            name = beginning + UUID.randomUUID().toString().substring(0, 5);
            metadata.put("name", name);
        }
        if (!name.matches("[a-z0-9]([-a-z0-9]*[a-z0-9])?(\\.[a-z0-9]([-a-z0-9]*[a-z0-9])?)*")) {
            throw Refused.invalid(
                    "Workflow.argoproj.io \"" + name + "\" is invalid: metadata.name: Invalid value: \"" + name
                            + "\": a lowercase RFC 1123 subdomain must consist of lower case alphanumeric characters, '-' or '.',"
                            + " and must start and end with an alphanumeric character");
        }
        if (name.length() > 63) {
            throw Refused.invalid("workflow name \"" + name + "\" must not be more than 63 characters long (currently "
                    + name.length() + ")");
        }
    }

    private static void labels(ObjectNode metadata) throws Refused {
        List<String> wrong = new ArrayList<>();
        metadata.path("labels").properties().forEach(entry -> {
            String value = entry.getValue().asString();
            if (!value.isEmpty() && !value.matches("[A-Za-z0-9]([-A-Za-z0-9_.]{0,61}[A-Za-z0-9])?")) {
                wrong.add(value);
            }
        });
        if (!wrong.isEmpty()) {
            throw Refused.invalid("Workflow.argoproj.io \"" + Json.text(metadata, "name")
                    + "\" is invalid: metadata.labels: Invalid value: \"" + wrong.get(0)
                    + "\": a valid label must be an empty string or consist of at most 63 alphanumeric characters, '-', '_' or"
                    + " '.', and must start and end with an alphanumeric character");
        }
    }

    /** True of a workflow that can be created but not written once its inputs are stored over and over. */
    static boolean neverWritten(ObjectNode workflow, int templateSize) {
        int inputs = workflow.path("spec").toString().length();
        return 3L * inputs + templateSize > LARGEST_STORED;
    }
}
