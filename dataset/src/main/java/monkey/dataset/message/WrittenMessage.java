package monkey.dataset.message;

import java.time.Instant;
import java.util.Map;
import java.util.UUID;

/**
 * A message as it is written: all of it but the means by which it travels.
 *
 * @param topic without a deployment's prefix
 * @param key order holds among messages of one topic and key
 * @param payload JSON
 * @param hints what is said beyond the payload
 * @param correlationId the same from the first cause to the last effect
 * @param causeId the message whose handling wrote this one, or null
 */
public record WrittenMessage(
        UUID id,
        String topic,
        String key,
        String payload,
        Map<String, String> hints,
        String correlationId,
        UUID causeId,
        Instant writtenAt) {}
