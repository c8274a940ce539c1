package monkey.dataset.message;

import java.time.Instant;
import java.util.UUID;

/**
 * A message as a consumer got it, without its content.
 *
 * @param topic without a deployment's prefix
 * @param key may be null: others send without one
 * @param position the record's offset in its partition
 * @param causeId the message whose handling wrote this one, or null
 * @param writtenAt when its sender wrote it
 */
public record ReceivedMessage(
        UUID id,
        String topic,
        String key,
        int partition,
        long position,
        String correlationId,
        UUID causeId,
        Instant writtenAt) {}
