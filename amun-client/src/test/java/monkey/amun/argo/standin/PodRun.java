package monkey.amun.argo.standin;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import monkey.amun.argo.standin.WorkflowRun.End;
import monkey.amun.interpreters.Interpreter;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/** One pod, from Pending to its end: its own, or one that a fault has in store for it. */
final class PodRun {
    private static final String PULL = "failed to pull and unpack image \"%1$s\": failed to resolve reference \"%1$s\"";

    private final WorkflowRun run;
    private final Cluster cluster;
    private final ObjectNode template;
    private final Inputs inputs;
    private final String nodeName;
    private final ObjectNode node;
    private final Optional<Fault> fault;
    private final Duration deadline;
    private final long start = System.nanoTime();

    PodRun(WorkflowRun run, ObjectNode template, Inputs inputs, String nodeName, String boundary, boolean retried) {
        this.run = run;
        this.cluster = run.cluster;
        this.template = template;
        this.inputs = inputs;
        this.nodeName = nodeName;
        this.node = run.node("Pod", nodeName, Json.text(template, "name"), boundary);
        node.set("inputs", inputs.shown());
        if (retried) {
            node.putObject("nodeFlag").put("retried", true);
        }
        this.fault = cluster.settings.faults.strike(Fault.Kind.POD, run.name);
        Duration real = Cluster.seconds(template, "activeDeadlineSeconds");
        this.deadline = real == null ? null : cluster.settings.scaled(real);
    }

    /** As Argo names them: after the workflow where that is all of the node's name, else with template and hash. */
    private String podName() {
        String id = run.id(nodeName);
        return id.equals(run.name)
                ? id
                : run.name + "-" + Json.text(template, "name") + id.substring(run.name.length());
    }

    End run() {
        run.publish();
        End end = end();
        run.finish(node, end);
        run.publish();
        return end;
    }

    private End end() {
        String image = Json.text(template.path("container"), "image");
        Optional<Interpreter> python = cluster.python(image);
        switch (fault.orElse(Fault.WATCH_CLOSED)) {
            case IMAGE_NEVER_PULL -> {
                return waiting(
                        false,
                        "ErrImageNeverPull: Container image \"" + image
                                + "\" is not present with pull policy of Never");
            }
            case UNSCHEDULABLE -> {
                return waiting(
                        false,
                        "Unschedulable: 0/1 nodes are available: 1 Insufficient memory. no new claims to"
                                + " deallocate, preemption: 0/1 nodes are available: 1 Preemption is not helpful for scheduling.");
            }
            case MISSING_SECRET -> {
                return waiting(true, "PodInitializing");
            }
            case IMAGE_PULL -> {
                return waiting(
                        true,
                        "ImagePullBackOff: Back-off pulling image \"" + image + "\": ErrImagePull: "
                                + PULL.formatted(image));
            }
            default -> {
                if (python.isEmpty()) {
                    return waiting(true, "ErrImagePull: " + PULL.formatted(image));
                }
            }
        }
        if (cluster.settings.empty && fault.isEmpty()) {
            Optional<Map<String, String>> replayed = cluster.recorded.replay(inputs.artifacts());
            while (replayed.isEmpty() && !cluster.recorded.claim()) {
                if (run.pause(Duration.ofMillis(50))) {
                    return run.ended();
                }
                replayed = cluster.recorded.replay(inputs.artifacts());
            }
            if (replayed.isPresent()) {
                return succeeded(replayed.get());
            }
        }
        if (!placed()) {
            return run.ended();
        }
        try {
            run.update(node, shown -> {
                shown.put("phase", "Running");
                shown.put("hostNodeName", "node1");
            });
            return fault.map(this::misfortune).orElseGet(() -> process(python.orElseThrow()));
        } finally {
            cluster.room.release();
            cluster.recorded.release();
        }
    }

