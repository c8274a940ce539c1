package monkey.jobs.services;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** What Kafka is told, to be one small node that is its own controller. */
final class BrokerConfiguration {
    private BrokerConfiguration() {}

    /** @param ports the one for clients, then the controller's */
    static Path write(Path directory, Path data, int[] ports) throws IOException {
        Path file = directory.resolve("server.properties");
        Files.writeString(
                file, """
                process.roles=broker,controller
                node.id=1
                listeners=PLAINTEXT://127.0.0.1:%1$d,CONTROLLER://127.0.0.1:%2$d
                advertised.listeners=PLAINTEXT://127.0.0.1:%1$d
                listener.security.protocol.map=PLAINTEXT:PLAINTEXT,CONTROLLER:PLAINTEXT
                controller.listener.names=CONTROLLER
                controller.quorum.bootstrap.servers=127.0.0.1:%2$d
                log.dirs=%3$s

                # Who writes to a topic has made it, with the partitions and the retention that it is to have.
                auto.create.topics.enable=false
                default.replication.factor=1
                min.insync.replicas=1
                offsets.topic.replication.factor=1
                offsets.topic.num.partitions=4
                transaction.state.log.replication.factor=1
                transaction.state.log.min.isr=1
                transaction.state.log.num.partitions=1
                share.coordinator.state.topic.replication.factor=1
                share.coordinator.state.topic.min.isr=1
                share.coordinator.state.topic.num.partitions=1

                # Offsets outlive a laptop's holidays.
                offsets.retention.minutes=129600
                group.initial.rebalance.delay.ms=0

                # There is no replica to have what this node forgets when the machine stops: it is on disk when it is acknowledged.
                log.flush.interval.messages=1

                # A broker that was killed is believed to live until its session ends, and until then another may not start.
                broker.session.timeout.ms=2500
                broker.heartbeat.interval.ms=400

                # Small: a few threads and buffers for a few clients.
                num.network.threads=2
                num.io.threads=2
                num.recovery.threads.per.data.dir=1
                background.threads=2
                log.cleaner.dedupe.buffer.size=2097152
                log.segment.bytes=33554432
                log.index.size.max.bytes=262144
                queued.max.requests=100
                """.formatted(ports[0], ports[1], data.toString().replace("\\", "\\\\")));
        return file;
    }
}
