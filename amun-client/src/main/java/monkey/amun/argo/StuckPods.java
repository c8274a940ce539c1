package monkey.amun.argo;

import java.time.Duration;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import monkey.amun.argo.client.ArgoClient;
import monkey.amun.argo.client.ArgoException;
import monkey.amun.argo.client.ClusterEvent;
import monkey.amun.argo.client.EventStream;
import monkey.amun.argo.client.NodeStatus;
import monkey.amun.argo.client.Phase;
import monkey.amun.argo.client.Workflow;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Why pods do not start: some reasons the cluster notes in events and nowhere else. */
final class StuckPods {
    private static final Logger LOG = LoggerFactory.getLogger(StuckPods.class);
    /** What was noted so far comes at once; after that the stream only waits. */
    private static final Duration LISTEN = Duration.ofSeconds(3);

    private static final int MOST = 3;

    private final ArgoClient client;

    StuckPods(ArgoClient client) {
        this.client = client;
    }

    /** Whether there is no pod yet, or none of them has begun. */
    static boolean waits(Workflow workflow) {
        return workflow.pods().stream()
                .allMatch(pod ->
                        pod.phase() == Phase.NONE || pod.phase() == Phase.PENDING || pod.phase() == Phase.OMITTED);
    }

    /** Whether a pod runs whose container has ended. */
    static boolean containerEnded(Workflow workflow) {
        return workflow.pods().stream()
                .anyMatch(pod -> pod.phase() == Phase.RUNNING && pod.exitCode().isPresent());
    }

    /** Whether some pods have ended, none runs, and another has not begun: the next try, or the rest of a batch. */
    static boolean waitsForAnother(Workflow workflow) {
        List<Phase> open = workflow.pods().stream()
                .map(NodeStatus::phase)
                .filter(phase -> !phase.completed())
                .toList();
        return !open.isEmpty() && open.stream().allMatch(phase -> phase == Phase.NONE || phase == Phase.PENDING);
    }

    /** Whether more room on the cluster would help: a wrong image, or a secret that is missing, has nothing to do with it. */
    static boolean lacksRoom(Workflow workflow) {
        return workflow.phase() == Phase.NONE
                || workflow.phase() == Phase.PENDING
                || workflow.pods().stream()
                        .map(NodeStatus::message)
                        .anyMatch(message -> message.contains("Unschedulable") || message.contains("exceeded quota"));
    }

    /** The last warnings about the workflow's pod; empty where there are none. */
    String events(Workflow workflow) {
        Optional<NodeStatus> pending =
                workflow.pods().stream().filter(pod -> !pod.phase().completed()).findFirst();
        if (pending.isEmpty()) {
            return "";
        }
        Set<String> warnings = new LinkedHashSet<>();
        EventStream<ClusterEvent> events = client.events(podName(workflow, pending.get()));
        ScheduledExecutorService end = Executors.newSingleThreadScheduledExecutor(ArgoBackend.daemons("argo-events"));
        end.schedule(events::close, LISTEN.toMillis(), TimeUnit.MILLISECONDS);
        try (events) {
            for (Optional<ClusterEvent> event = events.next(); event.isPresent(); event = events.next()) {
                if (event.get().type().equals("Warning")) {
                    warnings.add(event.get().reason() + ": " + event.get().message());
                }
            }
        } catch (ArgoException e) {
            LOG.debug("No events of workflow {}: {}", workflow.name(), e.getMessage());
        } finally {
            end.shutdownNow();
        }
        return String.join(
                "; ",
                warnings.stream().skip(Math.max(0, warnings.size() - MOST)).toList());
    }

    /** Argo's custom since 3.3: the template's name stands between the workflow's and the node's number. */
    private static String podName(Workflow workflow, NodeStatus node) {
        if (node.id().equals(workflow.name())) {
            return node.id();
        }
        String number = node.id().substring(node.id().lastIndexOf('-') + 1);
        return workflow.name() + "-" + node.templateName() + "-" + number;
    }
}
