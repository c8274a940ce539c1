package monkey.dataset.learning;

import java.util.List;

/**
 * A version that is to be solved for an environment.
 *
 * @param indexUrl without credentials
 * @param files to be read besides the one an installer would take
 */
public record SolveRequest(String packageName, String version, String indexUrl, int environmentId, List<String> files) {
    public SolveRequest {
        files = List.copyOf(files);
    }

    SolveRequest withFiles(List<String> other) {
        return new SolveRequest(packageName, version, indexUrl, environmentId, other);
    }
}
