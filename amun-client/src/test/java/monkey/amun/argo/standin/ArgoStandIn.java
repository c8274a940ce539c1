package monkey.amun.argo.standin;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
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
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.time.Clock;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicLong;
import javax.net.ssl.KeyManagerFactory;
import javax.net.ssl.SSLContext;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * A server that answers as an Argo Server does, with a cluster behind it whose pods are processes of this machine. Listens
 * on loopback only. Everything it does wrong is asked for in its settings.
 */
public final class ArgoStandIn implements AutoCloseable {
    private static final long HANGS_MILLISECONDS = 600_000;

    static {
        // Without it each small answer waits for the client's next packet.
        System.setProperty("sun.net.httpserver.nodelay", "true");
    }

    private final StandInSettings settings;
    private final Store store;
    private final Cluster cluster;
    private final StandInCalls calls;
    private final StandInStreams streams;
    private final Tokens tokens;
    private final HttpServer server;
    private final ExecutorService threads = Executors.newCachedThreadPool(Cluster.daemons("stand-in request"));
    private final Map<String, AtomicLong> counts = new ConcurrentHashMap<>();

    private ArgoStandIn(StandInSettings settings) throws IOException {
        this.settings = settings;
        this.store =
                new Store(settings.eventsKept, Clock.offset(Clock.systemUTC(), settings.clockSkew), settings.archive);
        this.cluster = new Cluster(settings, store);
        this.calls = new StandInCalls(cluster);
        this.streams = new StandInStreams(cluster);
        this.tokens = new Tokens(settings);
        InetSocketAddress address = new InetSocketAddress(InetAddress.getLoopbackAddress(), settings.port);
        if (settings.keyStore.isPresent()) {
            HttpsServer secure = HttpsServer.create(address, 0);
            secure.setHttpsConfigurator(new HttpsConfigurator(tls(settings.keyStore.get())));
            server = secure;
        } else {
            server = HttpServer.create(address, 0);
        }
        server.setExecutor(threads);
        server.createContext("/", this::handle);
        server.start();
    }

    /** Starts; has answered its first request by then. */
    public static ArgoStandIn start(StandInSettings settings) throws IOException {
        return new ArgoStandIn(settings);
    }

    public URI address() {
        String scheme = settings.keyStore.isPresent() ? "https" : "http";
        return URI.create(scheme + "://127.0.0.1:" + server.getAddress().getPort());
    }

    /** Has a workflow template, as {@code kubectl apply} would bring it there. */
    public void apply(JsonNode template) {
        List<String> unknown = SchemaFacts.unknown("WorkflowTemplate", template);
        if (!unknown.isEmpty()) {
            throw new IllegalArgumentException("Argo knows no such fields: " + unknown);
        }
        store.putTemplate((ObjectNode) template);
    }

    /** A workflow as the cluster has it now. */
    public Optional<JsonNode> workflow(String name) {
        return store.get(name).map(found -> found);
    }

    /** How many requests of each kind came so far, such as {@code POST workflows}. */
    public Map<String, Long> requests() {
        Map<String, Long> numbers = new TreeMap<>();
        counts.forEach((name, count) -> numbers.put(name, count.get()));
        return numbers;
    }

    /** How many workflows there have been of each name. */
    public Map<String, Integer> creations() {
        return store.creations();
    }

    public Ledger ledger() {
        return cluster.ledger;
    }

    public Map<Fault, Long> struck() {
        return settings.faults.struck();
    }

    @Override
    public void close() {
        streams.close();
        server.stop(0);
        cluster.close();
        threads.shutdownNow();
    }

    private void handle(HttpExchange exchange) throws IOException {
        try {
            StandInRequest request = StandInRequest.of(exchange);
            count(request);
            exchange.getResponseHeaders().set("X-Ratelimit-Limit", "1000");
            boolean streaming = StandInStreams.answers(request);
            try {
                tokens.check(exchange.getRequestHeaders().getFirst("Authorization"), request);
                Optional<Fault> fault = settings.faults.strike(Fault.Kind.REQUEST, request.name());
                if (fault.isPresent() && misbehaves(exchange, request, fault.get(), streaming)) {
                    return;
                }
                if (streaming) {
                    streams.answer(exchange, request);
                } else if (request.path().get(0).startsWith("artifacts")) {
                    send(exchange, 200, "application/octet-stream", artifact(request), false);
                } else {
                    JsonNode answer = calls.answer(request);
                    if (fault.filter(Fault.LOST_ANSWER::equals).isPresent()) {
                        return;
                    }
                    boolean cut = fault.filter(Fault.CUT::equals).isPresent();
                    send(exchange, 200, "application/json", bytes(answer), cut);
                    if (!cut && answer.path("status").has("nodes")) {
                        cluster.ledger.told(
                                Json.text(answer.path("metadata"), "name"), Json.text(answer.path("metadata"), "uid"));
                    }
                }
            } catch (Refused refused) {
                refuse(exchange, refused, streaming);
            }
        } catch (InterruptedException ending) {
            Thread.currentThread().interrupt();
        } catch (RuntimeException broken) {
            broken.printStackTrace();
            refuse(exchange, new Refused(500, 13, "the stand-in failed: " + broken), false);
        } finally {
            exchange.close();
        }
    }

