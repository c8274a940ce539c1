package monkey.jobs.messages;

import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;

/**
 * A message and what is said about it, which travels in headers because the message's own fields are upstream's.
 *
 * @param id the same however often it is delivered
 * @param correlationId the same from the first cause to the last effect
 * @param causeId the message whose handling wrote this one
 * @param writtenAt when its sender wrote it, in microseconds
 * @param hints what makes the work smaller and may be ignored, such as which versions are wanted
 * @param place where it was delivered from; empty for a message that is on no topic yet
 */
public record Envelope<M extends Message>(
        UUID id,
        String correlationId,
        Optional<UUID> causeId,
        Instant writtenAt,
        Map<String, String> hints,
        M message,
        Optional<Place> place) {

    /** Where a message lies: the record's topic (with a deployment's prefix), partition and offset. */
    public record Place(String topic, int partition, long offset) {
        @Override
        public String toString() {
            return topic + "-" + partition + "@" + offset;
        }
    }

    public Envelope {
        hints = Map.copyOf(hints);
    }

    /** A message that no other message caused. */
    public static <M extends Message> Envelope<M> first(M message, String correlationId) {
        return new Envelope<>(
                UUID.randomUUID(), correlationId, Optional.empty(), now(), Map.of(), message, Optional.empty());
    }

    /** A message that is written because of this one. */
    public <N extends Message> Envelope<N> causes(N effect) {
        return new Envelope<>(
                UUID.randomUUID(), correlationId, Optional.of(id), now(), Map.of(), effect, Optional.empty());
    }

    /** @param cause the message whose handling led to this one, perhaps long ago; null for none */
    public Envelope<M> causedBy(UUID cause) {
        return new Envelope<>(id, correlationId, Optional.ofNullable(cause), writtenAt, hints, message, place);
    }

    public Envelope<M> withHints(Map<String, String> added) {
        return new Envelope<>(id, correlationId, causeId, writtenAt, added, message, place);
    }

    public MessageType type() {
        return message.type();
    }

    private static Instant now() {
        return Instant.now().truncatedTo(ChronoUnit.MICROS); // as PostgreSQL keeps it
    }
}
