package monkey.jobs.messages;

import java.util.Map;
import java.util.Optional;
import tools.jackson.databind.JsonNode;

/**
 * What every message has, beside the {@code version} that its type determines.
 *
 * @param componentName who wrote it; empty where a sender does not say
 * @param serviceVersion the writer's version; empty where a sender does not say
 * @param unknown fields that the schema does not know, in their order: whoever passes a message on passes them on
 */
public record BaseFields(String componentName, String serviceVersion, Map<String, JsonNode> unknown) {
    private static final BaseFields OURS = new BaseFields(
            "dependency-monkey",
            Optional.ofNullable(BaseFields.class.getPackage().getImplementationVersion())
                    .orElse("unpackaged"),
            Map.of());

    /** Those of a message that this program writes. */
    public static BaseFields ours() {
        return OURS;
    }
}
