package monkey.jobs.transport;

import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import monkey.jobs.services.BrokerLease;
import monkey.jobs.services.Services;
import monkey.jobs.workbench.Configuration;
import org.apache.kafka.clients.CommonClientConfigs;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.clients.producer.ProducerConfig;
import org.apache.kafka.common.errors.AuthorizationException;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.springframework.boot.context.properties.bind.Binder;
import org.springframework.boot.context.properties.source.ConfigurationPropertySources;
import org.springframework.boot.kafka.autoconfigure.KafkaProperties;
import org.springframework.core.env.Environment;

/**
 * Kafka while a command uses it: the user's own, as {@code spring.kafka.*} says (addresses, TLS, SASL and all else), or the
 * broker of the home folder. Safe for several threads.
 */
public final class Kafka implements AutoCloseable {
    private static final String BOOTSTRAP_SERVERS = "spring.kafka.bootstrap-servers";

    private static final long ANSWER_SECONDS = 15;

    private final KafkaProperties properties;
    private final MessageSettings settings;
    private final Optional<BrokerLease> lease;

    private Kafka(KafkaProperties properties, MessageSettings settings, Optional<BrokerLease> lease) {
        this.properties = properties;
        this.settings = settings;
        this.lease = lease;
    }

    /**
     * Starts a broker where none is configured and none runs. Nothing is asked of it yet.
     *
     * @throws monkey.jobs.services.ServicesException if none can be started
     */
    public static Kafka open(Path home) {
        Environment environment = environment(home);
        KafkaProperties properties = Binder.get(environment).bindOrCreate("spring.kafka", KafkaProperties.class);
        MessageSettings settings = MessageSettings.from(environment);
        if (configured(environment).isPresent()) {
            return new Kafka(properties, settings, Optional.empty());
        }
        BrokerLease lease = Services.of(home).acquireBroker();
        properties.setBootstrapServers(List.of(lease.bootstrapServers()));
        return new Kafka(properties, settings, Optional.of(lease));
    }

    /** A broker at a known address, without security; for tests and measurements. */
    public static Kafka at(String bootstrapServers, MessageSettings settings) {
        KafkaProperties properties = new KafkaProperties();
        properties.setBootstrapServers(List.of(bootstrapServers));
        return new Kafka(properties, settings, Optional.empty());
    }

    /** The addresses of a Kafka that the user has; empty where none is configured: then a broker is started. */
    public static Optional<String> configured(Path home) {
        return configured(environment(home));
    }

    private static Optional<String> configured(Environment environment) {
        return Optional.ofNullable(Binder.get(environment)
                        .bind(BOOTSTRAP_SERVERS, String.class)
                        .orElse(null))
                .filter(servers -> !servers.isBlank());
    }

    private static Environment environment(Path home) {
        Environment environment = Configuration.of(home);
        ConfigurationPropertySources.attach(environment);
        return environment;
    }

    public MessageSettings settings() {
        return settings;
    }

    public Topics topics() {
        return new Topics(this, settings);
    }

    /** Where clients connect first. */
    public String bootstrapServers() {
        return String.join(",", properties.getBootstrapServers());
    }

    /**
     * Asks how many brokers there are.
     *
     * @throws TransportException if none answers
     */
    public int countBrokers() {
        try (Admin admin = admin()) {
            return admin.describeCluster()
                    .nodes()
                    .get(ANSWER_SECONDS, TimeUnit.SECONDS)
                    .size();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new TransportException("interrupted", e);
        } catch (ExecutionException | TimeoutException e) {
            throw TransportException.of("Kafka at " + bootstrapServers() + " does not answer", e);
        }
    }

