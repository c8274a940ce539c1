package monkey.jobs.transport;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import monkey.jobs.messages.MessageType;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.common.config.TopicConfig;
import org.apache.kafka.common.errors.AuthorizationException;
import org.apache.kafka.common.errors.TopicExistsException;

/** The topics of the messages, as this deployment names them; each has one for dead letters beside it. */
public final class Topics {
    private static final String DEAD_LETTERS = ".dlt";
    private static final long ANSWER_SECONDS = 60;

    private final Kafka kafka;
    private final MessageSettings settings;

    Topics(Kafka kafka, MessageSettings settings) {
        this.kafka = kafka;
        this.settings = settings;
    }

    public String name(MessageType type) {
        return name(type.baseName());
    }

    String name(String baseName) {
        return prefix() + baseName;
    }

    public String deadLetters(MessageType type) {
        return deadLetters(name(type));
    }

    static String deadLetters(String topic) {
        return topic + DEAD_LETTERS;
    }

    static boolean isOfDeadLetters(String topic) {
        return topic.endsWith(DEAD_LETTERS);
    }

    /** Without the deployment's prefix. */
    String baseName(String topic) {
        return topic.startsWith(prefix()) ? topic.substring(prefix().length()) : topic;
    }

    /** The type of what a topic holds, dead or alive; empty for a topic of others. */
    public Optional<MessageType> type(String topic) {
        String base = baseName(topic);
        return MessageType.find(
                isOfDeadLetters(base) ? base.substring(0, base.length() - DEAD_LETTERS.length()) : base);
    }

    private String prefix() {
        return settings.prefix().isEmpty() ? "" : settings.prefix() + ".";
    }

    /**
     * Makes those that are not there. Those that are stay as they are: more partitions would put the messages of a key into
     * another order, and what a deployment keeps for how long is its owner's affair.
     *
     * @throws TransportException if the broker cannot be asked within a minute, or refuses
     */
    public void make() {
        List<NewTopic> wanted = new ArrayList<>();
        for (MessageType type : MessageType.values()) {
            wanted.add(topic(name(type), settings.partitions()));
            wanted.add(topic(deadLetters(type), 1));
        }
        try (Admin admin = kafka.admin()) {
            Set<String> present = admin.listTopics().names().get(ANSWER_SECONDS, TimeUnit.SECONDS);
            wanted.removeIf(topic -> present.contains(topic.name()));
            for (var made : admin.createTopics(wanted).values().values()) {
                awaitMade(made);
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new TransportException("interrupted", e);
        } catch (ExecutionException | java.util.concurrent.TimeoutException e) {
            throw TransportException.of(failure(wanted, e), e);
        }
    }

    /** Names them where it is they that are refused, so that somebody who may can make them. */
    private String failure(List<NewTopic> wanted, Exception problem) {
        String what = "cannot make the topics for messages at " + kafka.bootstrapServers();
        return problem.getCause() instanceof AuthorizationException
                ? what + " (" + wanted.stream().map(NewTopic::name).collect(Collectors.joining(", ")) + ")"
                : what;
    }

    private static void awaitMade(org.apache.kafka.common.KafkaFuture<Void> made)
            throws InterruptedException, ExecutionException, java.util.concurrent.TimeoutException {
        try {
            made.get(ANSWER_SECONDS, TimeUnit.SECONDS);
        } catch (ExecutionException e) {
            if (!(e.getCause() instanceof TopicExistsException)) { // another process was faster
                throw e;
            }
        }
    }

    private NewTopic topic(String name, int partitions) {
        Optional<Short> replication =
                settings.replication() < 0 ? Optional.empty() : Optional.of(settings.replication());
        return new NewTopic(name, Optional.of(partitions), replication)
                .configs(Map.of(
                        TopicConfig.RETENTION_MS_CONFIG,
                        Long.toString(settings.retention().toMillis()),
                        // By its own clock: a broker refuses what a sender dates into the future, and drops what is
                        // dated long ago.
                        TopicConfig.MESSAGE_TIMESTAMP_TYPE_CONFIG,
                        "LogAppendTime"));
    }

    /** All that messages are on. */
    List<String> all() {
        return Arrays.stream(MessageType.values()).map(this::name).toList();
    }

    List<String> allDeadLetters() {
        return Arrays.stream(MessageType.values()).map(this::deadLetters).toList();
    }
}
