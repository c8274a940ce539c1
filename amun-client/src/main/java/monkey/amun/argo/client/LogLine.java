package monkey.amun.argo.client;

import tools.jackson.databind.JsonNode;

/** One line that a container wrote. */
public record LogLine(String podName, String content) {
    static LogLine of(JsonNode result) {
        return new LogLine(Fields.text(result, "podName"), Fields.text(result, "content"));
    }

    /** True of what Argo's executor wrote between the container's own lines. */
    public boolean isOfExecutor() {
        return content.startsWith("time=") && content.contains(" level=") && content.contains(" argo=true");
    }
}
