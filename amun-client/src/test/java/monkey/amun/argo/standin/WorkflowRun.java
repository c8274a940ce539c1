package monkey.amun.argo.standin;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executor;
import java.util.function.Consumer;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * What the controller does with one workflow, from its first look to its last: walks the templates from the entrypoint on,
 * writes down each node as it changes, and the workflow's end. One thread, besides those of steps that run side by side.
 */
final class WorkflowRun {
    /** How a node ended; the outputs are an object, possibly empty. */
    record End(String phase, String message, ObjectNode outputs) {
        boolean succeeded() {
            return phase.equals("Succeeded");
        }

        static End of(String phase, String message) {
            return new End(phase, message, Json.object());
        }

        static End of(String phase, String message, int exitCode) {
            End end = of(phase, message);
            end.outputs().put("exitCode", String.valueOf(exitCode));
            return end;
        }
    }

    final Cluster cluster;
    final String name;
    private final String uid;
    private final ObjectNode effective;
    private final Optional<Fault> fault;
    private final Map<String, ObjectNode> nodes = new LinkedHashMap<>();
    private final Map<String, String> values = new LinkedHashMap<>();
    private String shutdown;
    private boolean gone;
    private boolean spoilt;

    WorkflowRun(Cluster cluster, ObjectNode workflow, ObjectNode effective, Optional<Fault> fault) {
        this.cluster = cluster;
        this.name = Json.text(workflow.path("metadata"), "name");
        this.uid = Json.text(workflow.path("metadata"), "uid");
        this.effective = effective;
        this.fault = fault;
        values.put("workflow.name", name);
        values.put("workflow.uid", uid);
        values.put("workflow.namespace", cluster.settings.namespace);
        for (JsonNode parameter : effective.path("arguments").path("parameters")) {
            values.put("workflow.parameters." + Json.text(parameter, "name"), Json.text(parameter, "value"));
        }
    }

    String uid() {
        return uid;
    }

    synchronized void shutDown(String strategy) {
        shutdown = strategy;
        notifyAll();
    }

    /** The workflow is gone: nothing is written any more, and pods end. */
    synchronized void abandon() {
        gone = true;
        notifyAll();
    }

    /** Its outputs are not what its container left. */
    synchronized void spoilt() {
        spoilt = true;
    }

    synchronized boolean mustEnd() {
        return gone || shutdown != null;
    }

    private synchronized boolean isSpoilt() {
        return spoilt;
    }

    synchronized void nudge() {
        notifyAll();
    }

    /** Waits that long (null: for ever), or until woken; true when it is to end. */
    synchronized boolean pause(Duration time) {
        try {
            if (!mustEnd()) {
                wait(time == null ? 0 : Math.max(1, time.toMillis()));
            }
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
            gone = true;
        }
        return mustEnd();
    }

    /** How it ends for somebody's asking. */
    synchronized End ended() {
        return End.of("Failed", "main: Error (exit code 143)", 143);
    }

    void run() {
        pause(cluster.settings.podDelay);
        cluster.store.change(name, uid, workflow -> {
            ObjectNode status = workflow.withObject("/status");
            status.put("phase", "Running");
            status.put("startedAt", cluster.store.now());
            status.put("progress", "0/1");
            status.set("storedWorkflowTemplateSpec", effective);
            artifactRepository(status);
            labels(workflow, "Running", false);
            return workflow;
        });
        misfortune();
        End end;
        if (effective.path("suspend").asBoolean(false)) {
            while (!pause(null)) {
                // Nobody resumes one here.
            }
            end = End.of("Failed", "");
        } else if (fault.filter(Fault.NO_SERVICE_ACCOUNT::equals).isPresent()) {
            end = End.of(
                    "Error",
                    "error in entry template execution: pods \"" + name
                            + "\" is forbidden: error looking up service account " + cluster.settings.namespace
                            + "/ghost: serviceaccount \"ghost\" not found");
        } else {
            JsonNode arguments = effective.path("arguments");
            end = template(Json.text(effective, "entrypoint"), name, arguments, "", values);
        }
        complete(end);
    }

    private void misfortune() {
        Duration soon = Duration.ofMillis(300);
        if (fault.filter(Fault.TERMINATED::equals).isPresent()) {
            cluster.later(soon, () -> StandInCalls.shutDown(cluster, name, uid, "Terminate"));
        } else if (fault.filter(Fault.DELETED::equals).isPresent()) {
            cluster.later(soon, () -> cluster.delete(name, uid));
        }
    }

