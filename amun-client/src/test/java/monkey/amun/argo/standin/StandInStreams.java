package monkey.amun.argo.standin;

import com.sun.net.httpserver.HttpExchange;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/** The answers that come bit by bit. Nothing of one is sent, not even its status, before its first event. */
final class StandInStreams {
    private final Cluster cluster;
    private volatile boolean closed;

    StandInStreams(Cluster cluster) {
        this.cluster = cluster;
    }

    void close() {
        closed = true;
    }

    /** One answer, begun with its first document. */
    private final class Stream {
        private final HttpExchange exchange;
        private final boolean asEvents;
        private OutputStream out;
        private long last = System.nanoTime();

        Stream(HttpExchange exchange, StandInRequest request) {
            this.exchange = exchange;
            this.asEvents = request.wantsEvents();
        }

        void send(JsonNode document) throws IOException {
            begin();
            write(asEvents ? "data: " + document + "\n\n" : document + "\n");
        }

        void begin() throws IOException {
            if (out == null) {
                exchange.getResponseHeaders().set("Content-Type", asEvents ? "text/event-stream" : "application/json");
                exchange.sendResponseHeaders(200, 0);
                out = exchange.getResponseBody();
            }
        }

        void signOfLife() throws IOException {
            Duration silent = Duration.ofNanos(System.nanoTime() - last);
            if (out != null && asEvents && silent.compareTo(cluster.settings.keepAlive) > 0) {
                write(":\n\n");
            }
        }

        void error(int status, int code, String message) throws IOException {
            ObjectNode error = Json.object();
            error.putObject("error")
                    .put("grpc_code", code)
                    .put("http_code", status)
                    .put("message", message)
                    .put("http_status", status == 429 ? "Too Many Requests" : "Bad Request");
            send(error);
        }

        private void write(String text) throws IOException {
            out.write(text.getBytes(StandardCharsets.UTF_8));
            out.flush();
            last = System.nanoTime();
        }
    }

    void answer(HttpExchange exchange, StandInRequest request) throws IOException, Refused, InterruptedException {
        Stream stream = new Stream(exchange, request);
        List<String> path = request.path();
        if (path.get(2).equals("workflow-events")) {
            watch(stream, request);
        } else if (path.get(2).equals("stream")) {
            events(stream, request);
        } else {
            log(stream, path.get(4), request);
        }
        stream.begin();
        exchange.close();
    }

    /** Whether a request is answered here. */
    static boolean answers(StandInRequest request) {
        List<String> path = request.path();
        return request.method().equals("GET")
                && path.size() > 2
                && (path.get(2).equals("workflow-events")
                        || path.get(2).equals("stream")
                        || path.get(2).equals("workflows")
                                && path.size() > 5
                                && path.get(path.size() - 1).equals("log"));
    }

    private void watch(Stream stream, StandInRequest request) throws IOException, Refused, InterruptedException {
        LabelSelector selector = new LabelSelector(request.parameter("listOptions.labelSelector"));
        FieldSelection fields = new FieldSelection(request.parameter("fields"));
        Faults faults = cluster.settings.faults;
        Store store = cluster.store;
        String from = request.parameter("listOptions.resourceVersion");
        long seen;
        List<Store.Event> waiting = new ArrayList<>();
        if (from.isEmpty() || from.equals("0")) {
            synchronized (store) {
                seen = store.version();
                store.workflows().forEach(one -> waiting.add(new Store.Event(store.version(), "ADDED", one)));
            }
        } else {
            seen = Long.parseLong(from);
            if (faults.strike(Fault.Kind.EVENT, "watch from a version")
                    .filter(Fault.STALE_VERSION::equals)
                    .isPresent()) {
                throw Refused.invalid("too old resource version: " + seen + " (" + store.version() + ")");
            }
        }
        Store.Event held = null;
        while (!closed) {
            for (Store.Event event : waiting) {
                seen = Math.max(seen, event.version());
                if (!selector.selects(event.workflow())) {
                    continue;
                }
                Optional<Fault> fault = faults.strike(Fault.Kind.EVENT, name(event));
                switch (fault.orElse(Fault.HANG)) {
                    case WATCH_CLOSED -> {
                        return;
                    }
                    case WATCH_ERROR -> {
                        stream.error(429, 8, "EOF");
                        return;
                    }
                    case STALE_VERSION -> {
                        stream.error(400, 3, "too old resource version: " + seen + " (" + store.version() + ")");
                        return;
                    }
                    case DUPLICATE_EVENT -> {
                        stream.send(fields.of(shown(event)));
                        stream.send(fields.of(shown(event)));
                    }
                    case REORDERED_EVENT -> {
                        if (held == null) {
                            held = event;
                            continue;
                        }
                        stream.send(fields.of(shown(event)));
                    }
                    default -> stream.send(fields.of(shown(event)));
                }
                if (held != null) {
                    stream.send(fields.of(shown(held)));
                    held = null;
                }
            }
            stream.signOfLife();
            waiting.clear();
            waiting.addAll(store.eventsAfter(seen, 250));
            if (waiting.isEmpty() && held != null) {
                stream.send(fields.of(shown(held)));
                held = null;
            }
        }
    }

