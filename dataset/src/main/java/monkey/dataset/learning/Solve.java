package monkey.dataset.learning;

import java.util.List;

/**
 * A solve that a worker has claimed.
 *
 * @param files to be read besides the one an installer would take
 * @param attempts including this one
 * @param cause the message that asked for it first
 */
public record Solve(
        long id,
        String packageName,
        String version,
        String indexUrl,
        int environmentId,
        List<String> files,
        int attempts,
        Cause cause) {
    public Solve {
        files = List.copyOf(files);
    }
}
