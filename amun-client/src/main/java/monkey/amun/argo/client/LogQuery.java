package monkey.amun.argo.client;

import java.util.LinkedHashMap;
import java.util.Map;

/**
 * Which part of a workflow's log.
 *
 * @param container must be named: without one Argo answers nothing
 * @param podName one pod's; all when empty
 * @param tail this many lines from the end; all when 0
 * @param follow stay until the pods end
 */
public record LogQuery(String container, String podName, int tail, boolean follow) {
    /** What the main containers wrote so far. */
    public static final LogQuery MAIN = new LogQuery("main", "", 0, false);

    public LogQuery last(int lines) {
        return new LogQuery(container, podName, lines, follow);
    }

    public LogQuery following() {
        return new LogQuery(container, podName, tail, true);
    }

    Map<String, String> parameters() {
        Map<String, String> parameters = new LinkedHashMap<>();
        parameters.put("logOptions.container", container);
        if (!podName.isEmpty()) {
            parameters.put("podName", podName);
        }
        if (tail > 0) {
            parameters.put("logOptions.tailLines", String.valueOf(tail));
        }
        if (follow) {
            parameters.put("logOptions.follow", "true");
        }
        return parameters;
    }
}