    private static String name(Store.Event event) {
        return event.type() + " " + Json.text(event.workflow().path("metadata"), "name") + " "
                + Json.text(event.workflow().path("status"), "phase");
    }

    private static JsonNode shown(Store.Event event) {
        ObjectNode shown = Json.object();
        shown.putObject("result").put("type", event.type()).set("object", event.workflow());
        return shown;
    }

    private void log(Stream stream, String name, StandInRequest request)
            throws IOException, Refused, InterruptedException {
        ObjectNode workflow = cluster.store.get(name).orElseThrow(() -> Refused.notFound("workflows", name));
        if (request.parameter("logOptions.container").isEmpty()) {
            return;
        }
        PodLogs logs = new PodLogs(cluster.podsOf(Json.text(workflow.path("metadata"), "uid")));
        int tail = request.parameter("logOptions.tailLines").isEmpty()
                ? Integer.MAX_VALUE
                : Integer.parseInt(request.parameter("logOptions.tailLines"));
        String wanted = request.parameter("podName");
        boolean follow = request.parameter("logOptions.follow").equals("true");
        int sent = 0;
        do {
            List<ObjectNode> lines = new ArrayList<>();
            for (String pod : logs.pods()) {
                if (wanted.isEmpty() || wanted.equals(pod)) {
                    List<String> written = logs.lines(pod);
                    for (String line : written.subList(Math.max(0, written.size() - tail), written.size())) {
                        ObjectNode entry = Json.object();
                        entry.putObject("result").put("content", line).put("podName", pod);
                        lines.add(entry);
                    }
                }
            }
            for (; sent < lines.size(); sent++) {
                stream.send(lines.get(sent));
            }
            follow &= !cluster.store
                    .get(name)
                    .map(one -> one.path("status").has("phase")
                            && !Json.text(one.path("status"), "phase").equals("Running"))
                    .orElse(true);
            if (follow) {
                Thread.sleep(100);
            }
        } while (follow && !closed);
    }

    /** Of a pod that waits for a secret: the only place that says so. */
    private void events(Stream stream, StandInRequest request) throws IOException, InterruptedException {
        String selector = request.parameter("listOptions.fieldSelector");
        for (ObjectNode workflow : cluster.store.workflows()) {
            for (JsonNode node : workflow.path("status").path("nodes")) {
                String name = Json.text(workflow.path("metadata"), "name");
                if (Json.text(node, "message").equals("PodInitializing")
                        && selector.contains("involvedObject.name=" + name)) {
                    ObjectNode event = Json.object();
                    ObjectNode result = event.putObject("result");
                    result.putObject("involvedObject").put("kind", "Pod").put("name", name);
                    result.put("type", "Warning").put("reason", "FailedMount");
                    result.put(
                            "message",
                            "MountVolume.SetUp failed for volume \"exec-sa-token\" : secret"
                                    + " \"monkey-executor.service-account-token\" not found");
                    result.put("lastTimestamp", cluster.store.now());
                    stream.send(event);
                }
            }
        }
        while (!closed) {
            Thread.sleep(200);
            stream.signOfLife();
        }
    }
}
