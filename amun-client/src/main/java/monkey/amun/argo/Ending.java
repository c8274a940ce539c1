package monkey.amun.argo;

import java.util.List;
import java.util.function.Function;
import java.util.function.Predicate;
import java.util.regex.Pattern;
import monkey.amun.Outcome;
import monkey.amun.argo.Signs.Ours;
import monkey.amun.argo.client.Phase;

/**
 * The ways in which a workflow can end without a complete document of its inspection, in the order in which they are looked
 * for: the first row whose signs are there is the one. A document that is complete decides alone, whatever else is to be
 * seen. Only what the inspection itself did is its outcome; all else is infrastructure, and will be tried again.
 *
 * <p>{@code ARGO.md} has the same table for readers; a test holds the two together.
 */
enum Ending {
    GONE(
            Outcome.INFRASTRUCTURE,
            "no workflow any more, neither alive nor archived",
            signs -> signs.workflow().isEmpty(),
            signs -> "the workflow was deleted before its result was read, and again when it was repeated"),
    STOPPED(
            Outcome.CANCELLED,
            "`Stopped with strategy …`, or `spec.shutdown` is set",
            signs -> signs.ours() == Ours.NOTHING
                    && (signs.said().contains("Stopped with strategy")
                            || signs.workflow().orElseThrow().shutdown().length() > 0),
            signs -> "stopped on the cluster by " + (signs.actor().isEmpty() ? "somebody else" : signs.actor())),
    OUT_OF_MEMORY(
            Outcome.OUT_OF_MEMORY,
            "`main: OOMKilled`",
            says("(^|; )main: OOMKilled"),
            signs -> "the pod wanted more memory than it was given"),
    EXECUTOR_OUT_OF_MEMORY(
            Outcome.OUT_OF_MEMORY,
            "exit code 137 while the pod runs for ever: the kernel killed Argo's executor too",
            signs -> signs.ours() != Ours.NOTHING && signs.exitCode() == 137 && signs.podIs(Phase.RUNNING),
            signs -> "the pod wanted more memory than it was given, and Argo never noticed its end"),
    DEADLINE_OF_A_SCRIPT(
            Outcome.TIMED_OUT,
            "the pod's or the workflow's deadline, and the document shows a script at work for longer than it may be",
            signs -> signs.overran() && isDeadline(signs),
            signs -> "the script went on past its time, until the pod's deadline ended it"),
    DEADLINE(
            Outcome.INFRASTRUCTURE,
            "`Pod was active on the node longer than the specified deadline`, `Step exceeded its deadline`, and no such document",
            Ending::isDeadline,
            signs ->
                    "the pod's deadline passed, and nothing says that its script took too long: the image came late, or the"
                            + " node is slow" + noted(signs)),
    IMAGE(
            Outcome.INFRASTRUCTURE,
            "`ErrImagePull`, `ImagePullBackOff`, `ErrImageNeverPull`, `InvalidImageName`…",
            says(
                    "ErrImagePull|ImagePullBackOff|ErrImageNeverPull|InvalidImageName|RegistryUnavailable|ImageInspectError"),
            signs -> "the base image cannot be had: " + signs.said()),
    UNSCHEDULABLE(
            Outcome.INFRASTRUCTURE,
            "`Unschedulable`, or a node that takes no more: `Pod was rejected`, `OutOfcpu`…",
            says("Unschedulable|Pod was rejected|have enough resource|OutOf(cpu|memory|pods)|Predicate \\w+ failed"),
            signs -> "no node has room for the pod, or the hardware that was asked for: " + signs.said()),
    FORBIDDEN(
            Outcome.INFRASTRUCTURE,
            "`forbidden`, `exceeded quota`, unknown service account",
            says("(?i)forbidden|exceeded quota|serviceaccount .* not found"),
            signs -> "the cluster does not allow the pod: " + signs.said()),
    NOT_TAKEN_UP(
            Outcome.INFRASTRUCTURE,
            "no phase until our deadline for the start",
            signs -> signs.ours() != Ours.NOTHING && signs.phase() == Phase.NONE,
            signs ->
                    "the workflow controller has not taken the workflow up: it is down, or the workflow is too large for it"
                            + noted(signs)),
    NOT_STARTED(
            Outcome.INFRASTRUCTURE,
            "pod pending until our deadline for the start; the reason is in the pod's events",
            signs -> signs.ours() == Ours.NOT_STARTED,
            signs -> "the pod did not start: "
                    + (signs.said().isEmpty() ? "no reason is given" : signs.said())
                    + noted(signs)),
    INIT(
            Outcome.INFRASTRUCTURE,
            "message begins with `init:`, or names an init container",
            says("^init: |(?i)init ?container|Init:(Error|CrashLoopBackOff)"),
            signs -> "the pod could not be made ready: " + signs.said()),
    EVICTED(
            Outcome.INFRASTRUCTURE,
            "`Evicted`, `low on resource`, disk over its limit, preemption, shutdown of the node",
            says(
                    "(?i)evicted|low on resource|preempt|node shutdown|exceeds the (total )?limit|exceeded its local ephemeral"),
            signs -> "the node put the pod out: " + signs.said()),
    NODE_LOST(
            Outcome.INFRASTRUCTURE,
            "`pod deleted`, `NodeLost`, node not ready or unresponsive, `ContainerStatusUnknown`",
            says("(?i)pod deleted|node ?lost|node (is )?(not ready|unreachable)|NodeNotReady|is unresponsive"
                    + "|ContainerStatusUnknown|node no longer exists"),
            signs -> "the pod was lost with its node, or deleted: " + signs.said()),
    OUTPUTS(
            Outcome.INFRASTRUCTURE,
            "`wait: …`: Argo's executor could not save the outputs",
            says("^(wait: |pod failed: wait container)"),
            signs -> "what the pod left could not be saved: " + signs.said()),
    NO_PYTHON(
            Outcome.INFRASTRUCTURE,
            "exit code 64, 126, 127 or 128: the command is not in the image, or not for this processor",
            signs -> List.of(64, 126, 127, 128).contains(signs.exitCode()),
            signs -> "the base image has no python3 that starts: " + signs.said()),
    HARNESS(
            Outcome.INFRASTRUCTURE,
            "any other exit code but 0, and no complete document",
            signs -> signs.phase().completed() && signs.exitCode() > 0,
            signs -> "the harness ended with " + signs.exitCode() + " in the pod"),
    NO_RESULT(
            Outcome.INFRASTRUCTURE,
            "Succeeded, and neither a document nor a summary, or damaged ones",
            signs -> signs.phase() == Phase.SUCCEEDED,
            signs -> "the workflow succeeded, and its result is missing"),
    OVERDUE(
            Outcome.INFRASTRUCTURE,
            "still running at our own deadline",
            signs -> signs.ours() == Ours.OVERDUE,
            signs -> "the pod ran on past its deadline, and Argo did not end it"),
    OTHER(
            Outcome.INFRASTRUCTURE,
            "anything else",
            signs -> true,
            signs -> "the workflow ended as " + signs.phase().name().toLowerCase(java.util.Locale.ROOT)
                    + (signs.said().isEmpty() ? " without a word" : ": " + signs.said()));

