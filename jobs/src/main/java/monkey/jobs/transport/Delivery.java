package monkey.jobs.transport;

import java.util.Optional;
import monkey.dataset.message.ReceivedMessage;
import monkey.jobs.messages.Envelope;
import monkey.jobs.messages.Message;
import monkey.jobs.messages.MessageCodec;
import monkey.jobs.messages.MessageException;
import monkey.jobs.messages.MessageType;
import org.apache.kafka.clients.consumer.ConsumerRecord;

/**
 * A record as it came, and what was read from it.
 *
 * @param received what is remembered of it; there even where the message cannot be read
 * @param envelope null where the message cannot be read
 * @param problem why it cannot; else null
 */
record Delivery(
        ConsumerRecord<byte[], byte[]> record,
        MessageType type,
        ReceivedMessage received,
        Envelope<Message> envelope,
        MessageException problem) {

    static Delivery of(ConsumerRecord<byte[], byte[]> record, Topics topics) {
        MessageType type = topics.type(record.topic())
                .orElseThrow(() -> new IllegalStateException("nothing subscribes to " + record.topic()));
        Wire.About about = Wire.about(record);
        ReceivedMessage received = new ReceivedMessage(
                about.id(),
                type.baseName(),
                about.key(),
                record.partition(),
                record.offset(),
                about.correlationId(),
                about.causeId().orElse(null),
                about.writtenAt());
        try {
            if (record.value() == null) {
                throw new MessageException("it has no content");
            }
            Message message = MessageCodec.read(type, record.value());
            Envelope<Message> envelope = new Envelope<>(
                    about.id(),
                    about.correlationId(),
                    about.causeId(),
                    about.writtenAt(),
                    about.hints(),
                    message,
                    Optional.of(new Envelope.Place(record.topic(), record.partition(), record.offset())));
            return new Delivery(record, type, received, envelope, null);
        } catch (MessageException e) {
            return new Delivery(record, type, received, null, e);
        }
    }
}
