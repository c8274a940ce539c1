package monkey.amun.argo.client;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.function.Function;
import java.util.stream.Collectors;
import tools.jackson.core.JacksonException;
import tools.jackson.core.StreamReadConstraints;
import tools.jackson.core.json.JsonFactory;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/**
 * The calls of an Argo Server that inspections need, one method each. A method returns what the server said or throws the
 * {@link ArgoException} that fits; it never tries again by itself. {@link ArgoException#fateUnknown()} tells whether the
 * server may have done what it was asked although no answer came: with a name that follows from the content, asking once
 * more is always safe.
 *
 * <p>Safe for several threads. Holds connections but no threads that keep a process alive.
 */
public final class ArgoClient {
    private static final JsonMapper JSON = JsonMapper.builder(JsonFactory.builder()
                    .streamReadConstraints(StreamReadConstraints.builder()
                            .maxStringLength(64 << 20)
                            .build())
                    .build())
            .build();

    private final Connection connection;
    private final String namespace;

    /** @throws IllegalArgumentException when the settings name a file of authorities that can't be used */
    public ArgoClient(ArgoSettings settings) {
        this.connection = new Connection(settings);
        this.namespace = settings.namespace();
    }

    public ArgoSettings settings() {
        return connection.settings();
    }

    /**
     * Creates a workflow.
     *
     * @param workflow an object with {@code metadata} and {@code spec}
     * @return as the server stored it: fields it does not know are gone from the specification, and there is no phase yet
     * @throws ArgoException.AlreadyExists when the name is taken
     */
    public Workflow create(JsonNode workflow) throws ArgoException {
        return create(workflow, false);
    }

    /**
     * As {@link #create(JsonNode)}, but when {@code dry} the server checks everything, rights and quotas of the cluster among
     * it, and keeps nothing.
     */
    public Workflow create(JsonNode workflow, boolean dry) throws ArgoException {
        ObjectNode body = JSON.createObjectNode();
        body.put("namespace", namespace);
        body.set("workflow", workflow);
        if (dry) {
            // Not createOptions.dryRun beside it: of that a server does not even ask the cluster.
            body.put("serverDryRun", true);
        }
        String name = Fields.text(workflow.path("metadata"), "name");
        return workflow(
                Call.send((dry ? "try workflow " : "create workflow ") + name, "POST", workflows(), bytes(body)));
    }

    /** Has the server make a workflow from a template. */
    public Workflow submit(TemplateSubmission submission) throws ArgoException {
        ObjectNode body = JSON.createObjectNode();
        body.put("resourceKind", "WorkflowTemplate");
        body.put("resourceName", submission.template());
        ObjectNode options = body.putObject("submitOptions");
        options.put("name", submission.name());
        var parameters = options.putArray("parameters");
        submission.parameters().forEach((name, value) -> parameters.add(name + "=" + value));
        options.put(
                "labels",
                submission.labels().entrySet().stream()
                        .map(label -> label.getKey() + "=" + label.getValue())
                        .collect(Collectors.joining(",")));
        return workflow(
                Call.send("submit workflow " + submission.name(), "POST", workflows() + "/submit", bytes(body)));
    }

    /**
     * One workflow.
     *
     * @throws ArgoException.NotFound when it is not there any more; a server with an archive looks there too
     */
    public Workflow get(String name) throws ArgoException {
        return get(name, "");
    }

    /**
     * As much of one workflow as is asked for: the whole of it holds its inputs several times.
     *
     * @param fields such as {@link Workflow#STANDING}; all when empty
     */
    public Workflow get(String name, String fields) throws ArgoException {
        return workflow(Call.get(
                "get workflow " + name, workflow(name), fields.isEmpty() ? Map.of() : Map.of("fields", fields)));
    }

    /** One page of the namespace's workflows. Never loads more than the fields asked for on the server's side either. */
    public WorkflowPage list(ListQuery query) throws ArgoException {
        Connection.Answer answer = connection.ask(
                Call.get("list workflows of namespace " + namespace, workflows(), query.parameters()),
                Connection.LARGEST_ANSWER);
        return page(answer);
    }

    /** Changes of workflows as they happen, from {@link ListQuery#resourceVersion()} on, or first what there is. */
    public EventStream<WatchEvent> watch(ListQuery query) {
        return stream(
                "watch workflows of namespace " + namespace,
                "/api/v1/workflow-events/" + namespace,
                query.parameters(),
                settings().timeouts().silence(),
                WatchEvent::of);
    }

    /** What the containers of a workflow wrote; empty where the pods, or the machine they were on, are gone. */
    public EventStream<LogLine> logs(String name, LogQuery query) {
        return stream(
                "read the log of workflow " + name,
                workflow(name) + "/log",
                query.parameters(),
                settings().timeouts().answer(),
                LogLine::of);
    }

    /**
     * What the cluster notes about one object, first what it noted so far. The stream does not end by itself.
     *
     * @param pod name of the pod
     */
    public EventStream<ClusterEvent> events(String pod) {
        return stream(
                "read the events of pod " + pod,
                "/api/v1/stream/events/" + namespace,
                Map.of("listOptions.fieldSelector", "involvedObject.kind=Pod,involvedObject.name=" + pod),
                settings().timeouts().silence(),
                ClusterEvent::of);
    }

    /**
     * Asks for an end, exit handlers included; the workflow fails within a minute.
     *
     * @throws ArgoException.AlreadyCompleted when it has ended before
     */
    public Workflow stop(String name) throws ArgoException {
        return workflow(Call.send("stop workflow " + name, "PUT", workflow(name) + "/stop", bytes(nameOnly(name))));
    }

