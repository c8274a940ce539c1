package monkey.amun.argo;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Locale;
import monkey.amun.InspectionSpecification;
import monkey.amun.Limits;
import monkey.amun.UnsuitableSpecificationException;
import monkey.amun.argo.PodSettings.Mode;
import monkey.amun.results.Json;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * An inspection as the workflow that makes it. Its name follows from what is inspected, so that whoever asks twice for the
 * same, after a crash or a lost answer, asks for the same workflow.
 *
 * @param name at most 63 characters
 * @param digest value of the label that tells whether a workflow of this name is this one
 * @param body the object to create
 * @param runs how long it may run, from the moment its first pod is made until its last must have ended: that of a batch
 *     that is spread may have to wait for the others
 */
record InspectionWorkflow(String name, String digest, ObjectNode body, Duration runs) {
    /**
     * Most characters of both inputs together, and of the output, so that the whole object stays below Argo's megabyte:
     * inputs are stored in the specification, in what was made of it, and with each of up to four nodes. With the template
     * around them they also stay below the 128 KiB of one environment variable, in which servers before 3.7 hand them on.
     */
    static final int MOST_INPUT = 120_000;

    private static final int MOST_STORED = 800_000;
    private static final int MOST_OUTPUT = 100_000;
    /** What the harness and the installer need beside the script. */
    private static final long OVERHEAD = 256L << 20;

    private static final int GRACE_SECONDS = 120;
    private static final int ITEM_GRACE_SECONDS = 10;
    /** As the template has it. */
    private static final int TRIES = 2;

    private static final int BETWEEN_TRIES_SECONDS = 60;

    /** @throws UnsuitableSpecificationException when it can't be a workflow: too large, or packages out of any pod's reach */
    static InspectionWorkflow of(InspectionSpecification specification, PodSettings settings) {
        int pods = settings.mode() == Mode.SPREAD ? specification.batchSize() : 1;
        String image = settings.imageFor(specification.base());
        String job = PodJob.encoded(specification, settings, MOST_OUTPUT / pods);
        requireSmall(job.length(), PodHarness.ENCODED.length(), pods);
        String digest = PodJob.sha256(String.join(
                        "\0",
                        "monkey-workflow-1",
                        specification.identifier(),
                        image,
                        settings.mode().name(),
                        settings.hardware().asked().toString())
                .getBytes(StandardCharsets.UTF_8));
        Limits limits = specification.limits();
        int items = specification.batchSize() / pods;
        Duration podRuns = settings.start()
                .plusSeconds(PodJob.BUILD_SECONDS + GRACE_SECONDS)
                .plus(limits.timeout().plusSeconds(ITEM_GRACE_SECONDS).multipliedBy(items));
        Duration runs = podRuns.multipliedBy(pods);

        ObjectNode body = Json.MAPPER.createObjectNode();
        body.put("apiVersion", "argoproj.io/v1alpha1").put("kind", "Workflow");
        ObjectNode metadata = body.putObject("metadata");
        String name = "monkey-" + digest.substring(0, 32);
        metadata.put("name", name);
        ObjectNode labels = metadata.putObject("labels");
        InspectionTemplate.common().forEach(labels::put);
        labels.put(InspectionTemplate.INSPECTION_LABEL, digest.substring(0, 60));
        if (!settings.run().isEmpty()) {
            labels.put(InspectionTemplate.RUN_LABEL, settings.run());
        }
        ObjectNode spec = body.putObject("spec");
        spec.putObject("workflowTemplateRef").put("name", InspectionTemplate.NAME);
        spec.put("entrypoint", entrypoint(settings));
        // A pod's own deadline counts from when a node takes it. One that no node takes is ended by this, with nobody
        // about.
        spec.put("activeDeadlineSeconds", TRIES * runs.toSeconds() + BETWEEN_TRIES_SECONDS);
        ObjectNode arguments = spec.putObject("arguments");
        ArrayNode parameters = arguments.putArray("parameters");
        parameter(parameters, "base", image);
        parameter(parameters, "cpus", (long) Math.ceil(limits.cpus() * 1000) + "m");
        parameter(parameters, "memory", Long.toString(limits.memory() + OVERHEAD));
        parameter(parameters, "deadline", Long.toString(podRuns.toSeconds()));
        parameter(parameters, "items", Integer.toString(specification.batchSize()));
        ArrayNode artifacts = arguments.putArray("artifacts");
        artifacts.addObject().put("name", "job").putObject("raw").put("data", job);
        artifacts.addObject().put("name", "harness").putObject("raw").put("data", PodHarness.ENCODED);
        if (!settings.hardware().nodeSelector().isEmpty()) {
            ObjectNode selector = spec.putObject("nodeSelector");
            settings.hardware().nodeSelector().forEach(selector::put);
        }
        return new InspectionWorkflow(name, digest.substring(0, 60), body, runs);
    }

    /** The same, wherever else it may run, on this node if there is room. */
    InspectionWorkflow preferring(String node) {
        ObjectNode there = body.deepCopy();
        ObjectNode preferred = there.withObject("/spec/affinity/nodeAffinity")
                .putArray("preferredDuringSchedulingIgnoredDuringExecution")
                .addObject();
        ObjectNode field = preferred
                .put("weight", 100)
                .putObject("preference")
                .putArray("matchFields")
                .addObject();
        field.put("key", "metadata.name")
                .put("operator", "In")
                .putArray("values")
                .add(node);
        return new InspectionWorkflow(name, digest, there, runs);
    }

    private static String entrypoint(PodSettings settings) {
        return (settings.mode() == Mode.SPREAD ? "spread" : "inspect")
                + (settings.artifactStore() ? "-with-store" : "");
    }

    private static void parameter(ArrayNode parameters, String name, String value) {
        parameters.addObject().put("name", name).put("value", value);
    }

    private static void requireSmall(int job, int harness, int pods) {
        if (job + harness > MOST_INPUT) {
            throw new UnsuitableSpecificationException(String.format(
                    Locale.ROOT,
                    "the inspection is too large for a workflow: script, files and locked packages are %,d characters when"
                            + " compressed and encoded, and at most %,d fit beside the harness. Lay less beside the script,"
                            + " or have it read what is large from the base image",
                    job,
                    MOST_INPUT - harness));
        }
        // Each pod's node holds the inputs once more.
        long stored = (long) (job + harness) * (pods + 4);
        if (pods > 1 && stored > MOST_STORED) {
            throw new UnsuitableSpecificationException(String.format(
                    Locale.ROOT,
                    "a batch of %d is too large to be spread over as many pods: a workflow holds its inputs once per pod, and"
                            + " at most %d such pods fit into one. Take a smaller batch, or the mode 'harness'",
                    pods,
                    MOST_STORED / (job + harness) - 4));
        }
    }
}
