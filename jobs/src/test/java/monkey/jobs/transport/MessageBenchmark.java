package monkey.jobs.transport;

import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.lang.management.ManagementFactory;
import java.lang.management.MemoryPoolMXBean;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.LongConsumer;
import java.util.stream.IntStream;
import monkey.dataset.Dataset;
import monkey.dataset.message.WrittenMessage;
import monkey.jobs.investigate.KnownVersions;
import monkey.jobs.messages.Envelope;
import monkey.jobs.messages.Message;
import monkey.jobs.messages.MessageCodec;
import monkey.jobs.messages.MessageHandler;
import monkey.jobs.messages.MessageType;
import monkey.jobs.messages.MissingVersion;
import monkey.jobs.messages.Outgoing;
import monkey.jobs.messages.UnresolvedPackage;
import monkey.jobs.services.BrokerLease;
import monkey.jobs.services.Lease;
import monkey.jobs.services.Services;
import org.apache.kafka.clients.producer.Producer;
import org.postgresql.ds.PGSimpleDataSource;
import org.springframework.kafka.core.DefaultKafkaConsumerFactory;
import org.springframework.kafka.listener.BatchMessageListener;
import org.springframework.kafka.listener.ConcurrentMessageListenerContainer;
import org.springframework.kafka.listener.ContainerProperties;

/**
 * Messages a second, of one run on one broker: a plain spring-kafka listener that does nothing (the peer), a handler that does
 * nothing, messages that were all handled before, the investigator's handlers of messages that ask for what is solved already,
 * for what is gone, for what is still to be solved, and of those that set a flag; then how a backlog drains, relay and handler together, and what memory that takes. Arguments: MESSAGES BACKLOG.
 */
final class MessageBenchmark {
    private static final int PACKAGES = 997;

    private final Dataset dataset;
    private final Kafka kafka;
    private final List<WrittenMessage> asking = new ArrayList<>();
    private final List<WrittenMessage> sent = new ArrayList<>();
    private MessageHandler<MissingVersion> flagging;

    private MessageBenchmark(Dataset dataset, Kafka kafka) {
        this.dataset = dataset;
        this.kafka = kafka;
    }

    public static void main(String[] arguments) throws Exception {
        int messages = Integer.parseInt(arguments[0]);
        int backlog = Integer.parseInt(arguments[1]);
        Path home = Files.createTempDirectory("monkey-benchmark");
        Services services = Services.of(home);
        try (Lease lease = services.acquire();
                BrokerLease broker = services.acquireBroker();
                com.zaxxer.hikari.HikariDataSource pool = new com.zaxxer.hikari.HikariDataSource()) {
            PGSimpleDataSource source = new PGSimpleDataSource();
            source.setURL(lease.url() + "?user=" + lease.user() + "&password=" + lease.password());
            pool.setDataSource(source);
            MessageBenchmark benchmark = new MessageBenchmark(
                    Dataset.open(pool), Kafka.at(broker.bootstrapServers(), MessageSettings.defaults()));
            benchmark.run(messages, backlog);
        }
        new ProcessBuilder("rm", "-rf", home.toString()).start().waitFor();
        System.exit(0);
    }

    @SuppressWarnings("unchecked") // the handler of a type is of the record of that type
    private void run(int messages, int backlog) throws Exception {
        kafka.topics().make();
        Map<MessageType, MessageHandler<?>> handlers = KnownVersions.write(dataset, PACKAGES, messages / PACKAGES + 1);
        this.flagging = (MessageHandler<MissingVersion>) handlers.get(MessageType.MISSING_VERSION);
        MessageHandler<UnresolvedPackage> unresolved =
                (MessageHandler<UnresolvedPackage>) handlers.get(MessageType.UNRESOLVED_PACKAGE);
        System.out.println("what, messages, seconds, messages/s");
        fill(messages);
        for (int round = 0; round < 2; round++) { // the first warms up
            plain("plain listener, does nothing" + warming(round), messages);
            handler(
                    "handler that does nothing" + warming(round),
                    Subscription.of("nothing" + round).handling(MissingVersion.class, (message, transaction) -> {}),
                    messages);
            change("update package_version set missing = false");
            handler(
                    "asked for and solved already" + warming(round),
                    Subscription.of("solved" + round).handling(UnresolvedPackage.class, unresolved),
                    messages);
            handler(
                    "flag set" + warming(round),
                    Subscription.of("flag" + round).handling(MissingVersion.class, flagging),
                    messages);
        }
        handler(
                "asked for, on a page that lists it no longer",
                Subscription.of("gone").handling(UnresolvedPackage.class, unresolved),
                messages);
        change("update package_version set missing = false");
        change("delete from solve");
        handler(
                "asked for and not solved yet",
                Subscription.of("unsolved").handling(UnresolvedPackage.class, unresolved),
                messages);
        send(sent);
        handler(
                "duplicates (half of twice as many)",
                Subscription.of("duplicates").handling(MissingVersion.class, (message, transaction) -> {}),
                2 * messages);
        drain(backlog);
    }