    /**
     * Has it said at once, and in words, where this user may not be of a group: its consumers would try for ever.
     *
     * @throws TransportException if so
     */
    void requireGroup(String group) {
        try (Admin admin = admin()) {
            admin.listConsumerGroupOffsets(group)
                    .partitionsToOffsetAndMetadata()
                    .get(ANSWER_SECONDS, TimeUnit.SECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new TransportException("interrupted", e);
        } catch (ExecutionException | TimeoutException e) {
            if (e.getCause() instanceof AuthorizationException) {
                throw TransportException.of("cannot take messages from " + bootstrapServers(), e);
            }
            // A group that is not there yet, or a broker that is busy: the consumers see to it.
        }
    }

    Map<String, Object> adminProperties() {
        Map<String, Object> all = properties.buildAdminProperties();
        all.putIfAbsent(CommonClientConfigs.RECONNECT_BACKOFF_MAX_MS_CONFIG, 1_000);
        return all;
    }

    Admin admin() {
        return Admin.create(adminProperties());
    }

    /**
     * That in which nothing is lost and nothing overtakes: it waits for the broker as long as that is away.
     *
     * <p>One request at a time, although the producer is idempotent. With several, a partition that has just been made can
     * refuse the first batch (no leader yet) and take the second: a producer it knows nothing of may begin with any number.
     * The first then comes after it, or is refused for ever as out of order. The relay sends by hundreds and waits for each
     * answer anyway, so there is nothing to gain from a second request.
     */
    Map<String, Object> producerProperties() {
        Map<String, Object> all = new HashMap<>();
        all.put(ProducerConfig.LINGER_MS_CONFIG, 5);
        all.put(ProducerConfig.COMPRESSION_TYPE_CONFIG, "lz4");
        // What others have sent compressed may be larger; what is too large is for the broker to say, which sees it
        // compressed.
        all.put(ProducerConfig.MAX_REQUEST_SIZE_CONFIG, 16 << 20);
        all.put(ProducerConfig.MAX_BLOCK_MS_CONFIG, 10_000);
        all.put(CommonClientConfigs.RECONNECT_BACKOFF_MAX_MS_CONFIG, 1_000);
        all.putAll(properties.buildProducerProperties());
        all.put(ProducerConfig.ACKS_CONFIG, "all");
        all.put(ProducerConfig.ENABLE_IDEMPOTENCE_CONFIG, true);
        all.put(ProducerConfig.MAX_IN_FLIGHT_REQUESTS_PER_CONNECTION, 1);
        all.put(ProducerConfig.DELIVERY_TIMEOUT_MS_CONFIG, Integer.MAX_VALUE);
        all.put(ProducerConfig.KEY_SERIALIZER_CLASS_CONFIG, ByteArraySerializer.class);
        all.put(ProducerConfig.VALUE_SERIALIZER_CLASS_CONFIG, ByteArraySerializer.class);
        return all;
    }

    Producer<byte[], byte[]> producer() {
        return new KafkaProducer<>(producerProperties());
    }

    /** That of a group, which begins with the oldest message there is and notes itself how far it has come. */
    Map<String, Object> consumerProperties(String group) {
        Map<String, Object> all = new HashMap<>();
        // Whoever was killed is missed soon; the defaults are for clusters of many.
        all.put(ConsumerConfig.SESSION_TIMEOUT_MS_CONFIG, 10_000);
        all.put(ConsumerConfig.HEARTBEAT_INTERVAL_MS_CONFIG, 2_000);
        all.put(ConsumerConfig.MAX_POLL_RECORDS_CONFIG, settings.batch());
        all.put(CommonClientConfigs.RECONNECT_BACKOFF_MAX_MS_CONFIG, 1_000);
        all.putAll(properties.buildConsumerProperties());
        all.put(ConsumerConfig.GROUP_ID_CONFIG, group);
        all.put(ConsumerConfig.AUTO_OFFSET_RESET_CONFIG, "earliest");
        all.put(ConsumerConfig.ENABLE_AUTO_COMMIT_CONFIG, false);
        all.put(ConsumerConfig.ISOLATION_LEVEL_CONFIG, "read_committed"); // what was taken back was never said
        all.put(ConsumerConfig.KEY_DESERIALIZER_CLASS_CONFIG, ByteArrayDeserializer.class);
        all.put(ConsumerConfig.VALUE_DESERIALIZER_CLASS_CONFIG, ByteArrayDeserializer.class);
        return all;
    }

    /** A consumer that reads what it is told to, and belongs to no group. */
    KafkaConsumer<byte[], byte[]> reader() {
        Map<String, Object> all = consumerProperties("none");
        all.remove(ConsumerConfig.GROUP_ID_CONFIG);
        return new KafkaConsumer<>(all);
    }

    @Override
    public void close() {
        lease.ifPresent(BrokerLease::close);
    }
}
