package monkey.jobs.index.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;
import monkey.jobs.index.configuration.IndexConfiguration;
import monkey.jobs.testing.MiniatureIndex;
import monkey.jobs.testing.Release;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class TransportTest {

    private final MiniatureIndex index = MiniatureIndex.start().add(Release.wheel("flask", "1.0"));
    private final List<Duration> pauses = new CopyOnWriteArrayList<>();

    @TempDir
    Path home;

    @AfterEach
    void stop() {
        index.close();
    }

    @Test
    void busyServersAreAskedAgainAfterGrowingPauses() throws IOException {
        index.fail("/simple/flask/", 503, 3);

        assertThat(transport(index.url()).get(flask(), Map.of()).status()).isEqualTo(200);

        assertThat(index.requests()).hasSize(4);
        assertThat(pauses).hasSize(3);
        for (int i = 0; i < 3; i++) {
            long ceiling = 250L << i;
            assertThat(pauses.get(i).toMillis()).isBetween(ceiling / 2, ceiling);
        }
    }

    @Test
    void aServerThatSaysHowLongToWaitIsLeftAloneForThatLong() throws IOException {
        index.fail("/simple/flask/", 429, 1, "7");

        assertThat(transport(index.url()).get(flask(), Map.of()).status()).isEqualTo(200);

        assertThat(pauses)
                .singleElement()
                .satisfies(pause -> assertThat(pause).isBetween(Duration.ofSeconds(5), Duration.ofSeconds(7)));
    }

    @Test
    void aServerThatWantsToBeLeftAloneForHoursIsToldToTheUser() {
        index.fail("/simple/flask/", 429, 9, "7200");

        assertThatThrownBy(() -> transport(index.url()).get(flask(), Map.of()))
                .isInstanceOf(IndexException.class)
                .hasMessageContaining("429")
                .hasMessageContaining("7200 s");
        assertThat(index.requests()).hasSize(1);
    }

    @Test
    void aServerThatStaysBusyIsGivenUp() {
        index.fail("/simple/flask/", 503, 100);

        assertThatThrownBy(() -> transport(index.url()).get(flask(), Map.of()))
                .isInstanceOf(IndexException.class)
                .hasMessageContaining(flask().toString())
                .hasMessageContaining("503")
                .hasMessageContaining("tried 6 times");
    }

    @Test
    void anAnswerThatWillNotChangeIsNotAskedForAgain() throws IOException {
        assertThat(transport(index.url())
                        .get(URI.create(index.url() + "unknown/"), Map.of())
                        .status())
                .isEqualTo(404);
        assertThat(index.requests()).hasSize(1);
    }

    @Test
    void aLoginStaysWithItsHostWhenRedirectedElsewhere() throws IOException {
        List<String> seen = new ArrayList<>();
        HttpServer elsewhere = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        elsewhere.createContext("/", exchange -> {
            seen.add(String.valueOf(exchange.getRequestHeaders().getFirst("Authorization")));
            exchange.sendResponseHeaders(200, -1);
            exchange.close();
        });
        elsewhere.start();
        HttpServer first = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        first.createContext("/", exchange -> {
            seen.add(String.valueOf(exchange.getRequestHeaders().getFirst("Authorization")));
            exchange.getResponseHeaders()
                    .set(
                            "Location",
                            "http://127.0.0.1:" + elsewhere.getAddress().getPort() + "/there/");
            exchange.sendResponseHeaders(302, -1);
            exchange.close();
        });
        first.start();
        try {
            String host = "127.0.0.1:" + first.getAddress().getPort();
            Reply reply = transport("http://me:secret@" + host + "/simple/")
                    .get(URI.create("http://" + host + "/simple/flask/"), Map.of());

            assertThat(reply.status()).isEqualTo(200);
            assertThat(reply.address().getPath()).isEqualTo("/there/");
            assertThat(seen).hasSize(2);
            assertThat(seen.get(0)).startsWith("Basic ");
            assertThat(seen.get(1)).isEqualTo("null");
        } finally {
            first.stop(0);
            elsewhere.stop(0);
        }
    }

    @Test
    void anIndexThatNobodyServesIsNamed() {
        index.close();

        assertThatThrownBy(() -> transport(index.url()).get(flask(), Map.of()))
                .isInstanceOf(IndexException.class)
                .hasMessageContaining(flask().toString())
                .hasMessageContaining("could not be reached");
    }

    private URI flask() {
        return URI.create(index.url() + "flask/");
    }

    private Transport transport(String url) throws IOException {
        IndexConfiguration configuration = IndexConfiguration.of(Optional.of(url), List.of(), home, Map.of());
        return new Transport(configuration, pauses::add);
    }
}
