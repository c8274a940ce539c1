package monkey.jobs.transport;

import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.format.DateTimeParseException;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import monkey.dataset.message.WrittenMessage;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.header.Header;
import org.apache.kafka.common.header.Headers;

/**
 * A message as a record of Kafka: the payload is upstream's, the key is the message's, and what is said about the message
 * stands in headers.
 *
 * <p>A record of others has none of these. What identifies it then is where it lies: topic, partition, offset and time (the
 * time because a topic that is deleted and made anew counts from 0 again).
 */
final class Wire {
    static final String ID = "monkey-message-id";
    static final String WRITTEN_AT = "monkey-written-at";
    static final String CORRELATION_ID = "monkey-correlation-id";
    static final String CAUSE_ID = "monkey-cause-id";
    static final String HINT = "monkey-hint-";

    private static final int LONGEST_CORRELATION = 400;

    private Wire() {}

    static ProducerRecord<byte[], byte[]> record(String topic, WrittenMessage message) {
        ProducerRecord<byte[], byte[]> record =
                new ProducerRecord<>(topic, bytes(message.key()), bytes(message.payload()));
        Headers headers = record.headers();
        headers.add(ID, bytes(message.id().toString()));
        headers.add(WRITTEN_AT, bytes(message.writtenAt().toString()));
        headers.add(CORRELATION_ID, bytes(message.correlationId()));
        if (message.causeId() != null) {
            headers.add(CAUSE_ID, bytes(message.causeId().toString()));
        }
        message.hints().forEach((name, value) -> headers.add(HINT + name, bytes(value)));
        return record;
    }

    /** What a record says about itself; every record says something. */
    record About(
            UUID id,
            String key,
            String correlationId,
            Optional<UUID> causeId,
            Instant writtenAt,
            Map<String, String> hints) {}

    static About about(ConsumerRecord<byte[], byte[]> record) {
        Headers headers = record.headers();
        UUID id = uuid(headers, ID).orElseGet(() -> derivedId(record));
        Map<String, String> hints = new HashMap<>();
        for (Header header : headers) {
            if (header.key().startsWith(HINT) && header.value() != null) {
                hints.put(header.key().substring(HINT.length()), text(header.value()));
            }
        }
        return new About(
                id,
                record.key() == null ? null : text(record.key()),
                last(headers, CORRELATION_ID)
                        .filter(text -> text.length() <= LONGEST_CORRELATION)
                        .orElse(id.toString()),
                uuid(headers, CAUSE_ID),
                last(headers, WRITTEN_AT).flatMap(Wire::instant).orElse(Instant.ofEpochMilli(record.timestamp())),
                hints);
    }

    static Optional<String> last(Headers headers, String name) {
        Header header = headers.lastHeader(name);
        return header == null || header.value() == null ? Optional.empty() : Optional.of(text(header.value()));
    }

    private static UUID derivedId(ConsumerRecord<?, ?> record) {
        return UUID.nameUUIDFromBytes(
                bytes(record.topic() + " " + record.partition() + " " + record.offset() + " " + record.timestamp()));
    }

    private static Optional<UUID> uuid(Headers headers, String name) {
        return last(headers, name).flatMap(text -> {
            try {
                return Optional.of(UUID.fromString(text));
            } catch (IllegalArgumentException e) {
                return Optional.empty();
            }
        });
    }

    private static Optional<Instant> instant(String text) {
        try {
            return Optional.of(Instant.parse(text));
        } catch (DateTimeParseException e) {
            return Optional.empty();
        }
    }

    static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }

    /** As PostgreSQL can hold it: it knows no character zero. */
    static String text(byte[] bytes) {
        return new String(bytes, StandardCharsets.UTF_8).replace("\0", "\ufffd");
    }
}
