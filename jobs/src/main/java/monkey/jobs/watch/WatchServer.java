package monkey.jobs.watch;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import io.micrometer.prometheusmetrics.PrometheusMeterRegistry;
import java.io.IOException;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.function.Supplier;
import tools.jackson.databind.json.JsonMapper;

/**
 * {@code /metrics} as Prometheus reads them, and {@code /health}: status 200 when all is well, else 503; its body says what
 * each part lacks. On loopback only: there is nothing to be changed here, and nothing for strangers to see.
 */
public final class WatchServer implements AutoCloseable {
    private final HttpServer server;
    private final ExecutorService threads = Executors.newFixedThreadPool(2, runnable -> {
        Thread thread = new Thread(runnable, "watch");
        thread.setDaemon(true);
        return thread;
    });

    private WatchServer(HttpServer server) {
        this.server = server;
    }

    /**
     * @param port 0 for any that is free
     * @param health what is not well, by part, in words; a part that is well has an empty text
     * @throws IOException if the port is taken
     */
    public static WatchServer start(int port, PrometheusMeterRegistry meters, Supplier<Map<String, String>> health)
            throws IOException {
        HttpServer http = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), port), 0);
        WatchServer watch = new WatchServer(http);
        http.setExecutor(watch.threads);
        http.createContext(
                "/metrics",
                exchange -> answer(exchange, 200, "text/plain; version=0.0.4; charset=utf-8", meters.scrape()));
        http.createContext("/health", exchange -> answerHealth(exchange, health.get()));
        http.start();
        return watch;
    }

    public int port() {
        return server.getAddress().getPort();
    }

    private static void answerHealth(HttpExchange exchange, Map<String, String> parts) throws IOException {
        boolean well = parts.values().stream().allMatch(String::isEmpty);
        Map<String, Object> said = new LinkedHashMap<>();
        said.put("status", well ? "UP" : "DOWN");
        Map<String, String> words = new LinkedHashMap<>();
        parts.forEach((part, problem) -> words.put(part, problem.isEmpty() ? "UP" : problem));
        said.put("parts", words);
        answer(
                exchange,
                well ? 200 : 503,
                "application/json",
                JsonMapper.shared().writeValueAsString(said) + "\n");
    }

    private static void answer(HttpExchange exchange, int status, String type, String text) throws IOException {
        byte[] body = text.getBytes(StandardCharsets.UTF_8);
        exchange.getResponseHeaders().set("Content-Type", type);
        exchange.sendResponseHeaders(status, body.length);
        try (OutputStream out = exchange.getResponseBody()) {
            out.write(body);
        }
    }

    @Override
    public void close() {
        server.stop(0);
        threads.shutdownNow();
    }
}