    private void change(String statement) {
        dataset.inTransaction(transaction -> transaction.execute(statement));
    }

    private static String warming(int round) {
        return round == 0 ? " (cold)" : "";
    }

    private void fill(int messages) {
        for (int i = 0; i < messages; i++) {
            String name = "package-" + i % PACKAGES;
            String version = i / PACKAGES + ".0";
            sent.add(written(new MissingVersion(name, version, KnownVersions.INDEX)));
            asking.add(written(new UnresolvedPackage(
                    name, Optional.of(KnownVersions.INDEX), Optional.of(version), Optional.empty())));
        }
        send(asking);
        send(sent);
    }

    private static WrittenMessage written(Message message) {
        return new WrittenMessage(
                UUID.randomUUID(),
                message.type().baseName(),
                message.key(),
                MessageCodec.write(message),
                Map.of(),
                "benchmark",
                null,
                Instant.now());
    }

    private void send(List<WrittenMessage> messages) {
        try (Producer<byte[], byte[]> producer = kafka.producer()) {
            messages.forEach(message -> producer.send(Wire.record(kafka.topics().name(message.topic()), message)));
        }
    }

    private void plain(String what, int messages) throws InterruptedException {
        AtomicLong seen = new AtomicLong();
        ContainerProperties properties = new ContainerProperties(kafka.topics().name(MessageType.MISSING_VERSION));
        properties.setMessageListener((BatchMessageListener<byte[], byte[]>) records -> seen.addAndGet(records.size()));
        ConcurrentMessageListenerContainer<byte[], byte[]> container = new ConcurrentMessageListenerContainer<>(
                new DefaultKafkaConsumerFactory<>(kafka.consumerProperties(what)), properties);
        container.setConcurrency(kafka.settings().concurrency());
        long start = System.nanoTime();
        container.start();
        await(seen, messages);
        report(what, messages, start);
        container.stop();
    }

    private void handler(String what, Subscription subscription, int messages) throws InterruptedException {
        SimpleMeterRegistry meters = new SimpleMeterRegistry();
        long start = System.nanoTime();
        try (Consumers consumers = Consumers.start(dataset, kafka, new Traffic(meters), List.of(subscription))) {
            awaitCount(meters, messages, done -> {});
            report(what, messages, start);
        }
    }

    /** From the outbox through broker and handler, while the rate of each fifth is told. */
    private void drain(int backlog) throws InterruptedException {
        IntStream.range(0, backlog / 1_000)
                .forEach(thousand -> Outgoing.write(
                        dataset.outbox(),
                        IntStream.range(0, 1_000)
                                .mapToObj(i -> Envelope.first(
                                        new MissingVersion(
                                                "package-" + i % PACKAGES, thousand % 10 + ".0", KnownVersions.INDEX),
                                        "backlog"))
                                .toList()));
        SimpleMeterRegistry meters = new SimpleMeterRegistry();
        Traffic traffic = new Traffic(meters);
        resetPeaks();
        long start = System.nanoTime();
        long[] fifth = {start, 0};
        try (Relay relay = Relay.start(dataset.outbox(), kafka, traffic);
                Consumers consumers = Consumers.start(
                        dataset,
                        kafka,
                        traffic,
                        List.of(Subscription.of("backlog").handling(MissingVersion.class, flagging)))) {
            long before = sent.size() * 2L;
            awaitCount(meters, backlog + before, done -> {
                long drained = done - before;
                if (drained >= (fifth[1] + 1) * backlog / 5) {
                    fifth[1]++;
                    report(
                            "backlog, fifth " + fifth[1] + ", heap used " + usedMebibytes() + " MiB",
                            backlog / 5,
                            fifth[0]);
                    fifth[0] = System.nanoTime();
                }
            });
            report("backlog of " + backlog + ", outbox to handler", backlog, start);
        }
    }

    private static void resetPeaks() {
        System.gc();
        ManagementFactory.getMemoryPoolMXBeans().forEach(MemoryPoolMXBean::resetPeakUsage);
    }

    private static long usedMebibytes() {
        System.gc();
        return ManagementFactory.getMemoryMXBean().getHeapMemoryUsage().getUsed() >> 20;
    }

    private static void awaitCount(SimpleMeterRegistry meters, long messages, LongConsumer progress)
            throws InterruptedException {
        double done = 0;
        while (done < messages) {
            Thread.sleep(10);
            done = meters.find("monkey.messages.processed").counters().stream()
                            .mapToDouble(counter -> counter.count())
                            .sum()
                    + meters.find("monkey.messages.duplicates").counters().stream()
                            .mapToDouble(counter -> counter.count())
                            .sum();
            progress.accept((long) done);
        }
    }

    private static void await(AtomicLong seen, long messages) throws InterruptedException {
        while (seen.get() < messages) {
            Thread.sleep(10);
        }
    }

    private static void report(String what, long messages, long start) {
        double seconds = (System.nanoTime() - start) / 1e9;
        System.out.printf("%s, %d, %.2f, %.0f%n", what, messages, seconds, messages / seconds);
    }
}