    private void artifactRepository(ObjectNode status) {
        ObjectNode reference = status.putObject("artifactRepositoryRef");
        reference.put("default", true);
        ObjectNode repository = reference.putObject("artifactRepository");
        if (cluster.settings.artifactStore) {
            repository.putObject("s3").put("bucket", "artifacts");
        }
    }

    private static void labels(ObjectNode workflow, String phase, boolean completed) {
        ObjectNode labels = workflow.withObject("/metadata/labels");
        labels.put("workflows.argoproj.io/phase", phase);
        labels.put("workflows.argoproj.io/completed", String.valueOf(completed));
    }

    private void complete(End end) {
        String strategy;
        synchronized (this) {
            strategy = shutdown;
        }
        String phase = strategy != null && !end.succeeded() ? "Failed" : end.phase();
        String message =
                strategy != null && !end.succeeded() ? "Stopped with strategy '" + strategy + "'" : end.message();
        Optional<ObjectNode> completed = cluster.store.change(name, uid, workflow -> {
            ObjectNode status = workflow.withObject("/status");
            status.put("phase", phase);
            status.put("finishedAt", cluster.store.now());
            status.put("progress", end.succeeded() ? "1/1" : "0/1");
            if (!message.isEmpty()) {
                status.put("message", message);
            }
            status.set("nodes", shown());
            ArrayNode conditions = status.putArray("conditions");
            conditions.addObject().put("type", "PodRunning").put("status", "False");
            conditions.addObject().put("type", "Completed").put("status", "True");
            labels(workflow, phase, true);
            return workflow;
        });
        completed.ifPresent(workflow -> {
            cluster.store.archive(workflow);
            cluster.ledger.ended(uid, phase, end.succeeded() && !isSpoilt());
            if (fault.filter(Fault.EARLY_TTL::equals).isPresent()) {
                cluster.delete(name, uid);
            } else {
                timeToLive(phase).ifPresent(time -> cluster.later(time, () -> cluster.delete(name, uid)));
            }
        });
    }

    private Optional<Duration> timeToLive(String phase) {
        JsonNode strategy = effective.path("ttlStrategy");
        Duration own =
                Cluster.seconds(strategy, phase.equals("Succeeded") ? "secondsAfterSuccess" : "secondsAfterFailure");
        return Optional.ofNullable(own)
                .or(() -> Optional.ofNullable(Cluster.seconds(strategy, "secondsAfterCompletion")));
    }

    /** @param arguments for the template's inputs */
    private End template(
            String called, String nodeName, JsonNode arguments, String boundary, Map<String, String> outer) {
        JsonNode found = Admission.named(effective.path("templates"), called).orElseThrow();
        Inputs inputs = Inputs.of(found, arguments, outer);
        ObjectNode template = (ObjectNode) Placeholders.fill(found, inputs.values());
        template.set("retryStrategy", found.path("retryStrategy"));
        if (template.has("steps")) {
            return steps(template, nodeName, inputs, boundary);
        }
        if (!found.has("retryStrategy")) {
            return new PodRun(this, template, inputs, nodeName, boundary, false).run();
        }
        return retried(template, nodeName, inputs, boundary);
    }

    private End retried(ObjectNode template, String nodeName, Inputs inputs, String boundary) {
        ObjectNode retry = node("Retry", nodeName, Json.text(template, "name"), boundary);
        JsonNode strategy = template.path("retryStrategy");
        int limit = strategy.path("limit").asInt(0);
        Duration pause =
                cluster.settings.scaled(Optional.ofNullable(Cluster.seconds(strategy.path("backoff"), "duration"))
                        .orElse(Duration.ZERO));
        for (int number = 0; ; number++) {
            String child = nodeName + "(" + number + ")";
            retry.withArray("/children").add(id(child));
            End end = new PodRun(this, template, inputs, child, boundary, true).run();
            String message = end.message();
            boolean again = !end.succeeded() && !mustEnd();
            if (again && strategy.has("expression")) {
                again = RetryExpression.holds(
                        Json.text(strategy, "expression"),
                        Map.of(
                                "status", end.phase(),
                                "message", end.message(),
                                "exitCode", Json.text(end.outputs(), "exitCode")));
                message = again ? message : "retryStrategy.expression evaluated to false";
            }
            if (again && number >= limit) {
                again = false;
                message = "No more retries left";
            }
            if (!again) {
                End whole = new End(end.phase(), end.succeeded() ? "" : message, end.outputs());
                finish(retry, whole);
                return whole;
            }
            pause(pause);
            pause = pause.multipliedBy(
                    Math.max(1, strategy.path("backoff").path("factor").asInt(1)));
        }
    }

