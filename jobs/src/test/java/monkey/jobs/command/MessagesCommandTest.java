package monkey.jobs.command;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.micrometer.prometheusmetrics.PrometheusConfig;
import io.micrometer.prometheusmetrics.PrometheusMeterRegistry;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicBoolean;
import monkey.dataset.Dataset;
import monkey.dataset.testing.PostgresExtension;
import monkey.jobs.messages.MessageException;
import monkey.jobs.messages.UnresolvedPackage;
import monkey.jobs.testing.SharedBroker;
import monkey.jobs.transport.Kafka;
import monkey.jobs.transport.Messaging;
import monkey.jobs.transport.Subscription;
import monkey.jobs.watch.WatchServer;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;
import org.postgresql.ds.PGSimpleDataSource;

@ExtendWith({PostgresExtension.class, SharedBroker.class})
class MessagesCommandTest {
    private static final List<String> PROPERTIES = List.of(
            "spring.datasource.url",
            "spring.datasource.username",
            "spring.kafka.bootstrap-servers",
            "monkey.messages.prefix");

    @TempDir
    private Path home;

    @BeforeEach
    void configure(PGSimpleDataSource database, Kafka kafka) {
        System.setProperty("spring.datasource.url", database.getURL());
        System.setProperty("spring.datasource.username", "postgres");
        System.setProperty("spring.kafka.bootstrap-servers", kafka.bootstrapServers());
        System.setProperty("monkey.messages.prefix", kafka.settings().prefix());
    }

    @AfterEach
    void forget() {
        PROPERTIES.forEach(System::clearProperty);
    }

    @Test
    void a_message_is_sent_seen_given_up_and_put_back(Dataset dataset, Kafka kafka) throws Exception {
        Set<String> handled = ConcurrentHashMap.newKeySet();
        AtomicBoolean known = new AtomicBoolean();
        PrometheusMeterRegistry meters = new PrometheusMeterRegistry(PrometheusConfig.DEFAULT);
        Subscription subscription = Subscription.of("role")
                .handling(UnresolvedPackage.class, (message, transaction) -> {
                    if (!known.get()) {
                        throw new MessageException("no index is called '"
                                + message.message().indexUrl().orElse("") + "'");
                    }
                    handled.add(message.id() + " " + message.hints());
                });
        try (Messaging messaging = Messaging.start(dataset, kafka, meters, List.of(subscription));
                WatchServer watch = WatchServer.start(0, meters, messaging::health)) {
            String id = run(
                            0,
                            "send",
                            "UnresolvedPackage",
                            "package_name=Flask",
                            "index_url=x=y",
                            "--hint",
                            "wanted=>1")
                    .strip();

            assertThat(run(0, "tail", "UnresolvedPackage", "--json"))
                    .contains(
                            "\"id\":\"" + id + "\"", "\"key\":\"flask\"", "\"wanted\":\">1\"", "\"index_url\":\"x=y\"");
            assertThat(untilSaid(id, "dead-letters"))
                    .contains("UnresolvedPackage  flask  " + id + "  no index is called 'x=y'  (role, ");

            known.set(true);
            run(0, "replay", id);
            for (int i = 0; i < 500 && handled.isEmpty(); i++) {
                Thread.sleep(20);
            }
            assertThat(handled).containsExactly(id + " {wanted=>1}");
            assertThat(run(0, "dead-letters")).isEmpty();

            assertThat(get(watch, "/health")).startsWith("200 {\"status\":\"UP\"");
            assertThat(get(watch, "/metrics"))
                    .contains(
                            "monkey_messages_processed_total{type=\"UnresolvedPackage\"} 1.0",
                            "monkey_messages_dead_lettered_total{type=\"UnresolvedPackage\"} 1.0",
                            "monkey_messages_waiting 0.0");
        }
    }

    @Test
    void what_is_no_message_is_refused_in_words() {
        assertThat(run(2, "send", "UnresolvedPackage", "name=flask"))
                .contains(
                        "field 'name' is none of UnresolvedPackage. UnresolvedPackage has the fields package_name, [index_url]");
        assertThat(run(2, "send", "SolvedPackage", "package_name=flask"))
                .contains("field 'package_version' is missing; it is to be text");
        assertThat(run(2, "send", "MissingPackage", "--json", "{"))
                .contains("it is not JSON", "MissingPackage has the fields package_name, index_url.");
        assertThat(run(2, "send", "Nothing")).contains("there is no message 'Nothing'. There are UnresolvedPackage, ");
        assertThat(run(2, "replay")).contains("Name the dead letters to put back by their ids, or all by --all.");
        assertThat(run(2)).contains("tail, send, dead-letters or replay");
    }

    @Test
    void a_kafka_that_is_not_there_is_reported_in_words() {
        System.setProperty("spring.kafka.bootstrap-servers", "127.0.0.1:1");
        System.setProperty("spring.kafka.admin.properties.default.api.timeout.ms", "1000");
        System.setProperty("spring.kafka.admin.properties.request.timeout.ms", "500");
        try {
            assertThat(run(1, "tail"))
                    .contains(
                            "at 127.0.0.1:1", "See that spring.kafka.bootstrap-servers is right and Kafka runs there.");
        } finally {
            System.clearProperty("spring.kafka.admin.properties.default.api.timeout.ms");
            System.clearProperty("spring.kafka.admin.properties.request.timeout.ms");
        }
    }

    private String untilSaid(String word, String... arguments) throws InterruptedException {
        String said = run(0, arguments);
        for (int i = 0; i < 100 && !said.contains(word); i++) {
            Thread.sleep(50);
            said = run(0, arguments);
        }
        return said;
    }

    /** What it answers, or, where it fails, what it says. */
    private String run(int code, String... arguments) {
        CapturedTerminal terminal = new CapturedTerminal();
        String[] all = new String[arguments.length + 1 + (arguments.length == 0 ? 0 : 2)];
        all[0] = "messages";
        System.arraycopy(arguments, 0, all, 1, arguments.length);
        if (arguments.length > 0) {
            all[all.length - 2] = "--home";
            all[all.length - 1] = home.toString();
        }
        assertThat(Monkey.run(terminal.terminal(), all)).as(terminal.said()).isEqualTo(code);
        return code == 0 ? terminal.answered() : terminal.said();
    }

    private static String get(WatchServer watch, String path) throws Exception {
        HttpResponse<String> response = HttpClient.newHttpClient()
                .send(
                        HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + watch.port() + path))
                                .build(),
                        HttpResponse.BodyHandlers.ofString(UTF_8));
        return response.statusCode() + " " + response.body();
    }
}
