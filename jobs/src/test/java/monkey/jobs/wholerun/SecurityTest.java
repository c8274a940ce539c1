package monkey.jobs.wholerun;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import monkey.jobs.index.configuration.IndexConfiguration;
import monkey.jobs.messages.MessageType;
import monkey.jobs.services.BrokerLease;
import monkey.jobs.services.Lease;
import monkey.jobs.services.Services;
import monkey.jobs.testing.MiniatureIndex;
import monkey.jobs.testing.Release;
import monkey.jobs.transport.Kafka;
import monkey.jobs.transport.MessageSettings;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.serialization.StringSerializer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** An investigator looks at code: with bandit and pygount of the machine's real index, at packages in miniature. */
class SecurityTest {
    private static final String RISKY = """
            import subprocess

            def run(command):
                return subprocess.call(command, shell=True)
            """;

    private static final List<String> ALL = List.of("harmless", "risky", "broken");

    @TempDir
    Path folder;

    @Test
    void codeIsLookedAtOnceAndWhatWasSeenIsShown() throws Exception {
        try (Lease database = Monkey.services();
                BrokerLease broker = Services.of(Monkey.HOME).acquireBroker();
                MiniatureIndex index = MiniatureIndex.start()) {
            index.add(
                    Release.wheel("risky", "1.0"),
                    Release.source("risky", "1.0").module("risky.py", RISKY),
                    Release.wheel("harmless", "1.0").requires("risky"),
                    Release.wheel("broken", "1.0").altered());
            Monkey monkey = new Monkey(folder, index).with("PIP_EXTRA_INDEX_URL", realIndex());
            ask(broker, MessageType.UNRESOLVED_PACKAGE, index, ALL, "");
            investigate(monkey);
            assumeTrue(
                    states().stream().noneMatch(state -> state.contains("planned")),
                    "needs bandit and pygount from a package index");

            assertEquals(List.of("broken failed 1", "harmless analyzed 1", "risky analyzed 1"), states());
            JsonNode risky = shown(monkey, "risky");
            assertEquals("risky-1.0.tar.gz", risky.at("/security/file").asString());
            assertEquals(1, risky.at("/security/indicators/bandit/high~1high").asInt(), risky.toString());
            assertEquals(5, risky.at("/security/indicators/pygount/Python").asInt(), "two of them in setup.py");
            JsonNode harmless = shown(monkey, "harmless");
            assertEquals(
                    "harmless-1.0-py3-none-any.whl",
                    harmless.at("/security/file").asString());
            assertEquals(
                    "source_distribution", harmless.at("/flags/0/flag").asString(), "nobody said that there is none");
            assertEquals(false, harmless.at("/flags/0/value").asBoolean(true));

            String before = ended();
            ask(broker, MessageType.SI_UNANALYZED_PACKAGE, index, ALL, "");
            investigate(monkey);
            assertEquals(before, ended(), "something was looked at again, and nothing about it had changed");

            ask(broker, MessageType.UPDATE_PROVIDES_SOURCE_DISTRO, index, List.of("broken"), ", \"value\": true");
            investigate(monkey);
            assertTrue(!before.equals(ended()), "what it failed for has changed, and nobody looked again");
            assertEquals("broken failed 1", states().get(0));

            Files.writeString(
                    folder.resolve("experiment.yaml"),
                    Pythons.named("name: secure\nrequirements: [harmless]\nenvironments: [{python: 'PYTHON'}]\n"
                            + "script: import risky\n"));
            monkey.run("run", "experiment.yaml", "--output", "report").expect(0);
            JsonNode security = JsonMapper.shared().readTree(Files.readString(folder.resolve("report/security.json")));
            assertEquals("harmless", security.at("/versions/0/package").asString());
            assertEquals(1, security.at("/versions/1/warnings/high~1high").asInt());
            assertTrue(Files.readString(folder.resolve("report/report.html")).contains("1 high, 0 medium, 1 low"));
        }
    }

    private void investigate(Monkey monkey) throws Exception {
        monkey.run("investigate", "--until-idle").expect(0);
    }

    /** As a foreign client does. */
    private static void ask(BrokerLease broker, MessageType type, MiniatureIndex index, List<String> names, String more)
            throws Exception {
        Kafka.at(broker.bootstrapServers(), MessageSettings.defaults()).topics().make();
        try (KafkaProducer<String, String> producer = new KafkaProducer<>(
                Map.of("bootstrap.servers", broker.bootstrapServers()),
                new StringSerializer(),
                new StringSerializer())) {
            for (String name : names) {
                String message = "{\"package_name\": \"%s\", \"package_version\": \"1.0\", \"index_url\": \"%s\"%s}"
                        .formatted(name, index.url(), more);
                producer.send(new ProducerRecord<>(type.baseName(), name, message))
                        .get();
            }
        }
    }

    private static JsonNode shown(Monkey monkey, String name) throws Exception {
        return JsonMapper.shared()
                .readTree(monkey.run("show", "package", name + "==1.0", "--json")
                        .expect(0)
                        .answer())
                .get(0);
    }

    private static List<String> states() {
        return Rows.of("select v.package, coalesce(a.outcome, a.state), a.attempts from security_analysis a"
                + " join package_version v on v.id = a.package_version_id"
                + " where v.package in ('broken', 'harmless', 'risky') order by 1");
    }

    private static String ended() {
        return Rows.of("select v.package, a.ended_at from security_analysis a join package_version v"
                        + " on v.id = a.package_version_id order by 1")
                .toString();
    }

    private String realIndex() throws Exception {
        return IndexConfiguration.of(Optional.empty(), List.of(), folder, System.getenv())
                .indexes()
                .get(0)
                .address()
                .toString();
    }
}
