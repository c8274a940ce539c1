package monkey.reports;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * What is done in each stack.
 *
 * @param files laid beside the script before it starts
 * @param environment variables set for the script
 * @param memory limit as written, '1Gi'
 */
public record Specification(
        String script,
        List<File> files,
        Map<String, String> environment,
        Optional<Duration> timeout,
        Optional<String> memory,
        int batchSize) {

    public Specification {
        files = List.copyOf(files);
        environment = Ordered.copyOf(environment);
    }

    /**
     * @param path relative to the script's directory
     * @param sha256 of its content; may be empty
     */
    public record File(String path, String sha256) {}
}
