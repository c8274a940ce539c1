package monkey.amun.argo;

import java.time.Duration;
import java.util.Optional;

/**
 * How inspections are laid out on the cluster; the same for all that one backend is given.
 *
 * @param image that environments are made on; empty for the official Python image of the inspection's Python
 * @param hardware that nodes must have
 * @param artifactStore whether the cluster has an artifact repository: then whole documents come back, however large
 * @param run label of the run that asks, at most 63 letters, digits and {@code -}; empty for none
 * @param window the most workflows alive at a time; at least 1
 * @param start how long a workflow may take until its pod runs
 */
public record PodSettings(
        Mode mode,
        Optional<String> image,
        Hardware hardware,
        boolean artifactStore,
        String run,
        int window,
        Duration start) {
    /** How the batch is laid out. */
    public enum Mode {
        /** One pod builds once and runs all items, one after the other. */
        HARNESS,
        /** A pod for each item, each with an environment of its own: the noise between nodes is measured too. */
        SPREAD
    }

    public static final PodSettings DEFAULT =
            new PodSettings(Mode.HARNESS, Optional.empty(), Hardware.ANY, false, "", 20, Duration.ofMinutes(10));

    public PodSettings {
        image.ifPresent(PodSettings::requireReference);
        if (window < 1) {
            throw new IllegalArgumentException("the window must be at least 1, not " + window);
        }
        if (!run.matches("([a-z0-9]([a-z0-9-]{0,61}[a-z0-9])?)?")) {
            throw new IllegalArgumentException("'" + run + "' cannot be a label");
        }
    }

    /** The image for a Python such as {@code 3.11.7}; only its minor version matters to a stack. */
    String imageFor(String python) {
        return image.orElseGet(() -> {
            String[] parts = python.split("\\.");
            return "python:" + parts[0] + (parts.length > 1 ? "." + parts[1] : "");
        });
    }

    public PodSettings ofRun(String label) {
        return new PodSettings(mode, image, hardware, artifactStore, label, window, start);
    }

    /** Nothing but a reference may stand where Argo reads placeholders. */
    private static void requireReference(String image) {
        if (!image.matches("[A-Za-z0-9][A-Za-z0-9._:/@-]{0,254}")) {
            throw new IllegalArgumentException("'" + image + "' is not the reference of a container image");
        }
    }
}
