package monkey.jobs.transport;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.sql.SQLException;
import java.sql.SQLTransientConnectionException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.BooleanSupplier;
import java.util.stream.IntStream;
import monkey.dataset.Dataset;
import monkey.dataset.testing.PostgresExtension;
import monkey.jobs.messages.Envelope;
import monkey.jobs.messages.MessageException;
import monkey.jobs.messages.MessageHandler;
import monkey.jobs.messages.MessageType;
import monkey.jobs.messages.MissingPackage;
import monkey.jobs.messages.MissingVersion;
import monkey.jobs.messages.Outgoing;
import monkey.jobs.messages.UnresolvedPackage;
import monkey.jobs.testing.SharedBroker;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.AlterConfigOp;
import org.apache.kafka.clients.admin.ConfigEntry;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.producer.Callback;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.clients.producer.ProducerConfig;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.clients.producer.RecordMetadata;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.config.ConfigResource;
import org.apache.kafka.common.config.TopicConfig;
import org.jdbi.v3.core.JdbiException;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** From the outbox over a real broker to a handler, on a real database. */
@ExtendWith({PostgresExtension.class, SharedBroker.class})
class TransportTest {
    private final SimpleMeterRegistry meters = new SimpleMeterRegistry();
    private final Traffic traffic = new Traffic(meters);
    private final List<AutoCloseable> started = new ArrayList<>();
    private final List<Envelope<?>> handled = Collections.synchronizedList(new ArrayList<>());
    private Dataset dataset;
    private Kafka kafka;

    @BeforeEach
    void open(Dataset database, Kafka broker) {
        dataset = database;
        kafka = broker;
    }

    @AfterEach
    void close() throws Exception {
        Collections.reverse(started);
        for (AutoCloseable one : started) {
            one.close();
        }
    }

    @Test
    void what_is_written_with_a_fact_reaches_its_handler_with_all_that_is_said_about_it() {
        Envelope<UnresolvedPackage> sent = Envelope.first(
                        new UnresolvedPackage("Flask", Optional.empty(), Optional.of("1.0"), Optional.empty()), "run-1")
                .withHints(Map.of("specifiers", ">=1,<2"));
        Envelope<MissingPackage> effect = sent.causes(new MissingPackage("flask", "index"));
        dataset.inTransaction(transaction -> {
            Outgoing.write(transaction, List.of(sent, effect));
            return null;
        });
        relay();
        consume(Subscription.of("role")
                .handling(UnresolvedPackage.class, remember())
                .handling(MissingPackage.class, remember()));

        await(2);

        assertThat(handled.stream().map(TransportTest::withoutPlace))
                .containsExactlyInAnyOrder(withoutPlace(sent), withoutPlace(effect));
        assertThat(effect.correlationId()).isEqualTo("run-1");
        assertThat(effect.causeId()).contains(sent.id());
        assertThat(dataset.outbox().countWaiting()).isZero();
    }

    @Test
    void messages_of_a_key_are_handled_once_and_in_order_however_often_they_are_delivered() throws Exception {
        List<Envelope<MissingVersion>> sent = IntStream.range(0, 600)
                .mapToObj(i -> Envelope.first(new MissingVersion("package-" + i % 7, "" + i, "index"), "c"))
                .toList();
        relay();
        consume(Subscription.of("role").handling(MissingVersion.class, remember()));
        Outgoing.write(dataset.outbox(), sent);
        await(600);
        Outgoing.write(dataset.outbox(), List.of()); // nothing is nothing

        deliverAgain(MessageType.MISSING_VERSION);
        Outgoing.write(dataset.outbox(), List.of(Envelope.first(new MissingVersion("last", "1", "index"), "c")));
        await(601);

        Map<String, List<Integer>> versions = new ConcurrentHashMap<>();
        for (Envelope<?> envelope : handled) {
            MissingVersion message = (MissingVersion) envelope.message();
            versions.computeIfAbsent(message.packageName(), key -> new ArrayList<>())
                    .add(Integer.valueOf(message.packageVersion()));
        }
        versions.values().forEach(list -> assertThat(list).isSorted().doesNotHaveDuplicates());
        await(() -> counted("processed") >= 601, "601 are counted, which is after they are handled");
        assertThat(counted("processed")).isEqualTo(601);
    }

