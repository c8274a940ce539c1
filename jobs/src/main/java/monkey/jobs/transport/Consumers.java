package monkey.jobs.transport;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import monkey.dataset.Dataset;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.springframework.kafka.KafkaException;
import org.springframework.kafka.core.DefaultKafkaConsumerFactory;
import org.springframework.kafka.listener.ConcurrentMessageListenerContainer;
import org.springframework.kafka.listener.ContainerProperties;
import org.springframework.kafka.listener.DefaultErrorHandler;
import org.springframework.kafka.listener.MessageListenerContainer;
import org.springframework.util.backoff.ExponentialBackOff;

/**
 * Consumers of messages, running until they are closed: a group for each role, of some threads in this process and as many in
 * others as there are partitions. Nothing ever halts them: what cannot be handled is put aside, what fails for now is tried
 * again.
 */
public final class Consumers implements AutoCloseable {
    private static final long FIRST_REST_MILLISECONDS = 200;
    private static final long SETTLE_MILLISECONDS = 100;
    private static final long LOOK_MILLISECONDS = 1_000;
    private static final long LONGEST_STOP_SECONDS = 20;

    private final List<Group> groups = new ArrayList<>();
    private final DeadLetters deadLetters;
    private final ScheduledExecutorService clock = Executors.newSingleThreadScheduledExecutor(runnable -> {
        Thread thread = new Thread(runnable, "consumers-clock");
        thread.setDaemon(true);
        return thread;
    });

    private record Group(String name, ConcurrentMessageListenerContainer<byte[], byte[]> container, Retries retries) {}

    private Consumers(Dataset dataset, Kafka kafka, Traffic traffic) {
        this.deadLetters = new DeadLetters(dataset, kafka, traffic);
    }

    /**
     * Starts consumers; the topics must be there ({@link Topics#make}).
     *
     * @throws TransportException if Kafka does not allow this user to
     */
    public static Consumers start(Dataset dataset, Kafka kafka, Traffic traffic, List<Subscription> subscriptions) {
        subscriptions.forEach(subscription -> kafka.requireGroup(group(kafka.settings(), subscription.role())));
        Consumers consumers = new Consumers(dataset, kafka, traffic);
        for (Subscription subscription : subscriptions) {
            consumers.add(subscription, dataset, kafka, traffic);
        }
        consumers.clock.scheduleWithFixedDelay(
                () -> consumers.groups.forEach(group -> group.retries().settle(group.container())),
                SETTLE_MILLISECONDS,
                SETTLE_MILLISECONDS,
                TimeUnit.MILLISECONDS);
        consumers.clock.scheduleWithFixedDelay(
                () -> consumers.groups.forEach(group -> group.retries().look(group.container())),
                0,
                LOOK_MILLISECONDS,
                TimeUnit.MILLISECONDS);
        return consumers;
    }

    /** The group of a role in Kafka. */
    public static String group(MessageSettings settings, String role) {
        return (settings.prefix().isEmpty() ? "" : settings.prefix() + ".") + "monkey." + role;
    }

    private void add(Subscription subscription, Dataset dataset, Kafka kafka, Traffic traffic) {
        Topics topics = kafka.topics();
        MessageSettings settings = kafka.settings();
        String name = group(settings, subscription.role());
        ContainerProperties properties = new ContainerProperties(
                subscription.handlers().keySet().stream().map(topics::name).toArray(String[]::new));
        properties.setMessageListener(new Handling(subscription, dataset, topics, deadLetters, traffic));
        properties.setAckMode(ContainerProperties.AckMode.BATCH);
        properties.setFixTxOffsets(true); // the mark that ends a transaction of others is not a message that waits
        properties.setMissingTopicsFatal(false);
        properties.setAuthExceptionRetryInterval(java.time.Duration.ofSeconds(10));
        properties.setLogContainerConfig(false);
        Retries retries =
                new Retries(subscription.role(), subscription.openWork().orElse(() -> 0), settings.pendingLimit());
        ConcurrentMessageListenerContainer<byte[], byte[]> container = new ConcurrentMessageListenerContainer<>(
                new DefaultKafkaConsumerFactory<>(kafka.consumerProperties(group(settings, subscription.role()))),
                properties);
        container.setBeanName(subscription.role());
        container.setConcurrency(settings.concurrency());
        container.setCommonErrorHandler(errorHandler(subscription, topics, retries, settings, traffic));
        container.start();
        groups.add(new Group(name, container, retries));
    }

    private DefaultErrorHandler errorHandler(
            Subscription subscription, Topics topics, Retries retries, MessageSettings settings, Traffic traffic) {
        DefaultErrorHandler handler = new DefaultErrorHandler(
                (record, problem) -> deadLetters.put(
                        subscription.role(), Delivery.of(bytes(record), topics), Trouble.rootOf(problem)),
                patient(settings),
                retries);
        handler.setBackOffFunction((record, problem) ->
                Trouble.of(problem.getCause()) == Trouble.CONTENTION ? limited(settings) : patient(settings));
        handler.setRetryListeners((record, problem, attempt) ->
                topics.type(record.topic()).ifPresent(type -> traffic.retried(type.title())));
        handler.setLogLevel(KafkaException.Level.DEBUG); // who failed has said so already
        return handler;
    }

    /** For what all messages wait for: as long as it takes. */
    private static ExponentialBackOff patient(MessageSettings settings) {
        ExponentialBackOff backOff = new ExponentialBackOff(FIRST_REST_MILLISECONDS, 2);
        backOff.setMaxInterval(settings.longestBackoff().toMillis());
        return backOff;
    }

    /** For what others may be to blame for, or not. */
    private static ExponentialBackOff limited(MessageSettings settings) {
        ExponentialBackOff backOff = patient(settings);
        backOff.setMaxAttempts(settings.attempts());
        return backOff;
    }

    @SuppressWarnings("unchecked")
    private static ConsumerRecord<byte[], byte[]> bytes(ConsumerRecord<?, ?> record) {
        return (ConsumerRecord<byte[], byte[]>) record;
    }

    private boolean running() {
        return groups.stream()
                .allMatch(group -> group.container().isRunning()
                        && group.container().getContainers().stream().allMatch(MessageListenerContainer::isRunning));
    }

    /** What keeps messages from being handled, in words; empty when nothing does. */
    public String trouble() {
        if (!running()) {
            return "not all of them run";
        }
        return groups.stream()
                .map(group -> group.retries().trouble())
                .filter(words -> !words.isEmpty())
                .collect(Collectors.joining("; "));
    }

    /** The groups in Kafka. */
    public List<String> groups() {
        return groups.stream().map(Group::name).toList();
    }

    /** Returns when what was being handled is. */
    @Override
    public void close() {
        clock.shutdownNow();
        CountDownLatch stopped = new CountDownLatch(groups.size());
        groups.forEach(group -> group.container().stop(stopped::countDown));
        try {
            stopped.await(LONGEST_STOP_SECONDS, TimeUnit.SECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        deadLetters.close();
    }
}
