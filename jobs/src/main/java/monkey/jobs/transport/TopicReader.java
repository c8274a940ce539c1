package monkey.jobs.transport;

import java.time.Duration;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.BooleanSupplier;
import java.util.function.Consumer;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.TopicPartition;

/** Reads topics without being of a group: nobody's place is moved by looking. */
final class TopicReader implements AutoCloseable {
    private final KafkaConsumer<byte[], byte[]> consumer;
    private final Set<TopicPartition> partitions;

    /** @throws TransportException if the broker cannot be asked */
    TopicReader(Kafka kafka, Collection<String> topics) {
        this.consumer = kafka.reader();
        try {
            partitions = consumer.listTopics().values().stream()
                    .flatMap(List::stream)
                    .filter(info -> topics.contains(info.topic()))
                    .map(info -> new TopicPartition(info.topic(), info.partition()))
                    .collect(java.util.stream.Collectors.toSet());
            consumer.assign(partitions);
        } catch (KafkaException e) {
            consumer.close();
            throw TransportException.of("cannot look at the messages at " + kafka.bootstrapServers(), e);
        }
    }

    /** All that is there now, of each partition the last {@code most} at most. */
    void readPresent(long most, Consumer<ConsumerRecord<byte[], byte[]>> reader) {
        Map<TopicPartition, Long> ends = consumer.endOffsets(partitions);
        Map<TopicPartition, Long> beginnings = consumer.beginningOffsets(partitions);
        Map<TopicPartition, Long> open = new HashMap<>();
        ends.forEach((partition, end) -> {
            long from = Math.max(beginnings.get(partition), end - Math.min(most, end));
            consumer.seek(partition, from);
            if (from < end) {
                open.put(partition, end);
            }
        });
        while (!open.isEmpty()) {
            for (ConsumerRecord<byte[], byte[]> record : consumer.poll(Duration.ofMillis(500))) {
                Long end = ends.get(new TopicPartition(record.topic(), record.partition()));
                if (record.offset() < end) {
                    reader.accept(record);
                }
            }
            // A position, not a record, tells the end: the last offsets of a log may hold none.
            open.keySet().removeIf(partition -> consumer.position(partition) >= ends.get(partition));
        }
    }

    /** What comes from now on, until there is no more wish for it. */
    void readComing(BooleanSupplier wanted, Consumer<ConsumerRecord<byte[], byte[]>> reader) {
        while (wanted.getAsBoolean()) {
            consumer.poll(Duration.ofMillis(300)).forEach(reader);
        }
    }

    @Override
    public void close() {
        consumer.close();
    }
}
