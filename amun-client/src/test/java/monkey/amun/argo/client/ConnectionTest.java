package monkey.amun.argo.client;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import monkey.amun.argo.standin.ArgoStandIn;
import monkey.amun.argo.standin.Certificate;
import monkey.amun.argo.standin.Fault;
import monkey.amun.argo.standin.Faults;
import monkey.amun.argo.standin.StandInSettings;
import monkey.amun.argo.standin.StandInSettings.Rights;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Tokens, certificates, limits of time, and connections that break. */
class ConnectionTest {
    private static final ArgoSettings.Timeouts SHORT =
            new ArgoSettings.Timeouts(Duration.ofSeconds(5), Duration.ofMillis(400), Duration.ofMillis(400));

    @TempDir
    Path directory;

    @Test
    void aTokenInAFileIsReadAgainWhenTheServerNoLongerKnowsTheOldOne() throws Exception {
        Path file = directory.resolve("token");
        StandInSettings settings = new StandInSettings(directory.resolve("cluster"))
                .tokenFile(file)
                .faults(new Faults(1, Map.of(Fault.TOKEN_EXPIRED, 0.5)));
        try (ArgoStandIn server = ArgoStandIn.start(settings)) {
            ArgoClient client = new ArgoClient(new ArgoSettings(server.address(), "argo", BearerToken.inFile(file)));
            int renewed = 0;
            for (int number = 0; number < 12; number++) {
                try {
                    client.version();
                } catch (ArgoException.Unauthorized twice) {
                    renewed++;
                }
            }
            assertTrue(server.struck().get(Fault.TOKEN_EXPIRED) > renewed, "half of the refusals are overcome");
        }
    }

    @Test
    void aTokenIsShownNowhere() throws Exception {
        try (FixedServer server = new FixedServer(401, "{\"code\":16,\"message\":\"Unauthorized\"}")) {
            ArgoSettings settings = server.settings();
            ArgoException refusal =
                    assertThrows(ArgoException.Unauthorized.class, () -> new ArgoClient(settings).version());

            assertEquals(List.of("Bearer secret-of-mine"), server.authorizations);
            for (String shown : List.of(
                    settings.toString(), settings.token().toString(), refusal.toString(), refusal.getMessage())) {
                assertFalse(shown.contains("secret-of-mine"), shown);
            }
        }
    }

    @Test
    void aTokenThatIsNoneIsRefusedWithoutBeingQuoted() {
        ArgoSettings settings = new ArgoSettings(
                URI.create("http://127.0.0.1:9"), "argo", BearerToken.of("sec\nret", "MONKEY_ARGO_TOKEN"));
        ArgoException refusal =
                assertThrows(ArgoException.Unauthorized.class, () -> new ArgoClient(settings).version());
        assertFalse(
                refusal.getMessage().contains("ret\"") || refusal.getMessage().contains("sec\n"), refusal.getMessage());
        assertTrue(refusal.getMessage().contains("MONKEY_ARGO_TOKEN"), refusal.getMessage());
    }

