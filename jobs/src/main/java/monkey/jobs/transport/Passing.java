package monkey.jobs.transport;

import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import monkey.jobs.messages.MessageType;
import org.apache.kafka.clients.consumer.ConsumerRecord;

/**
 * A message as it lies on a topic, for whoever looks; it need not be one that can be read.
 *
 * @param key null where it has none
 * @param payload as text, whatever the bytes are; null where it has none
 * @param dead what is known of a dead letter; empty for a message on its own topic
 */
public record Passing(
        MessageType type,
        UUID id,
        String key,
        String payload,
        String correlationId,
        Optional<UUID> causeId,
        Instant writtenAt,
        Map<String, String> hints,
        String topic,
        int partition,
        long offset,
        Optional<Dead> dead) {

    /**
     * Why a message was given up.
     *
     * @param consumer the role that gave it up
     * @param place where it was
     */
    public record Dead(String reason, String consumer, String place, String stackTrace) {}

    static Passing of(ConsumerRecord<byte[], byte[]> record, Topics topics) {
        Wire.About about = Wire.about(record);
        return new Passing(
                topics.type(record.topic()).orElseThrow(),
                about.id(),
                about.key(),
                record.value() == null ? null : Wire.text(record.value()),
                about.correlationId(),
                about.causeId(),
                about.writtenAt(),
                about.hints(),
                record.topic(),
                record.partition(),
                record.offset(),
                Topics.isOfDeadLetters(record.topic()) ? Optional.of(dead(record)) : Optional.empty());
    }

    private static Dead dead(ConsumerRecord<byte[], byte[]> record) {
        return new Dead(
                said(record, DeadLetters.REASON),
                said(record, DeadLetters.CONSUMER),
                said(record, DeadLetters.TOPIC) + "-" + said(record, DeadLetters.PARTITION) + "@"
                        + said(record, DeadLetters.OFFSET),
                said(record, DeadLetters.STACK_TRACE));
    }

    private static String said(ConsumerRecord<?, ?> record, String header) {
        return Wire.last(record.headers(), header).orElse("?");
    }
}