    private final Outcome outcome;
    private final String sign;
    private final Predicate<Signs> there;
    private final Function<Signs, String> sentence;

    Ending(Outcome outcome, String sign, Predicate<Signs> there, Function<Signs, String> sentence) {
        this.outcome = outcome;
        this.sign = sign;
        this.there = there;
        this.sentence = sentence;
    }

    static Ending of(Signs signs) {
        for (Ending ending : values()) {
            if (ending.there.test(signs)) {
                return ending;
            }
        }
        throw new AssertionError("the last row fits everything");
    }

    Outcome outcome() {
        return outcome;
    }

    /** What it is told by, for the table of the documentation. */
    String sign() {
        return sign;
    }

    String sentence(Signs signs) {
        return sentence.apply(signs);
    }

    private static boolean isDeadline(Signs signs) {
        return signs.said().contains("active on the node longer than the specified deadline")
                || signs.said().contains("Step exceeded its deadline")
                || signs.said().contains("exceeded workflow deadline");
    }

    private static Predicate<Signs> says(String pattern) {
        Pattern compiled = Pattern.compile(pattern);
        return signs -> compiled.matcher(signs.said()).find();
    }

    private static String noted(Signs signs) {
        return signs.events().isEmpty() ? "" : "; the cluster notes: " + signs.events();
    }
}