    @Test
    void what_cannot_be_handled_becomes_a_dead_letter_with_its_reason_and_keeps_nobody_waiting() throws Exception {
        consume(Subscription.of("role").handling(UnresolvedPackage.class, (message, transaction) -> {
            switch (message.message().packageName()) {
                case "unwelcome" -> throw new MessageException("no index is called that");
                case "mistake" -> throw new IllegalStateException("a mistake of ours");
                case "refused" -> transaction.execute("insert into no_such_table values (1)");
                default -> handled.add(message);
            }
        }));
        send(MessageType.UNRESOLVED_PACKAGE, "flask", new byte[] {(byte) 0xff, 0, 1});
        send(
                MessageType.UNRESOLVED_PACKAGE,
                null,
                "{\"package_name\": \"flask\", \"version\": \"v7\"}".getBytes(UTF_8));
        send(MessageType.UNRESOLVED_PACKAGE, "flask", null);
        for (String name : List.of("unwelcome", "mistake", "refused", "good")) {
            send(MessageType.UNRESOLVED_PACKAGE, name, ("{\"package_name\": \"" + name + "\"}").getBytes(UTF_8));
        }

        List<ConsumerRecord<byte[], byte[]>> letters =
                read(kafka.topics().deadLetters(MessageType.UNRESOLVED_PACKAGE), 6);
        await(1);

        assertThat(letters.stream()
                        .map(letter -> Wire.last(letter.headers(), DeadLetters.REASON)
                                .orElseThrow()
                                .lines()
                                .findFirst()
                                .orElseThrow()
                                .replaceFirst(" \\[statement.*", "")))
                .containsExactlyInAnyOrder(
                        "the bytes are not UTF-8",
                        "version 'v7' of UnresolvedPackage is not understood; v1 is",
                        "it has no content",
                        "no index is called that",
                        "IllegalStateException: a mistake of ours",
                        "UnableToExecuteStatementException: org.postgresql.util.PSQLException: ERROR: relation \"no_such_table\" does not exist");
        ConsumerRecord<byte[], byte[]> garbage = letters.stream()
                .filter(letter -> letter.value() != null && letter.value().length == 3)
                .findFirst()
                .orElseThrow();
        assertThat(garbage.value()).containsExactly(0xff, 0, 1);
        assertThat(garbage.key()).isEqualTo("flask".getBytes(UTF_8));
        assertThat(Wire.last(garbage.headers(), DeadLetters.TOPIC))
                .contains(kafka.topics().name(MessageType.UNRESOLVED_PACKAGE));
        assertThat(Wire.last(garbage.headers(), DeadLetters.STACK_TRACE).orElseThrow())
                .contains("MessageException");
    }

    @Test
    void a_trouble_that_passes_is_waited_for_and_nothing_overtakes() {
        AtomicInteger attempts = new AtomicInteger();
        relay();
        consume(Subscription.of("role").handling(MissingVersion.class, (message, transaction) -> {
            if (message.message().packageVersion().equals("1") && attempts.incrementAndGet() <= 4) {
                throw new JdbiException(
                        "the database is away", new SQLTransientConnectionException("no connection")) {};
            }
            handled.add(message);
            transaction.execute("select 1");
        }));
        Outgoing.write(
                dataset.outbox(),
                IntStream.range(0, 3)
                        .mapToObj(i -> Envelope.first(new MissingVersion("flask", "" + i, "index"), "c"))
                        .toList());

        // In an attempt that is rolled back a neighbour may be seen that is seen again when it counts: the last says
        // when to look.
        await(() -> versions().contains("2"), "version 2 is handled");

        assertThat(attempts).hasValue(5);
        assertThat(versions()).endsWith("1", "2");
        assertThat(counted("retried")).isPositive();
    }

