package monkey.jobs.transport;

import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.ExecutionException;
import java.util.function.Predicate;
import monkey.dataset.Dataset;
import monkey.dataset.message.HandledMessages;
import monkey.jobs.messages.MessageType;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.header.Header;

/** The dead letters, to be looked through and put back. */
public final class DeadLetterBox {
    private final Kafka kafka;
    private final Dataset dataset;

    public DeadLetterBox(Kafka kafka, Dataset dataset) {
        this.kafka = kafka;
        this.dataset = dataset;
    }

    /** Those that were not handled since, the oldest first; a message that died more than once, as it did last. */
    public List<Passing> letters(Collection<MessageType> types) {
        return records(types).values().stream()
                .map(record -> Passing.of(record, kafka.topics()))
                .toList();
    }

    /**
     * Puts letters back to the topics they came from, as they were and with the same ids; but none of which only the
     * beginning could be kept.
     *
     * @return what was put back
     */
    public List<Passing> replay(Collection<MessageType> types, Predicate<Passing> wanted) {
        Topics topics = kafka.topics();
        List<ConsumerRecord<byte[], byte[]>> chosen = records(types).values().stream()
                .filter(record -> record.headers().lastHeader(DeadLetters.CUT) == null)
                .filter(record -> wanted.test(Passing.of(record, topics)))
                .toList();
        try (Producer<byte[], byte[]> producer = kafka.producer()) {
            for (ConsumerRecord<byte[], byte[]> record : chosen) {
                producer.send(revived(record, topics)).get();
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new TransportException("interrupted", e);
        } catch (ExecutionException e) {
            throw TransportException.of("cannot put messages back at " + kafka.bootstrapServers(), e);
        }
        return chosen.stream().map(record -> Passing.of(record, topics)).toList();
    }

    private Map<UUID, ConsumerRecord<byte[], byte[]>> records(Collection<MessageType> types) {
        Topics topics = kafka.topics();
        Map<UUID, ConsumerRecord<byte[], byte[]>> last = new LinkedHashMap<>();
        try (TopicReader reader =
                new TopicReader(kafka, types.stream().map(topics::deadLetters).toList())) {
            reader.readPresent(Long.MAX_VALUE, record -> {
                UUID id = Wire.about(record).id();
                last.remove(id);
                last.put(id, record);
            });
        }
        Map<String, Set<UUID>> handled = new HashMap<>();
        last.values()
                .removeIf(record -> handled.computeIfAbsent(
                                Wire.last(record.headers(), DeadLetters.CONSUMER)
                                        .orElse(""),
                                consumer -> dataset.inTransaction(
                                        transaction -> HandledMessages.handled(transaction, consumer, last.keySet())))
                        .contains(Wire.about(record).id()));
        return last;
    }

    private static ProducerRecord<byte[], byte[]> revived(ConsumerRecord<byte[], byte[]> letter, Topics topics) {
        String topic = topics.name(topics.type(letter.topic()).orElseThrow());
        ProducerRecord<byte[], byte[]> record = new ProducerRecord<>(topic, letter.key(), letter.value());
        for (Header header : letter.headers()) {
            if (!header.key().startsWith(DeadLetters.PREFIX)) {
                record.headers().add(header);
            }
        }
        return record;
    }
}