    /** True when that was the answer. */
    private boolean misbehaves(HttpExchange exchange, StandInRequest request, Fault fault, boolean streaming)
            throws IOException, Refused, InterruptedException {
        switch (fault) {
            case CONFLICT -> {
                if (request.method().equals("POST")) {
                    throw Refused.exists(
                            Json.text(request.json().path("workflow").path("metadata"), "name"));
                }
                return false;
            }
            case TOO_MANY -> throw new Refused(429, 8, "too many requests");
            case TOO_MANY_RETRY_AFTER -> {
                exchange.getResponseHeaders().set("Retry-After", "1");
                throw new Refused(429, 8, "too many requests");
            }
            case INTERNAL_ERROR -> throw new Refused(500, 13, "etcdserver: leader changed");
            case UNAVAILABLE -> throw new Refused(503, 14, "upstream connect error");
            case HANG -> {
                Thread.sleep(HANGS_MILLISECONDS);
                return true;
            }
            case TOKEN_EXPIRED -> {
                if (tokens.replace()) {
                    throw new Refused(401, 16, "Unauthorized");
                }
                return false;
            }
            default -> {
                return streaming;
            }
        }
    }

    private byte[] artifact(StandInRequest request) throws IOException, Refused {
        List<String> path = request.path();
        String uid;
        int node;
        if (path.get(0).equals("artifacts-by-uid") && path.size() == 4) {
            uid = path.get(1);
            store.archived(uid).orElseThrow(() -> new Refused(404, 5, "not found"));
            node = 2;
        } else if (path.get(0).equals("artifacts") && path.size() == 5) {
            ObjectNode workflow = store.get(path.get(2)).orElseThrow(() -> Refused.notFound("workflows", path.get(2)));
            uid = Json.text(workflow.path("metadata"), "uid");
            node = 3;
        } else {
            throw Refused.noSuchCall();
        }
        Path file = cluster.artifact(uid, path.get(node), path.get(node + 1));
        if (!Files.exists(file)) {
            throw new Refused(404, 5, "artifact not found: " + path.get(node + 1));
        }
        return Files.readAllBytes(file);
    }

    private void count(StandInRequest request) {
        String what = request.path().size() > 2
                ? request.path().get(2)
                : request.path().isEmpty() ? "/" : request.path().get(0);
        String one = request.path().size() > 4 && what.equals("workflows") ? " one" : "";
        counts.computeIfAbsent(request.method() + " " + what + one, name -> new AtomicLong())
                .incrementAndGet();
    }

    private static void refuse(HttpExchange exchange, Refused refused, boolean streaming) throws IOException {
        ObjectNode body = Json.object();
        if (streaming) {
            body.putObject("error")
                    .put("grpc_code", refused.code)
                    .put("http_code", refused.status)
                    .put("message", refused.getMessage());
        } else {
            body.put("code", refused.code).put("message", refused.getMessage());
        }
        send(exchange, refused.status, "application/json", bytes(body), false);
    }

    private static byte[] bytes(JsonNode node) {
        return node.toString().getBytes(StandardCharsets.UTF_8);
    }

    private static void send(HttpExchange exchange, int status, String type, byte[] body, boolean cut)
            throws IOException {
        exchange.getResponseHeaders().set("Content-Type", type);
        exchange.sendResponseHeaders(status, body.length == 0 ? -1 : body.length);
        if (body.length > 0) {
            exchange.getResponseBody().write(body, 0, cut ? body.length / 2 : body.length);
            exchange.getResponseBody().flush();
        }
    }

    private static SSLContext tls(Path store) throws IOException {
        try (InputStream in = Files.newInputStream(store)) {
            char[] password = "changeit".toCharArray();
            KeyStore keys = KeyStore.getInstance("PKCS12");
            keys.load(in, password);
            KeyManagerFactory managers = KeyManagerFactory.getInstance(KeyManagerFactory.getDefaultAlgorithm());
            managers.init(keys, password);
            SSLContext context = SSLContext.getInstance("TLS");
            context.init(managers.getKeyManagers(), null, null);
            return context;
        } catch (GeneralSecurityException unusable) {
            throw new IOException(unusable);
        }
    }
}
