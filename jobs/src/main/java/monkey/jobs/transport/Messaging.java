package monkey.jobs.transport;

import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import java.time.Clock;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import monkey.dataset.Dataset;
import org.jdbi.v3.core.JdbiException;

/**
 * All that a process needs to take part in the exchange of messages: topics, the relay, the consumers of its roles, and what
 * is measured of them. Runs until it is closed.
 */
public final class Messaging implements AutoCloseable {
    private final Dataset dataset;
    private final Relay relay;
    private final Consumers consumers;
    private final Lag lag;
    private final Forgetting forgetting;

    private Messaging(Dataset dataset, Relay relay, Consumers consumers, Lag lag, Forgetting forgetting) {
        this.dataset = dataset;
        this.relay = relay;
        this.consumers = consumers;
        this.lag = lag;
        this.forgetting = forgetting;
    }

    /**
     * Starts it. Dataset, Kafka and meters belong to the caller, who closes them afterwards.
     *
     * @throws TransportException if Kafka cannot be reached to begin with
     */
    public static Messaging start(
            Dataset dataset, Kafka kafka, MeterRegistry meters, List<Subscription> subscriptions) {
        kafka.topics().make();
        Traffic traffic = new Traffic(meters);
        Gauge.builder("monkey.messages.waiting", dataset, Messaging::waiting)
                .description("messages in the outbox that the broker has not taken yet")
                .register(meters);
        Relay relay = Relay.start(dataset.outbox(), kafka, traffic);
        Consumers consumers = Consumers.start(dataset, kafka, traffic, subscriptions);
        return new Messaging(
                dataset,
                relay,
                consumers,
                new Lag(kafka, consumers.groups(), meters),
                new Forgetting(dataset.outbox(), kafka.settings(), Clock.systemUTC()).start());
    }

    private static double waiting(Dataset dataset) {
        try {
            return dataset.outbox().countWaiting();
        } catch (JdbiException e) {
            return Double.NaN;
        }
    }

    /** What keeps messages from being published, in words; empty when nothing does. */
    public String trouble() {
        return relay.trouble();
    }

    /** What is not well, by part, in words; a part that is well has an empty text. */
    public Map<String, String> health() {
        Map<String, String> parts = new LinkedHashMap<>();
        parts.put("database", Double.isNaN(waiting(dataset)) ? "it does not answer" : "");
        parts.put("kafka", lag.answered() ? "" : "it does not answer");
        parts.put("relay", relay.trouble());
        parts.put("consumers", consumers.trouble());
        return parts;
    }

    @Override
    public void close() {
        try (lag;
                relay;
                forgetting) {
            consumers.close();
        }
    }
}
