package monkey.jobs.transport;

import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import java.util.stream.Collectors;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.OffsetSpec;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.common.TopicPartition;

/**
 * How far groups are behind, per topic: {@code monkey.messages.lag}. The broker is asked, and not the consumers, which know
 * nothing of partitions that nobody has; it is asked every few seconds, and that it answers is a sign of health.
 */
final class Lag implements AutoCloseable {
    private static final long LOOK_SECONDS = 3;
    private static final long ANSWER_SECONDS = 10;

    private final Admin admin;
    private final List<String> groups;
    private final Topics topics;
    private final MeterRegistry meters;
    private final Map<List<String>, AtomicLong> lags = new ConcurrentHashMap<>();
    private final Thread thread = new Thread(this::run, "lag");
    private volatile boolean answered = true;
    private volatile boolean closing;

    Lag(Kafka kafka, List<String> groups, MeterRegistry meters) {
        this.admin = kafka.admin();
        this.groups = groups;
        this.topics = kafka.topics();
        this.meters = meters;
        thread.setDaemon(true);
        thread.start();
    }

    /** Whether the broker answered when it was asked last. */
    boolean answered() {
        return answered;
    }

    private void run() {
        while (!closing) {
            try {
                for (String group : groups) {
                    measure(group);
                }
                answered = true;
                Thread.sleep(TimeUnit.SECONDS.toMillis(LOOK_SECONDS));
            } catch (InterruptedException e) {
                return;
            } catch (java.util.concurrent.ExecutionException | java.util.concurrent.TimeoutException e) {
                answered = false;
            }
        }
    }

    private void measure(String group)
            throws InterruptedException, java.util.concurrent.ExecutionException,
                    java.util.concurrent.TimeoutException {
        Map<TopicPartition, OffsetAndMetadata> reached = admin.listConsumerGroupOffsets(group)
                .partitionsToOffsetAndMetadata()
                .get(ANSWER_SECONDS, TimeUnit.SECONDS);
        reached.values().removeIf(java.util.Objects::isNull);
        Map<TopicPartition, Long> ends = admin
                .listOffsets(reached.keySet().stream().collect(Collectors.toMap(p -> p, p -> OffsetSpec.latest())))
                .all()
                .get(ANSWER_SECONDS, TimeUnit.SECONDS)
                .entrySet()
                .stream()
                .collect(Collectors.toMap(
                        Map.Entry::getKey, entry -> entry.getValue().offset()));
        Map<String, Long> behind = new HashMap<>();
        reached.forEach((partition, at) -> behind.merge(
                topics.baseName(partition.topic()), Math.max(0, ends.get(partition) - at.offset()), Long::sum));
        behind.forEach((topic, messages) -> gauge(group, topic).set(messages));
    }

    private AtomicLong gauge(String group, String topic) {
        return lags.computeIfAbsent(List.of(group, topic), names -> {
            AtomicLong value = new AtomicLong();
            Gauge.builder("monkey.messages.lag", value, AtomicLong::get)
                    .description("messages that are on a topic and were not handled by the group yet")
                    .tag("group", group)
                    .tag("topic", topic)
                    .register(meters);
            return value;
        });
    }

    @Override
    public void close() {
        closing = true;
        thread.interrupt();
        admin.close(java.time.Duration.ZERO);
    }
}