    @Test
    void a_trouble_is_told_while_it_lasts_and_no_longer() {
        AtomicBoolean away = new AtomicBoolean(true);
        Consumers consumers = consume(Subscription.of("role").handling(MissingPackage.class, (message, transaction) -> {
            if (away.get()) {
                throw new JdbiException("no room", new SQLException("disk full", "53100")) {};
            }
            handled.add(message);
        }));
        assertThat(consumers.trouble()).isEmpty();
        relay();
        Outgoing.write(dataset.outbox(), List.of(Envelope.first(new MissingPackage("flask", "index"), "c")));

        await(() -> !consumers.trouble().isEmpty(), "it tells of the trouble");
        assertThat(consumers.trouble()).isEqualTo("role tries again and again: no room");

        away.set(false);
        await(1);
        await(() -> consumers.trouble().isEmpty(), "it tells of none");
    }

    @Test
    void while_too_much_work_is_open_no_more_is_taken_on() throws Exception {
        AtomicLong open = new AtomicLong(Long.MAX_VALUE);
        AtomicInteger looks = new AtomicInteger();
        relay();
        consume(Subscription.of("role")
                .handling(MissingPackage.class, remember())
                .limitedBy(() -> {
                    looks.incrementAndGet();
                    return open.get();
                }));
        await(() -> looks.get() >= 2, "it has looked and rests");
        Outgoing.write(dataset.outbox(), List.of(Envelope.first(new MissingPackage("flask", "index"), "c")));
        read(kafka.topics().name(MessageType.MISSING_PACKAGE), 1);
        Thread.sleep(500);
        assertThat(handled).isEmpty();

        open.set(0);

        await(1);
    }

    @Test
    void each_role_gets_every_message() {
        relay();
        consume(Subscription.of("one").handling(MissingPackage.class, remember()));
        consume(Subscription.of("other").handling(MissingPackage.class, remember()));
        Outgoing.write(dataset.outbox(), List.of(Envelope.first(new MissingPackage("flask", "index"), "c")));

        await(2);
    }

    @Test
    void nothing_overtakes_a_record_that_the_broker_refuses_after_it_was_sent() throws Exception {
        String topic = kafka.topics().name(MessageType.MISSING_VERSION);
        try (Admin admin = kafka.admin()) {
            ConfigEntry sendersClock = new ConfigEntry(TopicConfig.MESSAGE_TIMESTAMP_TYPE_CONFIG, "CreateTime");
            admin.incrementalAlterConfigs(Map.of(
                            new ConfigResource(ConfigResource.Type.TOPIC, topic),
                            List.of(new AlterConfigOp(sendersClock, AlterConfigOp.OpType.SET))))
                    .all()
                    .get();
        }
        Outgoing.write(
                dataset.outbox(),
                IntStream.range(0, 100)
                        .mapToObj(i -> Envelope.first(new MissingVersion("flask", "" + i, "index"), "c"))
                        .toList());
        Map<String, Object> oneRecordABatch = new HashMap<>(kafka.producerProperties());
        oneRecordABatch.put(ProducerConfig.BATCH_SIZE_CONFIG, 0);
        Relay relay = new Relay(dataset.outbox(), kafka, traffic);

        try (Producer<byte[], byte[]> clockAhead = new KafkaProducer<>(oneRecordABatch) {
            private int sent;

            @Override
            public Future<RecordMetadata> send(ProducerRecord<byte[], byte[]> record, Callback callback) {
                long ahead = sent++ == 3 ? Duration.ofDays(1).toMillis() : 0;
                return super.send(
                        new ProducerRecord<>(
                                record.topic(),
                                null,
                                System.currentTimeMillis() + ahead,
                                record.key(),
                                record.value(),
                                record.headers()),
                        callback);
            }
        }) {
            assertThatThrownBy(() -> relay.publish(clockAhead, dataset.outbox().waiting(100)))
                    .hasMessageContaining("imestamp");
        }
        assertThat(dataset.outbox().countWaiting()).isEqualTo(97);
        try (Producer<byte[], byte[]> producer = kafka.producer()) {
            relay.publish(producer, dataset.outbox().waiting(100));
        }

        consume(Subscription.of("role").handling(MissingVersion.class, remember()));
        await(100);
        assertThat(versions())
                .isEqualTo(IntStream.range(0, 100).mapToObj(String::valueOf).toList());
    }