    @Test
    void whereNothingListensThatIsSaid() throws Exception {
        int port;
        try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            port = socket.getLocalPort();
        }
        ArgoException refusal = assertThrows(
                ArgoException.Unreachable.class,
                () -> client("http://127.0.0.1:" + port).version());
        assertTrue(refusal.getMessage().contains("nothing listens at http://127.0.0.1:" + port), refusal.getMessage());
        assertTrue(refusal.mayPass());
        assertFalse(refusal.fateUnknown());
    }

    @Test
    void aServerThatNeverAnswersIsNotWaitedForForEver() throws Exception {
        try (ServerSocket silent = new ServerSocket(0, 5, InetAddress.getLoopbackAddress())) {
            ArgoClient client = client("http://127.0.0.1:" + silent.getLocalPort());
            assertTrue(
                    assertThrows(ArgoException.Timeout.class, client::version).fateUnknown());
            assertThrows(
                    ArgoException.Timeout.class,
                    () -> client.watch(ListQuery.ALL).next());
        }
    }

    @Test
    void aWatchThatWasClosedHereEndsForWhoeverWaitsForIt() throws Exception {
        try (ArgoStandIn server = ArgoStandIn.start(new StandInSettings(directory))) {
            ArgoClient client = new ArgoClient(new ArgoSettings(server.address(), "argo", BearerToken.none()));
            EventStream<WatchEvent> watch = client.watch(ListQuery.ALL);
            Thread closing = new Thread(watch::close);
            closing.start();
            assertEquals(Optional.empty(), watch.next());
            closing.join();
        }
    }

    @Test
    void whatIsCutOffIsNotTakenForAnAnswer() throws Exception {
        try (ServerSocket socket = new ServerSocket(0, 5, InetAddress.getLoopbackAddress())) {
            Thread server = new Thread(() -> {
                for (int number = 0; number < 2; number++) {
                    try (Socket one = socket.accept()) {
                        one.getInputStream().read(new byte[4096]);
                        one.getOutputStream()
                                .write("HTTP/1.1 200 OK\r\nContent-Length: 90\r\n\r\n{\"metadata\":".getBytes());
                    } catch (IOException over) {
                        return;
                    }
                }
            });
            server.start();
            ArgoClient client = client("http://127.0.0.1:" + socket.getLocalPort());
            assertTrue(assertThrows(ArgoException.Unavailable.class, () -> client.get("one"))
                    .fateUnknown());
            assertThrows(ArgoException.Unavailable.class, () -> {
                EventStream<WatchEvent> watch = client.watch(ListQuery.ALL);
                while (watch.next().isPresent()) {}
            });
            server.join();
        }
    }

    @ParameterizedTest
    @EnumSource(
            value = Fault.class,
            names = {"TOO_MANY", "TOO_MANY_RETRY_AFTER", "INTERNAL_ERROR", "UNAVAILABLE", "HANG", "CUT", "LOST_ANSWER"})
    void whateverAServerDoesWrongMayPass(Fault fault) throws Exception {
        StandInSettings settings = new StandInSettings(directory).faults(new Faults(1, Map.of(fault, 1.0)));
        try (ArgoStandIn server = ArgoStandIn.start(settings)) {
            ArgoException refusal = assertThrows(
                    ArgoException.class,
                    () -> client(server.address().toString()).version());
            assertTrue(refusal.mayPass(), refusal.toString());
        }
    }

    @Test
    void onlyTheConfiguredAuthorityIsBelieved() throws Exception {
        Certificate certificate = Certificate.in(directory);
        Path authority = certificate.authority();
        StandInSettings settings = new StandInSettings(directory.resolve("cluster"))
                .tls(certificate.keyStore())
                .token("t", Rights.VIEW);
        try (ArgoStandIn server = ArgoStandIn.start(settings)) {
            ArgoSettings strange = new ArgoSettings(server.address(), "argo", BearerToken.of("t", "a test"));
            ArgoException refusal =
                    assertThrows(ArgoException.Untrusted.class, () -> new ArgoClient(strange).version());
            assertTrue(refusal.getMessage().contains("the authorities that Java knows"), refusal.getMessage());

            ArgoSettings known = new ArgoSettings(
                    server.address(), "argo", strange.token(), Optional.of(authority), Optional.empty(), SHORT);
            assertEquals("v4.1.2", new ArgoClient(known).version().version());

            Path empty = Files.writeString(directory.resolve("empty.pem"), "");
            ArgoSettings none = new ArgoSettings(
                    server.address(), "argo", strange.token(), Optional.of(empty), Optional.empty(), SHORT);
            assertThrows(IllegalArgumentException.class, () -> new ArgoClient(none));
        }
    }

    @Test
    void aServersClockIsSeenToDiffer() throws Exception {
        try (FixedServer server = new FixedServer(200, "{\"version\":\"v4.1.2\"}")) {
            ArgoClient client = server.client();
            assertEquals(Optional.empty(), client.clockDifference());
            client.version();
            assertTrue(client.clockDifference().orElseThrow().abs().compareTo(Duration.ofSeconds(5)) < 0);
        }
    }

    private static ArgoClient client(String address) {
        return new ArgoClient(new ArgoSettings(URI.create(address), "argo", BearerToken.none()).with(SHORT));
    }
}
