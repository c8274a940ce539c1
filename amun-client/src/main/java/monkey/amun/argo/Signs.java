package monkey.amun.argo;

import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import monkey.amun.argo.client.NodeStatus;
import monkey.amun.argo.client.Phase;
import monkey.amun.argo.client.Workflow;

/**
 * What there is to tell by how an inspection ended that has no complete document: its workflow as last seen, and what we
 * ourselves did about it.
 *
 * @param workflow empty when it is gone and no archive has it
 * @param pod the one that decides: the first that did not succeed, of several tries the last; empty before any was made
 * @param ours why we ended it, if we did
 * @param events what the cluster notes about a pod that does not start; empty where nothing was asked or noted
 * @param overran whether the document, as far as there is one, shows a script at work for longer than it may be
 */
record Signs(Optional<Workflow> workflow, Optional<NodeStatus> pod, Ours ours, String events, boolean overran) {
    /** What we did. */
    enum Ours {
        NOTHING,
        /** Our deadline for the start has passed. */
        NOT_STARTED,
        /** Our deadline for all of it has passed. */
        OVERDUE
    }

    static Signs of(Workflow workflow, Ours ours, String events, boolean overran) {
        return new Signs(Optional.of(workflow), deciding(workflow.pods()), ours, events, overran);
    }

    static Signs gone() {
        return new Signs(Optional.empty(), Optional.empty(), Ours.NOTHING, "", false);
    }

    private static Optional<NodeStatus> deciding(List<NodeStatus> pods) {
        List<NodeStatus> tries = pods.stream().filter(pod -> !pod.hooked()).toList();
        // The tries of one retry node are told apart by when they began; only of its last one the end counts.
        Optional<NodeStatus> last = tries.stream()
                .filter(NodeStatus::retried)
                .max(Comparator.comparing(NodeStatus::startedAt, Comparator.nullsFirst(Comparator.naturalOrder())));
        List<NodeStatus> counted = last.isPresent() ? List.of(last.get()) : tries;
        return counted.stream()
                .filter(pod -> pod.phase() != Phase.SUCCEEDED)
                .findFirst()
                .or(() -> counted.stream().findFirst());
    }

    Phase phase() {
        return workflow.map(Workflow::phase).orElse(Phase.NONE);
    }

    /** All that was said: the workflow's message and the pod's. */
    String said() {
        String ofPod = pod.map(NodeStatus::message).orElse("");
        String ofWorkflow = workflow.map(Workflow::message).orElse("");
        if (ofPod.isEmpty() || ofWorkflow.contains(ofPod)) {
            return ofWorkflow;
        }
        return ofWorkflow.isEmpty() ? ofPod : ofPod + "; " + ofWorkflow;
    }

    int exitCode() {
        return pod.flatMap(NodeStatus::exitCode).orElse(-1);
    }

    boolean podIs(Phase phase) {
        return pod.filter(node -> node.phase() == phase).isPresent();
    }

    /** By whom it was stopped, where the cluster tells. */
    String actor() {
        return workflow.map(there -> there.label("workflows.argoproj.io/actor")).orElse("");
    }
}