    /** Waits for room; false when it is to end before there is any. */
    private boolean placed() {
        try {
            while (!cluster.room.tryAcquire(50, TimeUnit.MILLISECONDS)) {
                if (run.mustEnd()) {
                    return false;
                }
            }
            return true;
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
            return false;
        }
    }

    /** Pending until the deadline, or for ever: a deadline counts from when a node took the pod. */
    private End waiting(boolean taken, String message) {
        run.update(node, shown -> {
            shown.put("message", message);
            if (taken || message.contains("NeverPull")) {
                shown.put("hostNodeName", "node1");
            }
        });
        while (!run.mustEnd()) {
            if (taken && deadline != null && left().isNegative()) {
                return End.of("Failed", "Pod was active on the node longer than the specified deadline", 137);
            }
            run.pause(taken && deadline != null ? left() : null);
        }
        return End.of("Failed", "workflow shutdown with strategy:  Terminate");
    }

    private Duration left() {
        return deadline.minusNanos(System.nanoTime() - start);
    }

    private End misfortune(Fault misfortune) {
        run.pause(cluster.settings.podDelay);
        return switch (misfortune) {
            case OUT_OF_MEMORY -> End.of("Failed", "main: OOMKilled (exit code 137)", 137);
            case KILLED -> End.of("Failed", "main: Error (exit code 137)", 137);
            case DEADLINE -> End.of("Failed", "Pod was active on the node longer than the specified deadline", 143);
            case POD_DELETED -> End.of("Error", "pod deleted");
            case EVICTED ->
                End.of("Failed", "The node was low on resource: memory. Threshold quantity: 100Mi, available: 71Mi.");
            case NODE_SHUTDOWN -> End.of("Failed", "Pod was terminated in response to imminent node shutdown.");
            case BAD_COMMAND ->
                End.of(
                        "Failed",
                        "main: Error (exit code 64): failed to find name in PATH: exec: \"python3\":"
                                + " executable file not found in $PATH",
                        64);
            case INIT_FAILURE ->
                End.of("Error", "init: Error (exit code 64): failed to load artifact: no space left on device");
            case OUTPUT_MISSING ->
                End.of(
                        "Error",
                        "wait: Error (exit code 64): open /var/run/argo/outputs/parameters/work/out/summary:"
                                + " no such file or directory",
                        0);
            case EXECUTOR_OUT_OF_MEMORY -> runningForEver();
            default -> throw new IllegalStateException(misfortune + " is no fate of a pod");
        };
    }

    private End runningForEver() {
        run.update(node, shown -> shown.putObject("outputs").put("exitCode", "137"));
        while (!run.mustEnd()) {
            run.pause(null);
        }
        return run.ended();
    }

    private End process(Interpreter python) {
        Path pods = cluster.podsOf(run.uid());
        try {
            PodDirectory directory = PodDirectory.of(pods.resolve(podName()), template, inputs.artifacts());
            Path log = new PodLogs(pods).of(podName());
            try {
                PodProcess process = PodProcess.start(directory, template.path("container"), python, log);
                process.whenEnded(run::nudge);
                boolean late = false;
                while (process.isAlive() && !run.mustEnd() && !late) {
                    late = deadline != null && left().isNegative();
                    if (!late) {
                        run.pause(deadline == null || left().toSeconds() > 1 ? Duration.ofSeconds(1) : left());
                    }
                }
                boolean own = !process.isAlive();
                process.end();
                return own ? ownEnd(directory, process.exitCode()) : late ? lateEnd(directory) : run.ended();
            } finally {
                directory.remove();
            }
        } catch (IOException failed) {
            return End.of("Failed", "main: Error (exit code 64): " + failed.getMessage(), 64);
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
            return run.ended();
        }
    }

    private End lateEnd(PodDirectory directory) {
        End end = saved(directory, 143);
        return new End("Failed", "Pod was active on the node longer than the specified deadline", end.outputs());
    }