    private End steps(ObjectNode template, String nodeName, Inputs inputs, String boundary) {
        ObjectNode steps = node("Steps", nodeName, Json.text(template, "name"), boundary);
        publish();
        String parent = Json.text(steps, "id");
        int number = 0;
        for (JsonNode group : template.path("steps")) {
            String groupName = nodeName + "[" + number++ + "]";
            ObjectNode groupNode = node("StepGroup", groupName, "", parent);
            List<CompletableFuture<End>> ends = new ArrayList<>();
            List<JsonNode> forgiving = new ArrayList<>();
            for (JsonNode step : group) {
                for (Item item : Item.of(step)) {
                    String child = groupName + "." + Json.text(step, "name") + item.suffix();
                    Map<String, String> here = new LinkedHashMap<>(inputs.values());
                    here.put("item", item.value());
                    JsonNode arguments = inputs.resolved(Placeholders.fill(step.path("arguments"), here));
                    groupNode.withArray("/children").add(id(child));
                    Executor aside = task ->
                            Cluster.daemons("stand-in step").newThread(task).start();
                    ends.add(CompletableFuture.supplyAsync(
                            () -> template(Json.text(step, "template"), child, arguments, parent, here), aside));
                    forgiving.add(step.path("continueOn"));
                }
            }
            End worst = End.of("Succeeded", "");
            for (int at = 0; at < ends.size(); at++) {
                End end = ends.get(at).join();
                boolean forgiven = forgiving
                        .get(at)
                        .path(end.phase().equals("Error") ? "error" : "failed")
                        .asBoolean(false);
                if (!end.succeeded() && !forgiven) {
                    worst = End.of(end.phase(), "child '" + name + "' failed");
                }
            }
            finish(groupNode, worst);
            if (!worst.succeeded() || mustEnd()) {
                End end = mustEnd() ? End.of("Failed", "") : worst;
                finish(steps, end);
                return end;
            }
        }
        End end = End.of("Succeeded", "");
        finish(steps, end);
        return end;
    }

    String id(String nodeName) {
        if (nodeName.equals(name)) {
            return name;
        }
        int hash = 0x811c9dc5;
        for (byte one : nodeName.getBytes(StandardCharsets.UTF_8)) {
            hash = (hash ^ (one & 0xff)) * 0x01000193;
        }
        return name + "-" + Integer.toUnsignedString(hash);
    }

    /** Adds a node that is pending. */
    synchronized ObjectNode node(String type, String nodeName, String template, String boundary) {
        ObjectNode node = Json.object();
        node.put("id", id(nodeName));
        node.put("name", nodeName);
        node.put("displayName", nodeName.substring(Math.max(nodeName.lastIndexOf('.'), nodeName.lastIndexOf(']')) + 1));
        node.put("type", type);
        if (!template.isEmpty()) {
            node.put("templateName", template);
        }
        node.put("templateScope", "local/" + name);
        node.put("phase", type.equals("Pod") ? "Pending" : "Running");
        if (!boundary.isEmpty()) {
            node.put("boundaryID", boundary);
        }
        node.put("startedAt", cluster.store.now());
        node.putNull("finishedAt");
        node.put("progress", "0/1");
        nodes.put(id(nodeName), node);
        return node;
    }

    /** Changes a node and shows it. */
    void update(ObjectNode node, Consumer<ObjectNode> change) {
        synchronized (this) {
            change.accept(node);
        }
        publish();
    }

    void finish(ObjectNode node, End end) {
        synchronized (this) {
            node.put("phase", end.phase());
            node.put("finishedAt", cluster.store.now());
            node.put("progress", end.succeeded() ? "1/1" : "0/1");
            if (end.message().isEmpty()) {
                node.remove("message");
            } else {
                node.put("message", end.message());
            }
            if (!end.outputs().isEmpty()) {
                node.set("outputs", end.outputs());
            }
        }
    }

    void publish() {
        cluster.store.change(name, uid, workflow -> {
            workflow.withObject("/status").set("nodes", shown());
            return workflow;
        });
    }

    private synchronized ObjectNode shown() {
        ObjectNode shown = Json.object();
        nodes.forEach((id, node) -> shown.set(id, node.deepCopy()));
        return shown;
    }
}
