package monkey.amun.argo.client;

import java.time.Instant;
import tools.jackson.databind.JsonNode;

/**
 * What the cluster noted about one of its objects. A pod that waits for a volume or a secret that is not there says why
 * only here.
 *
 * @param kind of the object, such as {@code Pod}
 * @param name of the object
 * @param type {@code Normal} or {@code Warning}
 * @param reason one word, such as {@code FailedMount}
 */
public record ClusterEvent(String kind, String name, String type, String reason, String message, Instant time) {
    static ClusterEvent of(JsonNode event) {
        JsonNode object = event.path("involvedObject");
        Instant last = Fields.moment(event, "lastTimestamp");
        return new ClusterEvent(
                Fields.text(object, "kind"),
                Fields.text(object, "name"),
                Fields.text(event, "type"),
                Fields.text(event, "reason"),
                Fields.text(event, "message"),
                last != null ? last : Fields.moment(event, "eventTime"));
    }
}
