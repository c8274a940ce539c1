package monkey.jobs.index.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.sun.net.httpserver.HttpsConfigurator;
import com.sun.net.httpserver.HttpsServer;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.KeyStore;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import javax.net.ssl.KeyManagerFactory;
import javax.net.ssl.SSLContext;
import monkey.jobs.index.configuration.IndexConfiguration;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** An index with a certificate of its own, as companies have them. */
class TlsTest {

    private static final char[] PASSWORD = "changeit".toCharArray();

    @TempDir
    static Path directory;

    private static HttpsServer server;
    private static ExecutorService workers;
    private static Path authority;

    @BeforeAll
    static void start() throws Exception {
        Path store = directory.resolve("server.p12");
        authority = directory.resolve("authority.pem");
        keytool(
                "-genkeypair",
                "-alias",
                "index",
                "-keyalg",
                "EC",
                "-dname",
                "CN=index",
                "-ext",
                "san=ip:127.0.0.1",
                "-storetype",
                "PKCS12",
                "-keystore",
                store.toString());
        keytool("-exportcert", "-rfc", "-alias", "index", "-keystore", store.toString(), "-file", authority.toString());
        KeyStore keys = KeyStore.getInstance("PKCS12");
        try (InputStream in = Files.newInputStream(store)) {
            keys.load(in, PASSWORD);
        }
        KeyManagerFactory managers = KeyManagerFactory.getInstance(KeyManagerFactory.getDefaultAlgorithm());
        managers.init(keys, PASSWORD);
        SSLContext context = SSLContext.getInstance("TLS");
        context.init(managers.getKeyManagers(), null, null);
        server = HttpsServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.setHttpsConfigurator(new HttpsConfigurator(context));
        server.createContext("/", exchange -> {
            byte[] body = "hello".getBytes(StandardCharsets.UTF_8);
            exchange.sendResponseHeaders(200, body.length);
            exchange.getResponseBody().write(body);
            exchange.close();
        });
        workers = Executors.newCachedThreadPool();
        server.setExecutor(workers);
        server.start();
    }

    @AfterAll
    static void stop() {
        server.stop(0);
        workers.shutdownNow();
    }

    @Test
    void theFileThatPipIsConfiguredWithSaysWhomToTrust() throws IOException {
        Files.writeString(
                directory.resolve("with-comments.pem"),
                "# Issuer: CN=index\n# -- ours --\n\n" + Files.readString(authority));

        assertThat(ask(Map.of("PIP_CERT", authority.toString()))).isEqualTo("hello");
        assertThat(ask(Map.of(
                        "SSL_CERT_FILE", directory.resolve("with-comments.pem").toString())))
                .isEqualTo("hello");
    }

    @Test
    void aCertificateThatNobodyVouchesForIsRefusedAtOnceAndSaysWhatToDo() {
        assertThatThrownBy(() -> ask(Map.of()))
                .isInstanceOf(IndexException.class)
                .hasMessageContaining("could not be trusted")
                .hasMessageContaining("PIP_CERT");
    }

    @Test
    void aTrustedHostIsTakenAsItIs() throws IOException {
        assertThat(ask(Map.of("PIP_TRUSTED_HOST", "127.0.0.1"))).isEqualTo("hello");
    }

    @Test
    void aFileOfAuthoritiesThatIsNotThereIsNamed() {
        assertThatThrownBy(() -> ask(Map.of("PIP_CERT", "/nowhere/authorities.pem")))
                .isInstanceOf(IndexException.class)
                .hasMessageContaining("/nowhere/authorities.pem");
    }

    @Test
    void manyRequestsAtOnceAreAllAnswered() throws Exception {
        Transport transport = transport(Map.of("PIP_CERT", authority.toString()));
        ExecutorService askers = Executors.newFixedThreadPool(20);
        try {
            List<Future<Reply>> replies = new ArrayList<>();
            for (int i = 0; i < 60; i++) {
                URI address = address().resolve("/" + i);
                replies.add(askers.submit(() -> transport.get(address, Map.of())));
            }
            for (Future<Reply> reply : replies) {
                assertThat(reply.get().status()).isEqualTo(200);
            }
        } finally {
            askers.shutdownNow();
        }
    }

    private static String ask(Map<String, String> environment) throws IOException {
        return new String(transport(environment).get(address(), Map.of()).body(), StandardCharsets.UTF_8);
    }

    private static Transport transport(Map<String, String> environment) throws IOException {
        Map<String, String> all = new HashMap<>(environment);
        all.put("PIP_CONFIG_FILE", "/dev/null");
        return new Transport(IndexConfiguration.of(Optional.of(address().toString()), List.of(), directory, all));
    }

    private static URI address() {
        return URI.create("https://127.0.0.1:" + server.getAddress().getPort() + "/");
    }

    private static void keytool(String... arguments) throws Exception {
        List<String> command = new ArrayList<>();
        command.add(Path.of(System.getProperty("java.home"), "bin", "keytool").toString());
        command.addAll(List.of(arguments));
        command.addAll(List.of("-storepass", new String(PASSWORD)));
        Process process = new ProcessBuilder(command).redirectErrorStream(true).start();
        String said = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        assertThat(process.waitFor()).as(said).isZero();
    }
}
