package monkey.dataset.learning;

import java.util.List;
import java.util.Optional;

/**
 * A version whose code is to be looked at, claimed by a worker.
 *
 * @param files that its index lists
 * @param saidToHaveSource what a message has said of a source distribution; empty if none has
 * @param attempts including this one
 */
public record SecurityTask(
        long packageVersionId,
        String packageName,
        String version,
        String indexUrl,
        List<File> files,
        Optional<Boolean> saidToHaveSource,
        int attempts,
        Cause cause) {

    /** @param sha256 or null where the index does not say */
    public record File(String filename, boolean source, String url, String sha256, Long sizeBytes) {}

    public SecurityTask {
        files = List.copyOf(files);
    }
}
