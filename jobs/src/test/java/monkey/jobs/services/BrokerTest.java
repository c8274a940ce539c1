package monkey.jobs.services;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.clients.consumer.ConsumerRecords;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.StringDeserializer;
import org.apache.kafka.common.serialization.StringSerializer;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;

/** The broker of a home: shared, stopped by the last, and started again where it was killed. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class BrokerTest {
    private Services services;
    private Path home;

    @BeforeAll
    void openHome(@TempDir Path directory) {
        home = directory.resolve("home");
        services = Services.of(home);
    }

    @Test
    void whatItHasAcknowledgedOutlivesItsDeathAndItsEnd() throws Exception {
        String address;
        try (BrokerLease lease = services.acquireBroker()) {
            address = lease.bootstrapServers();
            assertNull(services.status().postgres());
            try (Admin admin = Admin.create(Map.of("bootstrap.servers", address))) {
                admin.createTopics(List.of(new NewTopic("words", 1, (short) 1)))
                        .all()
                        .get(30, TimeUnit.SECONDS);
            }
            send(address, "before");

            long killed = services.status().kafka().pid();
            ProcessHandle.of(killed).orElseThrow().destroyForcibly();
            send(address, "after"); // the same address: whoever holds a lease starts it again
            assertNotEquals(killed, services.status().kafka().pid());
        }
        assertFalse(services.status().running());

        try (BrokerLease lease = services.acquireBroker()) {
            assertEquals(address, lease.bootstrapServers());
            assertEquals(List.of("before", "after"), read(address, 2));
        }
    }

    @Test
    void severalShareOneAndTheLastStopsIt() throws Exception {
        BrokerLease first = services.acquireBroker();
        assertListensOnLoopbackOnly(first.bootstrapServers());
        BrokerLease second = Services.of(home).acquireBroker();
        assertEquals(first.bootstrapServers(), second.bootstrapServers());
        assertEquals(2, services.status().kafka().commands());
        first.close();
        first.close();
        assertTrue(services.status().running());
        second.close();
        assertFalse(services.status().running());
    }

    @Test
    void aPortThatIsTakenMeanwhileIsGivenUp() throws Exception {
        services.acquireBroker().close();
        Path ports = home.resolve("kafka/ports");
        int last = Integer.parseInt(Files.readAllLines(ports).get(0));
        try (ServerSocket taken = new ServerSocket(last, 1, InetAddress.getLoopbackAddress());
                BrokerLease lease = services.acquireBroker()) {
            assertNotEquals("127.0.0.1:" + taken.getLocalPort(), lease.bootstrapServers());
        }
    }

    @Test
    void aPortThatIsTakenForAMomentIsWaitedForWhileSomebodyKnowsIt() throws Exception {
        try (BrokerLease lease = services.acquireBroker()) {
            int port = Integer.parseInt(lease.bootstrapServers().split(":")[1]);
            ServerSocket other = new ServerSocket();
            try (other) {
                ProcessHandle.of(services.status().kafka().pid()).ifPresent(ProcessHandle::destroyForcibly);
                while (!other.isBound()) {
                    try {
                        other.bind(new InetSocketAddress(InetAddress.getLoopbackAddress(), port));
                    } catch (IOException notYet) {
                        Thread.onSpinWait();
                    }
                }
                Thread.sleep(1_000); // in which the lease has looked
            }
            while (services.status().kafka() == null) {
                Thread.sleep(50);
            }
            assertEquals(lease.bootstrapServers(), services.status().kafka().address());
        }
    }

    private static void assertListensOnLoopbackOnly(String address) throws Exception {
        String port = ":%04X".formatted(Integer.parseInt(address.split(":")[1]));
        List<String> listening = new ArrayList<>();
        for (String table : List.of("/proc/net/tcp", "/proc/net/tcp6")) {
            Files.readAllLines(Path.of(table)).stream()
                    .map(line -> line.strip().split("\\s+"))
                    .filter(words -> words[3].equals("0A") && words[1].endsWith(port))
                    .forEach(words -> listening.add(words[1].replace(port, "")));
        }
        assertEquals(1, listening.size());
        assertTrue(Set.of("0100007F", "0000000000000000FFFF00000100007F").containsAll(listening), listening.toString());
    }

    private static void send(String address, String word) throws Exception {
        try (KafkaProducer<String, String> producer = new KafkaProducer<>(
                Map.of("bootstrap.servers", address), new StringSerializer(), new StringSerializer())) {
            producer.send(new ProducerRecord<>("words", word)).get(3, TimeUnit.MINUTES);
        }
    }

    private static List<String> read(String address, int count) {
        TopicPartition partition = new TopicPartition("words", 0);
        List<String> words = new ArrayList<>();
        try (KafkaConsumer<String, String> consumer = new KafkaConsumer<>(
                Map.of("bootstrap.servers", address), new StringDeserializer(), new StringDeserializer())) {
            consumer.assign(List.of(partition));
            consumer.seekToBeginning(List.of(partition));
            while (words.size() < count) {
                ConsumerRecords<String, String> records = consumer.poll(Duration.ofSeconds(30));
                assertFalse(records.isEmpty(), "only " + words);
                records.forEach(record -> words.add(record.value()));
            }
        }
        return words;
    }
}
