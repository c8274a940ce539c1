package monkey.amun.argo.standin;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/** The calls that are answered at once, each with what a real server answers. */
final class StandInCalls {
    private final Cluster cluster;
    private final Store store;
    private final Admission admission;
    private final SubmissionRate rate;
    private final String namespace;

    StandInCalls(Cluster cluster) {
        this.cluster = cluster;
        this.store = cluster.store;
        this.namespace = cluster.settings.namespace;
        this.admission = new Admission(store, namespace);
        this.rate = new SubmissionRate(cluster.settings.submissionsPerSecond);
    }

    JsonNode answer(StandInRequest request) throws Refused {
        List<String> path = request.path();
        String service = path.size() > 2 ? path.get(2) : "";
        return switch (service) {
            case "version" ->
                Json.object()
                        .put("version", cluster.settings.version)
                        .put("gitCommit", "0000000")
                        .put("platform", "linux/amd64");
            case "info" -> Json.object().put("managedNamespace", namespace);
            case "userinfo" ->
                Json.object()
                        .put("issuer", "https://kubernetes.default.svc")
                        .put("subject", "system:serviceaccount:" + namespace + ":submitter")
                        .put("serviceAccountName", "submitter")
                        .put("serviceAccountNamespace", namespace);
            case "workflow-templates" -> templates(request);
            case "archived-workflows" -> archive(request);
            case "workflows" -> workflows(request);
            default -> throw Refused.noSuchCall();
        };
    }

    private JsonNode templates(StandInRequest request) throws Refused {
        List<String> path = request.path();
        String call = request.method() + " " + path.size();
        return switch (call) {
            case "GET 5" ->
                store.template(path.get(4)).orElseThrow(() -> Refused.notFound("workflowtemplates", path.get(4)));
            case "GET 4" -> {
                ObjectNode list = Json.object();
                list.putObject("metadata").put("resourceVersion", String.valueOf(store.version()));
                List<ObjectNode> all = store.templates();
                list.set("items", all.isEmpty() ? Json.MAPPER.nullNode() : Json.MAPPER.valueToTree(all));
                yield list;
            }
            case "POST 4", "PUT 5" -> {
                store.putTemplate((ObjectNode)
                        SchemaFacts.known("WorkflowTemplate", request.json().path("template")));
                String name = Json.text(request.json().path("template").path("metadata"), "name");
                yield store.template(name).orElseThrow();
            }
            case "DELETE 5" -> {
                store.removeTemplate(path.get(4));
                yield Json.object();
            }
            default -> throw Refused.noSuchCall();
        };
    }

    private JsonNode archive(StandInRequest request) throws Refused {
        if (!request.method().equals("GET")) {
            throw Refused.noSuchCall();
        }
        if (request.path().size() > 3) {
            String uid = request.path().get(3);
            return store.archived(uid).orElseThrow(() -> new Refused(404, 5, "not found"));
        }
        return page(request, store.archive());
    }

    private JsonNode workflows(StandInRequest request) throws Refused {
        List<String> path = request.path();
        if (path.size() < 4 || path.size() > 6) {
            throw Refused.noSuchCall();
        }
        String call =
                request.method() + (path.size() > 4 ? " one" : " all") + (path.size() > 5 ? " " + path.get(5) : "");
        if (!path.get(3).equals(namespace)) {
            if (call.equals("GET all")) {
                return page(request, List.of());
            }
            throw new Refused(404, 5, "namespaces \"" + path.get(3) + "\" not found");
        }
        String name = path.size() > 4 ? path.get(4) : "";
        return switch (call) {
            case "GET all" -> page(request, listed());
            case "POST all" -> create(request);
            case "POST one" ->
                switch (name) {
                    case "submit" -> submit(request.json());
                    case "lint" -> lint(request.json());
                    default -> throw Refused.noSuchCall();
                };
            case "GET one" -> new FieldSelection(request.parameter("fields")).of(found(name));
            case "DELETE one" -> {
                ObjectNode workflow = live(name);
                cluster.delete(name, Json.text(workflow.path("metadata"), "uid"));
                yield Json.object();
            }
            case "PUT one stop" -> shutDown(name, "Stop");
            case "PUT one terminate" -> shutDown(name, "Terminate");
            default -> throw Refused.noSuchCall();
        };
    }

    private List<ObjectNode> listed() {
        List<ObjectNode> all = store.workflows();
        List<String> live =
                all.stream().map(one -> Json.text(one.path("metadata"), "uid")).toList();
        store.archive().stream()
                .filter(one -> !live.contains(Json.text(one.path("metadata"), "uid")))
                .forEach(all::add);
        return all;
    }

    private ObjectNode live(String name) throws Refused {
        return store.get(name).orElseThrow(() -> Refused.notFound("workflows", name));
    }

    /** Live, or else from the archive: the newest of that name. */
    private ObjectNode found(String name) throws Refused {
        Optional<ObjectNode> archived = store.archive().stream()
                .filter(one -> Json.text(one.path("metadata"), "name").equals(name))
                .reduce((first, second) -> second);
        return store.get(name).or(() -> archived).orElseThrow(() -> Refused.notFound("workflows", name));
    }

    private ObjectNode create(StandInRequest request) throws Refused {
        Admission.size(request.body());
        JsonNode body = request.json();
        if (!body.path("workflow").isObject()) {
            throw Refused.invalid("workflow body not specified");
        }
        rate.take();
        return stored(body.path("workflow"), body.path("serverDryRun").asBoolean(false));
    }

