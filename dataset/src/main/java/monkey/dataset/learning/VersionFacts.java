package monkey.dataset.learning;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;

/**
 * All that is known of one version on one index.
 *
 * @param missing it is on the index no longer
 * @param yanked all its files are
 * @param flags that messages have set
 * @param solves for every environment that was asked for
 * @param security what its code was seen to do; empty where nobody asked
 */
public record VersionFacts(
        String packageName,
        String version,
        String indexUrl,
        boolean missing,
        boolean yanked,
        List<File> files,
        List<Flag> flags,
        List<Solved> solves,
        Optional<Security> security) {

    /**
     * @param learntAt when what it requires was learnt, or that it cannot be; null if not yet
     * @param problem why it cannot; or null
     * @param requirements as written
     */
    public record File(String filename, Instant learntAt, String problem, List<String> requirements) {}

    public record Flag(String flag, boolean value, String reason, UUID messageId, Instant changedAt) {}

    /** @param outcome or the state of what has not ended */
    public record Solved(
            String environment, String outcome, String reason, int attempts, Instant endedAt, UUID messageId) {}

    /** @param outcome or the state of what has not ended */
    public record Security(
            String outcome,
            String reason,
            String filename,
            String tools,
            Instant endedAt,
            List<SecurityAnalysis.Indicator> indicators) {}
}
