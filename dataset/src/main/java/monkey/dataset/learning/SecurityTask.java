package monkey.dataset.learning;

import java.util.List;

/**
 * A version whose code is to be looked at, claimed by a worker.
 *
 * @param files that its index lists
 * @param attempts including this one
 */
public record SecurityTask(
        long packageVersionId,
        String packageName,
        String version,
        String indexUrl,
        List<File> files,
        int attempts,
        Cause cause) {

    /** @param sha256 or null where the index does not say */
    public record File(String filename, boolean source, String url, String sha256, Long sizeBytes) {}

    public SecurityTask {
        files = List.copyOf(files);
    }
}
