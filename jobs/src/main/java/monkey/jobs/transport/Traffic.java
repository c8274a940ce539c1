package monkey.jobs.transport;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Timer;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import monkey.dataset.message.ReceivedMessage;
import monkey.jobs.messages.MessageType;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * What passes by, counted and told: meters {@code monkey.messages.*}, tagged with the message's name, and one line of the log
 * for each message, with its id, its correlation id and what became of it. Safe for several threads.
 */
public final class Traffic {
    private static final Logger LOG = LoggerFactory.getLogger("monkey.message");
    private static final String METERS = "monkey.messages.";

    private final MeterRegistry meters;
    private final Counter published;

    public Traffic(MeterRegistry meters) {
        this.meters = meters;
        this.published = Counter.builder(METERS + "published")
                .description("messages that the broker has taken")
                .register(meters);
        for (MessageType type : MessageType.values()) {
            for (String what : List.of("processed", "duplicates", "failed", "retried", "dead.lettered")) {
                counter(what, type.title()); // there from the start: 0 is an answer too
            }
        }
    }

    void published(int messages) {
        published.increment(messages);
    }

    /** Handled for the first time. */
    void processed(String type, ReceivedMessage message) {
        counter("processed", type).increment();
        Timer.builder(METERS + "age")
                .description("from the writing of a message to its having been handled")
                .tag("type", type)
                .register(meters)
                .record(Duration.between(message.writtenAt(), Instant.now()));
        tell("handled", type, message, "");
    }

    /** Delivered again, and left alone. */
    void duplicate(String type, ReceivedMessage message) {
        counter("duplicates", type).increment();
        tell("duplicate", type, message, "");
    }

    /** Not handled because of something that may pass. */
    void failed(String type, String reason) {
        counter("failed", type).increment();
        LOG.warn("result=failed type={} reason=\"{}\"", type, reason);
    }

    /** About to be tried again. */
    void retried(String type) {
        counter("retried", type).increment();
    }

    void deadLettered(String type, ReceivedMessage message, String reason) {
        counter("dead.lettered", type).increment();
        tell("dead", type, message, " reason=\"" + reason.replace('"', '\'').replace('\n', ' ') + "\"");
    }

    private void tell(String result, String type, ReceivedMessage message, String more) {
        if (LOG.isInfoEnabled()) {
            LOG.info(
                    "result={} type={} key={} message={} correlation={} cause={} place={}-{}@{}{}",
                    result,
                    type,
                    message.key(),
                    message.id(),
                    message.correlationId(),
                    message.causeId(),
                    message.topic(),
                    message.partition(),
                    message.position(),
                    more);
        }
    }

    private Counter counter(String what, String type) {
        return Counter.builder(METERS + what).tag("type", type).register(meters);
    }
}