    private ObjectNode stored(JsonNode given, boolean dry) throws Refused {
        ObjectNode workflow = admission.admit(given);
        Optional<JsonNode> template = admission.template(workflow.path("spec"));
        ObjectNode effective = admission.effective(workflow.path("spec"), template);
        if (dry) {
            String name = Json.text(workflow.path("metadata"), "name");
            if (store.get(name).isPresent()) {
                throw Refused.exists(name);
            }
            return workflow;
        }
        ObjectNode created = store.create(workflow);
        boolean tooLarge = Admission.neverWritten(
                workflow, template.map(found -> found.toString().length()).orElse(0));
        cluster.begin(created, effective, tooLarge);
        return created;
    }

    private ObjectNode submit(JsonNode body) throws Refused {
        String kind = Json.text(body, "resourceKind");
        if (!kind.equalsIgnoreCase("WorkflowTemplate")) {
            throw Refused.invalid("Resource kind '" + kind + "' is not supported for submitting");
        }
        rate.take();
        JsonNode options = body.path("submitOptions");
        ObjectNode workflow = Json.object();
        ObjectNode metadata = workflow.putObject("metadata");
        String template = Json.text(body, "resourceName");
        if (options.has("name")) {
            metadata.put("name", Json.text(options, "name"));
        } else {
            metadata.put("generateName", template + "-");
        }
        ObjectNode labels = metadata.putObject("labels");
        for (String label : Json.text(options, "labels").split(",")) {
            if (label.contains("=")) {
                labels.put(label.substring(0, label.indexOf('=')), label.substring(label.indexOf('=') + 1));
            }
        }
        ObjectNode specification = workflow.putObject("spec");
        specification.putObject("workflowTemplateRef").put("name", template);
        ArrayNode parameters = specification.putObject("arguments").putArray("parameters");
        for (JsonNode parameter : options.path("parameters")) {
            String text = parameter.asString();
            parameters
                    .addObject()
                    .put("name", text.substring(0, text.indexOf('=')))
                    .put("value", text.substring(text.indexOf('=') + 1));
        }
        return stored(workflow, false);
    }

    private ObjectNode lint(JsonNode body) throws Refused {
        try {
            return admission.admit(body.path("workflow"));
        } catch (Refused wrong) {
            throw new Refused(500, 2, wrong.getMessage());
        }
    }

    private ObjectNode shutDown(String name, String strategy) throws Refused {
        ObjectNode workflow = live(name);
        if (isCompleted(workflow)) {
            throw new Refused(
                    500,
                    13,
                    "cannot shutdown a completed workflow: workflow: \"" + name + "\", namespace: \"" + namespace
                            + "\"");
        }
        return shutDown(cluster, name, Json.text(workflow.path("metadata"), "uid"), strategy)
                .orElse(workflow);
    }

    static Optional<ObjectNode> shutDown(Cluster cluster, String name, String uid, String strategy) {
        Optional<ObjectNode> changed = cluster.store
                .get(name, uid)
                .filter(one -> !isCompleted(one))
                .flatMap(ignored -> cluster.store.change(name, uid, workflow -> {
                    workflow.set(
                            "spec",
                            ((ObjectNode) workflow.path("spec")).deepCopy().put("shutdown", strategy));
                    ObjectNode labels = workflow.withObject("/metadata/labels");
                    labels.put("workflows.argoproj.io/action", strategy);
                    labels.put("workflows.argoproj.io/actor", "submitter");
                    return workflow;
                }));
        changed.ifPresent(one -> cluster.shutDown(uid, strategy));
        return changed;
    }

    private static boolean isCompleted(JsonNode workflow) {
        return List.of("Succeeded", "Failed", "Error").contains(Json.text(workflow.path("status"), "phase"));
    }

    /** An offset into what there is now; nothing says so when the page was cut, unless it is asked for. */
    private JsonNode page(StandInRequest request, List<ObjectNode> all) throws Refused {
        LabelSelector selector = new LabelSelector(request.parameter("listOptions.labelSelector"));
        String filter = request.parameter("nameFilter");
        List<ObjectNode> selected = new ArrayList<>(all.stream()
                .filter(selector::selects)
                .filter(one -> Json.text(one.path("metadata"), "name").contains(filter))
                .toList());
        int limit = integer(request.parameter("listOptions.limit"), "listOptions.limit must be int");
        int from = integer(request.parameter("listOptions.continue"), "listOptions.continue must be int");
        int to = limit > 0 ? Math.min(selected.size(), from + limit) : selected.size();
        ObjectNode page = Json.object();
        ObjectNode metadata = page.putObject("metadata");
        metadata.put("resourceVersion", String.valueOf(store.version()));
        if (to < selected.size()
                && request.parameter("listOptions.fieldSelector").contains("showRemainingItemCount=true")) {
            metadata.put("continue", String.valueOf(to));
            metadata.put("remainingItemCount", selected.size() - to);
        }
        if (from >= to) {
            page.putNull("items");
        } else {
            ArrayNode items = page.putArray("items");
            selected.subList(from, to).forEach(items::add);
        }
        return new FieldSelection(request.parameter("fields")).of(page);
    }

    private static int integer(String text, String complaint) throws Refused {
        try {
            return text.isEmpty() ? 0 : Integer.parseInt(text);
        } catch (NumberFormatException other) {
            throw Refused.invalid(complaint);
        }
    }
}