    private End ownEnd(PodDirectory directory, int exitCode) {
        End end = saved(directory, exitCode);
        if (exitCode != 0) {
            return new End("Failed", "main: Error (exit code " + exitCode + ")", end.outputs());
        }
        if (end.succeeded()) {
            cluster.recorded.record(inputs.artifacts(), parameters(end.outputs()));
            Duration delay = Duration.ofSeconds(60);
            cluster.later(delay, () -> new PodLogs(cluster.podsOf(run.uid())).remove());
            spoil(end.outputs());
        }
        return end;
    }

    private static Map<String, String> parameters(JsonNode outputs) {
        Map<String, String> parameters = new LinkedHashMap<>();
        outputs.path("parameters").forEach(one -> parameters.put(Json.text(one, "name"), Json.text(one, "value")));
        return parameters;
    }

    private End succeeded(Map<String, String> values) {
        End end = End.of("Succeeded", "", 0);
        ArrayNode parameters = end.outputs().putArray("parameters");
        for (JsonNode declared : template.path("outputs").path("parameters")) {
            ObjectNode parameter = (ObjectNode) declared.deepCopy();
            parameter.put("value", values.getOrDefault(Json.text(declared, "name"), ""));
            parameters.add(parameter);
        }
        spoil(end.outputs());
        return end;
    }

    /** What the executor saves once the container has ended, however that was. */
    private End saved(PodDirectory directory, int exitCode) {
        End end = End.of("Succeeded", "", exitCode);
        JsonNode declared = template.path("outputs");
        ArrayNode parameters = end.outputs().putArray("parameters");
        for (JsonNode one : declared.path("parameters")) {
            String path = Json.text(one.path("valueFrom"), "path");
            ObjectNode parameter = (ObjectNode) one.deepCopy();
            try {
                parameter.put("value", Files.readString(directory.of(path), StandardCharsets.UTF_8));
            } catch (IOException missing) {
                if (!one.path("valueFrom").has("default")) {
                    return new End(
                            "Error",
                            "wait: Error (exit code 64): open /var/run/argo/outputs/parameters" + path
                                    + ": no such file or directory",
                            end.outputs());
                }
                parameter.put("value", Json.text(one.path("valueFrom"), "default"));
            }
            parameters.add(parameter);
        }
        for (JsonNode one : declared.path("artifacts")) {
            Path file = directory.of(Json.text(one, "path"));
            if (Files.exists(file)) {
                if (!cluster.settings.artifactStore) {
                    return new End(
                            "Error", "wait: Error (exit code 64): artifact storage is not configured", end.outputs());
                }
                try {
                    Path kept = cluster.artifact(run.uid(), run.id(nodeName), Json.text(one, "name"));
                    Files.createDirectories(kept.getParent());
                    Files.copy(file, kept);
                    end.outputs().withArray("/artifacts").add(one.deepCopy());
                } catch (IOException full) {
                    return new End("Error", "wait: Error (exit code 64): " + full.getMessage(), end.outputs());
                }
            } else if (!one.path("optional").asBoolean(false)) {
                return new End(
                        "Error",
                        "wait: Error (exit code 64): open /var/run/argo/outputs/artifacts" + Json.text(one, "path")
                                + ": no such file or directory",
                        end.outputs());
            }
        }
        return end;
    }

    private void spoil(ObjectNode outputs) {
        Optional<Fault> spoilt = cluster.settings.faults.strike(Fault.Kind.RESULT, run.name);
        if (spoilt.isEmpty()) {
            return;
        }
        outputs.remove("artifacts");
        List<ObjectNode> parameters = outputs.path("parameters")
                .valueStream()
                .map(ObjectNode.class::cast)
                .toList();
        if (spoilt.get() == Fault.RESULT_MISSING) {
            run.spoilt();
            parameters.forEach(parameter -> parameter.put("value", ""));
        } else {
            parameters.stream()
                    .max(Comparator.comparing(one -> Json.text(one, "value").length()))
                    .ifPresent(largest -> largest.put("value", half(Json.text(largest, "value"))));
        }
    }

    private static String half(String value) {
        return value.substring(0, value.length() / 2);
    }
}