    private <M extends monkey.jobs.messages.Message> MessageHandler<M> remember() {
        return (message, transaction) -> handled.add(message);
    }

    private void relay() {
        started.add(Relay.start(dataset.outbox(), kafka, traffic));
    }

    private Consumers consume(Subscription subscription) {
        Consumers consumers = Consumers.start(dataset, kafka, traffic, List.of(subscription));
        started.add(consumers);
        return consumers;
    }

    private double counted(String what) {
        return meters.get("monkey.messages." + what)
                .tag("type", "MissingVersion")
                .counter()
                .count();
    }

    private List<String> versions() {
        return List.copyOf(handled).stream()
                .map(envelope -> ((MissingVersion) envelope.message()).packageVersion())
                .toList();
    }

    private void await(int messages) {
        await(() -> handled.size() >= messages, messages + " are handled");
    }

    private void await(BooleanSupplier condition, String what) {
        long deadline = System.nanoTime() + Duration.ofMinutes(3).toNanos();
        while (!condition.getAsBoolean()) {
            assertThat(System.nanoTime())
                    .as("waited until %s, so far %s", what, handled)
                    .isLessThan(deadline);
            pause();
        }
    }

    private static void pause() {
        try {
            Thread.sleep(20);
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }

    private void send(MessageType type, String key, byte[] value) throws Exception {
        try (Producer<byte[], byte[]> producer = kafka.producer()) {
            producer.send(new ProducerRecord<>(
                            kafka.topics().name(type), key == null ? null : key.getBytes(UTF_8), value))
                    .get();
        }
    }

    /** All of a topic a second time, as after offsets were lost. */
    private void deliverAgain(MessageType type) throws Exception {
        try (Producer<byte[], byte[]> producer = kafka.producer()) {
            for (ConsumerRecord<byte[], byte[]> record : read(kafka.topics().name(type), 600)) {
                producer.send(
                        new ProducerRecord<>(record.topic(), null, record.key(), record.value(), record.headers()));
            }
        }
    }

    private List<ConsumerRecord<byte[], byte[]>> read(String topic, int count) {
        List<ConsumerRecord<byte[], byte[]>> records = new ArrayList<>();
        try (KafkaConsumer<byte[], byte[]> reader = kafka.reader()) {
            List<TopicPartition> partitions = reader.partitionsFor(topic).stream()
                    .map(info -> new TopicPartition(topic, info.partition()))
                    .toList();
            reader.assign(partitions);
            reader.seekToBeginning(partitions);
            long deadline = System.nanoTime() + Duration.ofMinutes(3).toNanos();
            while (records.size() < count && System.nanoTime() < deadline) {
                reader.poll(Duration.ofMillis(200)).forEach(records::add);
            }
        }
        assertThat(records).hasSizeGreaterThanOrEqualTo(count);
        return records;
    }

    private static List<Object> withoutPlace(Envelope<?> envelope) {
        return List.of(
                envelope.id(),
                envelope.correlationId(),
                envelope.causeId().map(UUID::toString).orElse(""),
                envelope.writtenAt(),
                envelope.hints(),
                envelope.message());
    }
}
