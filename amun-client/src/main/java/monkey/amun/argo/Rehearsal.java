package monkey.amun.argo;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import monkey.amun.argo.client.ArgoClient;
import monkey.amun.argo.client.ArgoException;
import monkey.amun.argo.client.EventStream;
import monkey.amun.argo.client.LogQuery;
import monkey.amun.argo.client.Phase;
import monkey.amun.argo.client.Workflow;
import monkey.amun.results.Json;
import tools.jackson.databind.node.ObjectNode;

/**
 * Asks once for everything that the program asks of a cluster in the course of an inspection. A server looks at a workflow
 * before it asks the cluster whether a token may touch it, so no question about one that is not there tells anything: there
 * has to be one. This one is suspended from its beginning, has no pod at any time, and is removed in the end.
 */
final class Rehearsal {
    private static final int LONGEST_LIFE_SECONDS = 60;
    /** A controller that is well needs less than a second. */
    private static final Duration TAKEN_UP = Duration.ofSeconds(6);

    private static final long LOOK_MILLISECONDS = 300;

    private final ArgoClient client;
    private final String name = "monkey-doctor-" + UUID.randomUUID().toString().substring(0, 8);
    private final List<String> refused = new ArrayList<>();
    private boolean runsWithout = true;
    private boolean takenUp;
    private boolean left = true;

    Rehearsal(ArgoClient client) {
        this.client = client;
    }

    /** One thing that the token may do or not. */
    private interface Deed {
        void run() throws ArgoException;
    }

    /** One of the template, with nothing to do. */
    static ObjectNode workflow(String name) {
        ObjectNode workflow = Json.MAPPER.createObjectNode();
        workflow.put("apiVersion", "argoproj.io/v1alpha1").put("kind", "Workflow");
        ObjectNode metadata = workflow.putObject("metadata").put("name", name);
        ObjectNode labels = metadata.putObject("labels");
        InspectionTemplate.common().forEach(labels::put);
        ObjectNode specification = workflow.putObject("spec");
        specification.putObject("workflowTemplateRef").put("name", InspectionTemplate.NAME);
        specification
                .putObject("arguments")
                .putArray("parameters")
                .addObject()
                .put("name", "base")
                .put("value", "python:3");
        return workflow;
    }

    /**
     * Does it.
     *
     * @throws ArgoException.Forbidden when the token may not even create a workflow
     * @throws ArgoException what has nothing to do with rights
     */
    void run() throws ArgoException {
        ObjectNode workflow = workflow(name);
        workflow.withObject("/spec")
                .put("suspend", true)
                .put("activeDeadlineSeconds", LONGEST_LIFE_SECONDS)
                .putObject("ttlStrategy")
                .put("secondsAfterCompletion", LONGEST_LIFE_SECONDS);
        client.create(workflow);
        try {
            needed(this::look);
            wanted(() -> drain(client.logs(name, LogQuery.MAIN)));
            wanted(() -> drain(client.events(name)));
            needed(() -> client.terminate(name));
        } finally {
            needed(this::remove);
        }
    }

    private void look() throws ArgoException {
        long end = System.nanoTime() + TAKEN_UP.toNanos();
        do {
            takenUp = client.get(name, Workflow.STANDING).phase() != Phase.NONE;
        } while (!takenUp && System.nanoTime() < end && pause());
    }

    private static boolean pause() {
        try {
            Thread.sleep(LOOK_MILLISECONDS);
            return true;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return false;
        }
    }

    private void remove() throws ArgoException {
        client.delete(name);
        left = false;
    }

    /** What the token may not do, in the server's words. */
    List<String> refused() {
        return List.copyOf(refused);
    }

    /** Whether inspections can do without all that was refused. */
    boolean runsWithout() {
        return runsWithout;
    }

    /** Whether the workflow controller has begun it. */
    boolean takenUp() {
        return takenUp;
    }

    /** Name of the workflow if it could not be removed; else empty. */
    String left() {
        return left ? name : "";
    }

    private void wanted(Deed deed) throws ArgoException {
        try {
            deed.run();
        } catch (ArgoException.Forbidden e) {
            refused.add(e.getMessage());
        }
    }

    private void needed(Deed deed) throws ArgoException {
        int before = refused.size();
        wanted(deed);
        runsWithout &= refused.size() == before;
    }

    /** A stream that is allowed may stay silent; one that is not is refused at once. */
    private static void drain(EventStream<?> stream) throws ArgoException {
        try (stream) {
            stream.next();
        } catch (ArgoException.Timeout silent) {
            return;
        }
    }
}
