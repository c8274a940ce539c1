package monkey.amun.argo.client;

import java.time.Instant;
import java.util.Map;
import tools.jackson.databind.JsonNode;

/**
 * What every object of a cluster has. Texts that were not sent are empty.
 *
 * @param uid tells two objects apart that had the same name one after the other
 * @param resourceVersion grows with every change; opaque
 * @param created by the server's clock; null when not sent
 */
public record ObjectMetadata(
        String name,
        String namespace,
        String uid,
        String resourceVersion,
        Instant created,
        Map<String, String> labels,
        Map<String, String> annotations) {

    static ObjectMetadata of(JsonNode metadata) {
        return new ObjectMetadata(
                Fields.text(metadata, "name"),
                Fields.text(metadata, "namespace"),
                Fields.text(metadata, "uid"),
                Fields.text(metadata, "resourceVersion"),
                Fields.moment(metadata, "creationTimestamp"),
                Fields.texts(metadata.path("labels")),
                Fields.texts(metadata.path("annotations")));
    }
}
