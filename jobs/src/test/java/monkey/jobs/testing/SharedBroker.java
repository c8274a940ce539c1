package monkey.jobs.testing;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Stream;
import monkey.jobs.services.BrokerLease;
import monkey.jobs.services.Services;
import monkey.jobs.transport.Kafka;
import monkey.jobs.transport.MessageSettings;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.jupiter.api.extension.ExtensionContext.Namespace;
import org.junit.jupiter.api.extension.ParameterContext;
import org.junit.jupiter.api.extension.ParameterResolver;

/**
 * Gives each test that asks for {@link Kafka} topics of its own on a real broker, which is started for the first of them and
 * stopped after the last.
 */
public final class SharedBroker implements ParameterResolver {
    private static final Namespace NAMESPACE = Namespace.create(SharedBroker.class);
    private static final AtomicInteger NUMBERS = new AtomicInteger();

    @Override
    public boolean supportsParameter(ParameterContext parameter, ExtensionContext context) {
        return parameter.getParameter().getType() == Kafka.class;
    }

    @Override
    public Object resolveParameter(ParameterContext parameter, ExtensionContext context) {
        Running broker = context.getRoot()
                .getStore(NAMESPACE)
                .computeIfAbsent(Running.class, key -> new Running(), Running.class);
        return context.getStore(NAMESPACE).computeIfAbsent(Kafka.class, key -> topicsOn(broker), Kafka.class);
    }

    private static Kafka topicsOn(Running broker) {
        Kafka kafka = Kafka.at(
                broker.lease.bootstrapServers(),
                MessageSettings.defaults().withPrefix("test" + NUMBERS.incrementAndGet()));
        kafka.topics().make();
        return kafka;
    }

    private static final class Running implements AutoCloseable {
        private final Path home;
        private final BrokerLease lease;

        private Running() {
            try {
                home = Files.createTempDirectory("monkey-broker");
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
            lease = Services.of(home).acquireBroker();
        }

        @Override
        public void close() throws IOException {
            lease.close();
            try (Stream<Path> files = Files.walk(home)) {
                for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
                    Files.delete(file);
                }
            }
        }
    }
}