    /** Asks for an end at once. As {@link #stop}, without exit handlers. */
    public Workflow terminate(String name) throws ArgoException {
        return workflow(
                Call.send("terminate workflow " + name, "PUT", workflow(name) + "/terminate", bytes(nameOnly(name))));
    }

    /** Removes a workflow with its pods. */
    public void delete(String name) throws ArgoException {
        connection.ask(Call.delete("delete workflow " + name, workflow(name)), Connection.LARGEST_ANSWER);
    }

    /** One page of the archive, where the server keeps one; else an empty page. Slow on large archives. */
    public WorkflowPage archived(ListQuery query) throws ArgoException {
        Map<String, String> parameters = new LinkedHashMap<>(query.parameters());
        parameters.put("namespace", namespace);
        return page(connection.ask(
                Call.get("list archived workflows", "/api/v1/archived-workflows", parameters),
                Connection.LARGEST_ANSWER));
    }

    /** An archived workflow, whole. */
    public Workflow archived(String uid) throws ArgoException {
        return workflow(Call.get(
                "get archived workflow " + uid,
                "/api/v1/archived-workflows/" + Call.encode(uid),
                Map.of("namespace", namespace)));
    }

    /**
     * An output artifact, as the artifact store holds it.
     *
     * @param node id of the node that made it
     * @param largest bytes that are taken
     * @throws ArgoException.BadAnswer when it is larger
     */
    public byte[] artifact(String workflow, String node, String artifact, int largest) throws ArgoException {
        return connection
                .ask(
                        Call.get(
                                "read artifact " + artifact + " of workflow " + workflow,
                                "/artifacts/" + namespace + "/" + Call.encode(workflow) + "/" + Call.encode(node) + "/"
                                        + Call.encode(artifact),
                                Map.of()),
                        largest)
                .body();
    }

    /** As {@link #artifact}, of a workflow that only the archive still has. */
    public byte[] archivedArtifact(String uid, String node, String artifact, int largest) throws ArgoException {
        return connection
                .ask(
                        Call.get(
                                "read artifact " + artifact + " of archived workflow " + uid,
                                "/artifacts-by-uid/" + Call.encode(uid) + "/" + Call.encode(node) + "/"
                                        + Call.encode(artifact),
                                Map.of()),
                        largest)
                .body();
    }

    public WorkflowTemplate template(String name) throws ArgoException {
        return read(
                Call.get(
                        "get workflow template " + name,
                        "/api/v1/workflow-templates/" + namespace + "/" + Call.encode(name),
                        Map.of()),
                WorkflowTemplate::of);
    }

    public ServerVersion version() throws ArgoException {
        return read(Call.get("ask for the version", "/api/v1/version", Map.of()), ServerVersion::of);
    }

    public ServerInfo info() throws ArgoException {
        return read(Call.get("ask what the server serves", "/api/v1/info", Map.of()), ServerInfo::of);
    }

    public UserInfo user() throws ArgoException {
        return read(Call.get("ask whose token it is", "/api/v1/userinfo", Map.of()), UserInfo::of);
    }

    /** How far the server's clock was ahead of ours at its last answer; empty before any. */
    public Optional<Duration> clockDifference() {
        return connection.clockDifference();
    }

    private String workflows() {
        return "/api/v1/workflows/" + namespace;
    }

    private String workflow(String name) {
        return workflows() + "/" + Call.encode(name);
    }

    private ObjectNode nameOnly(String name) {
        return JSON.createObjectNode().put("name", name).put("namespace", namespace);
    }

    private static byte[] bytes(JsonNode body) {
        return body.toString().getBytes(StandardCharsets.UTF_8);
    }

    private <T> EventStream<T> stream(
            String deed, String path, Map<String, String> parameters, Duration silence, Function<JsonNode, T> reader) {
        return new EventStream<>(Call.get(deed, path, parameters), connection, silence, reader);
    }

    private Workflow workflow(Call call) throws ArgoException {
        Connection.Answer answer = connection.ask(call, Connection.LARGEST_ANSWER);
        Workflow workflow = Workflow.of(tree(call.deed(), answer));
        if (workflow.name().isEmpty() && workflow.metadata().labels().isEmpty()) {
            throw bad(call.deed(), answer, null);
        }
        return workflow;
    }

    private <T> T read(Call call, Function<JsonNode, T> reader) throws ArgoException {
        return reader.apply(tree(call.deed(), connection.ask(call, Connection.LARGEST_ANSWER)));
    }

    private WorkflowPage page(Connection.Answer answer) throws ArgoException {
        JsonNode tree = tree("list workflows", answer);
        if (!tree.has("metadata") && !tree.has("items")) {
            throw bad("list workflows", answer, null);
        }
        JsonNode metadata = tree.path("metadata");
        Integer next = Fields.integer(metadata, "continue");
        Integer remaining = Fields.integer(metadata, "remainingItemCount");
        List<Workflow> workflows = Fields.list(tree.path("items"), Workflow::of);
        return new WorkflowPage(
                workflows,
                Fields.text(metadata, "resourceVersion"),
                next == null ? OptionalInt.empty() : OptionalInt.of(next),
                remaining == null ? OptionalInt.empty() : OptionalInt.of(remaining));
    }

    private JsonNode tree(String deed, Connection.Answer answer) throws ArgoException {
        try {
            JsonNode tree = JSON.readTree(answer.body());
            if (tree != null && tree.isObject()) {
                return tree;
            }
            throw bad(deed, answer, null);
        } catch (JacksonException damaged) {
            throw bad(deed, answer, damaged);
        }
    }

    private ArgoException bad(String deed, Connection.Answer answer, Throwable cause) {
        return new ArgoException.BadAnswer(
                "cannot " + deed + ": what " + connection.server() + " answered is not what an Argo server answers ("
                        + answer.body().length + " bytes, request " + answer.request() + ")",
                cause);
    }
}
