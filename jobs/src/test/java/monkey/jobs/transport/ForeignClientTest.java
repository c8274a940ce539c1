package monkey.jobs.transport;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import monkey.dataset.Dataset;
import monkey.dataset.testing.PostgresExtension;
import monkey.jobs.messages.MessageType;
import monkey.jobs.messages.UnresolvedPackage;
import monkey.jobs.testing.SharedBroker;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** Python's client sends what others send: no headers of ours, keys or none, and mistakes. */
@ExtendWith({PostgresExtension.class, SharedBroker.class})
public class ForeignClientTest {
    private static final String SCRIPT = """
            import json, sys
            from confluent_kafka import Consumer, Producer

            servers, topic = sys.argv[1:]
            producer = Producer({"bootstrap.servers": servers})

            def send(value, key=None, headers=None):
                body = value if isinstance(value, bytes) else json.dumps(value).encode()
                producer.produce(topic, value=body, key=key, headers=headers)

            upstream = {"component_name": "graph-refresh-job", "service_version": "0.3.1", "version": "v1",
                        "index_url": "https://index.example/simple", "solver": None}
            send({**upstream, "package_name": "flask", "package_version": None})
            send({**upstream, "package_name": "flask", "package_version": "1.0", "added_later": [1, 2]})
            send(b"\\xfe\\xff garbage")
            send({**upstream, "version": "v2", "package_name": "flask"})
            send({**upstream, "package_name": 7})
            one = [("monkey-message-id", b"5b1fe0a6-3a2b-4c51-9d54-0d1c3b7f7a10")]
            for _ in range(100):
                send({**upstream, "package_name": "jinja2", "package_version": None}, key="jinja2", headers=one)
            producer.flush(30)

            consumer = Consumer({"bootstrap.servers": servers, "group.id": "foreign", "auto.offset.reset": "earliest"})
            consumer.subscribe([topic + ".dlt"])
            reasons = []
            while len(reasons) < 3:
                message = consumer.poll(30)
                assert message is not None and message.error() is None, message and message.error()
                reasons.append(dict(message.headers())["monkey-dead-reason"].decode())
            consumer.close()
            print("\\n".join(sorted(reasons)))
            """;

    @Test
    void what_it_sends_is_handled_once_or_dead_for_a_reason_it_can_read(Dataset dataset, Kafka kafka) throws Exception {
        Path python = pythonWithClient();
        Map<String, Integer> handled = new ConcurrentHashMap<>();
        Subscription subscription = Subscription.of("role")
                .handling(UnresolvedPackage.class, (message, transaction) -> {
                    UnresolvedPackage asked = message.message();
                    handled.merge(
                            asked.packageName() + " " + asked.packageVersion().orElse("all") + " "
                                    + asked.base().unknown(),
                            1,
                            Integer::sum);
                });
        String said;
        try (Consumers consumers =
                Consumers.start(dataset, kafka, new Traffic(new SimpleMeterRegistry()), List.of(subscription))) {
            said = run(
                    python.toString(),
                    "-c",
                    SCRIPT,
                    kafka.bootstrapServers(),
                    kafka.topics().name(MessageType.UNRESOLVED_PACKAGE));
            for (int i = 0; i < 500 && handled.size() < 3; i++) {
                Thread.sleep(20);
            }
        }

        assertThat(new TreeMap<>(handled))
                .isEqualTo(Map.of("flask 1.0 {added_later=[1,2]}", 1, "flask all {}", 1, "jinja2 all {}", 1));
        assertThat(said).isEqualTo("""
                field 'package_name' is to be text, and is 7
                the bytes are not UTF-8
                version 'v2' of UnresolvedPackage is not understood; v1 is
                """);
    }

    /** An environment with the client, made once for all runs on this machine. */
    public static Path pythonWithClient() throws Exception {
        Path environment = Path.of(System.getProperty("java.io.tmpdir"), "monkey-confluent-kafka-2");
        Path python = environment.resolve("bin/python");
        if (!Files.exists(environment.resolve("ready"))) {
            try {
                run("python3", "-m", "venv", environment.toString());
                run(python.toString(), "-m", "pip", "install", "--quiet", "confluent-kafka>=2,<3");
            } catch (IOException | AssertionError e) {
                assumeTrue(
                        false, "needs python3 with venv, and confluent-kafka from a package index: " + e.getMessage());
            }
            Files.writeString(environment.resolve("ready"), "");
        }
        return python;
    }

    public static String run(String... command) throws IOException, InterruptedException {
        Path output = Files.createTempFile("foreign", ".txt");
        try {
            Process process = new ProcessBuilder(command)
                    .redirectErrorStream(true)
                    .redirectOutput(output.toFile())
                    .start();
            boolean ended = process.waitFor(120, TimeUnit.SECONDS);
            process.destroyForcibly();
            String said = Files.readString(output, StandardCharsets.UTF_8);
            assertThat(ended && process.exitValue() == 0).as(said).isTrue();
            return said;
        } finally {
            Files.delete(output);
        }
    }
}
