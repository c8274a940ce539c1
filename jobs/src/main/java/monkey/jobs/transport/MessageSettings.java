package monkey.jobs.transport;

import java.time.Duration;
import org.springframework.boot.context.properties.bind.Binder;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.core.env.Environment;
import org.springframework.core.env.StandardEnvironment;

/**
 * How messages travel here: the properties {@code monkey.messages.*}.
 *
 * @param prefix of topics, before a dot; without the property, {@code THOTH_DEPLOYMENT_NAME}; empty for none
 * @param partitions of topics that are made
 * @param replication of topics that are made; -1 leaves it to the broker
 * @param retention how long topics that are made keep messages
 * @param concurrency how many threads handle the messages of a role, each for other keys
 * @param batch how many messages are handled in one transaction at most
 * @param pendingLimit how much work may be open before no more is taken on
 * @param longestBackoff how long to wait at most between attempts while something is away
 * @param memory for how long messages that have left, and that they were handled, are remembered after topics have lost them
 * @param attempts how often a message is tried that keeps getting in the way of others, before it is a dead letter
 */
public record MessageSettings(
        @DefaultValue("") String prefix,
        @DefaultValue("4") int partitions,
        @DefaultValue("-1") short replication,
        @DefaultValue("14d") Duration retention,
        @DefaultValue("2") int concurrency,
        @DefaultValue("500") int batch,
        @DefaultValue("10000") long pendingLimit,
        @DefaultValue("2m") Duration longestBackoff,
        @DefaultValue("16d") Duration memory,
        @DefaultValue("10") int attempts) {
    private static final String DEPLOYMENT = "THOTH_DEPLOYMENT_NAME";

    static MessageSettings from(Environment environment) {
        MessageSettings settings = Binder.get(environment).bindOrCreate("monkey.messages", MessageSettings.class);
        String deployment = environment.getProperty(DEPLOYMENT, "");
        return settings.prefix().isEmpty() && !deployment.isBlank() ? settings.withPrefix(deployment) : settings;
    }

    /** Where nothing is configured. */
    public static MessageSettings defaults() {
        return Binder.get(new StandardEnvironment()).bindOrCreate("monkey.messages", MessageSettings.class);
    }

    /** The same for another deployment. */
    public MessageSettings withPrefix(String other) {
        return new MessageSettings(
                other,
                partitions,
                replication,
                retention,
                concurrency,
                batch,
                pendingLimit,
                longestBackoff,
                memory,
                attempts);
    }
}
