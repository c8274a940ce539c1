package monkey.jobs.testing;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * A package index on loopback with the Simple API in JSON and HTML, metadata files, ranges of bytes and ETags, each of
 * which can be taken away; and it can be told to fail. Remembers what it was asked.
 *
 * <pre>{@code
 * try (MiniatureIndex index = MiniatureIndex.start()) {
 *     index.add(Release.wheel("flask", "1.0").requires("werkzeug>=0.14"));
 *     ... index.url() ...
 *     assertThat(index.requests()).contains("GET /simple/flask/");
 * }
 * }</pre>
 */
public final class MiniatureIndex implements AutoCloseable {

    private static final Pattern RANGE = Pattern.compile("bytes=(\\d*)-(\\d*)");

    private final HttpServer server;
    private final ExecutorService workers = Executors.newCachedThreadPool();
    private final Map<String, List<Release>> releases = new TreeMap<>();
    private final List<String> requests = new CopyOnWriteArrayList<>();
    private final List<Failure> failures = new CopyOnWriteArrayList<>();
    private final Map<String, CountDownLatch> held = new ConcurrentHashMap<>();
    private boolean html;
    private boolean ranges = true;
    private boolean metadata = true;
    private boolean metadataSaid = true;
    private boolean etags = true;
    private boolean uploadTimes = true;
    private String login;

    private static final class Failure {
        final String path;
        final int status;
        final String retryAfter;
        int times;

        Failure(String path, int status, int times, String retryAfter) {
            this.path = path;
            this.status = status;
            this.times = times;
            this.retryAfter = retryAfter;
        }
    }

    private MiniatureIndex(HttpServer server) {
        this.server = server;
        server.setExecutor(workers);
        server.createContext("/", this::answer);
        server.start();
    }

    public static MiniatureIndex start() {
        try {
            return new MiniatureIndex(HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0));
        } catch (IOException unlucky) {
            throw new UncheckedIOException(unlucky);
        }
    }

    /** The address an installer is given, ending in a slash. */
    public String url() {
        return root() + "/simple/";
    }

    private String root() {
        return "http://127.0.0.1:" + server.getAddress().getPort();
    }

    public synchronized MiniatureIndex add(Release... added) {
        for (Release release : added) {
            releases.computeIfAbsent(normal(release.name()), name -> new ArrayList<>())
                    .add(release);
        }
        return this;
    }

    public synchronized MiniatureIndex remove(String project, String version) {
        releases.get(project).removeIf(release -> release.version().equals(version));
        return this;
    }

    /** A project without files: its page is there and empty. */
    public synchronized MiniatureIndex addEmpty(String project) {
        releases.computeIfAbsent(project, name -> new ArrayList<>());
        return this;
    }

    /** Speaks HTML only. */
    public MiniatureIndex htmlOnly() {
        this.html = true;
        return this;
    }

    public MiniatureIndex withoutRanges() {
        this.ranges = false;
        return this;
    }

    /** Has no metadata files, though its pages say so. */
    public MiniatureIndex withoutMetadataFiles() {
        this.metadata = false;
        return this;
    }

    /** Has metadata files, though its pages do not say so. */
    public MiniatureIndex silentAboutMetadata() {
        this.metadataSaid = false;
        return this;
    }

    public MiniatureIndex withoutEtags() {
        this.etags = false;
        return this;
    }

    public MiniatureIndex withoutUploadTimes() {
        this.uploadTimes = false;
        return this;
    }

    /** Wants {@code user:password} with every request. */
    public MiniatureIndex login(String userAndPassword) {
        this.login = userAndPassword;
        return this;
    }

    /** Answers the next requests for paths that contain {@code path} with a status; 0 cuts the connection. */
    public MiniatureIndex fail(String path, int status, int times) {
        return fail(path, status, times, null);
    }

    public MiniatureIndex fail(String path, int status, int times, String retryAfter) {
        failures.add(new Failure(path, status, times, retryAfter));
        return this;
    }

    /** Lets whoever asks for a path that ends in {@code path} wait, until it is told to let go. */
    public MiniatureIndex hold(String path) {
        held.put(path, new CountDownLatch(1));
        return this;
    }

    public void letGo(String path) {
        held.remove(path).countDown();
    }

    /** What was asked for so far, as {@code GET /simple/flask/}, with the range where one was asked for. */
    public List<String> requests() {
        return List.copyOf(requests);
    }

    public void forgetRequests() {
        requests.clear();
    }

    private void answer(HttpExchange exchange) throws IOException {
        String path = exchange.getRequestURI().getPath();
        String range = exchange.getRequestHeaders().getFirst("Range");
        requests.add(exchange.getRequestMethod() + " " + path + (range == null ? "" : " " + range));
        try (exchange) {
            waitWhileHeld(path);
            Failure failure = failure(path);
            if (failure != null && failure.status == 0) {
                exchange.sendResponseHeaders(200, 1_000);
                exchange.getResponseBody().write('{');
                exchange.getResponseBody().flush(); // and no more of what was promised
            } else if (failure != null) {
                if (failure.retryAfter != null) {
                    exchange.getResponseHeaders().set("Retry-After", failure.retryAfter);
                }
                send(exchange, failure.status, "text/plain", "told to fail".getBytes(StandardCharsets.UTF_8));
            } else if (login != null && !authorized(exchange)) {
                send(exchange, 401, "text/plain", new byte[0]);
            } else if (path.startsWith("/simple/")) {
                page(exchange, path.substring("/simple/".length()).replaceFirst("/$", ""));
            } else if (path.startsWith("/files/")) {
                file(exchange, path.substring("/files/".length()));
            } else {
                send(exchange, 404, "text/plain", new byte[0]);
            }
        }
    }

    private void waitWhileHeld(String path) throws IOException {
        try {
            for (Map.Entry<String, CountDownLatch> hold : held.entrySet()) {
                if (path.endsWith(hold.getKey())) {
                    hold.getValue().await();
                }
            }
        } catch (InterruptedException closed) {
            throw new IOException("the index is closed", closed);
        }
    }

    private synchronized Failure failure(String path) {
        for (Failure failure : failures) {
            if (failure.times > 0 && path.contains(failure.path)) {
                failure.times--;
                return failure;
            }
        }
        return null;
    }

    private boolean authorized(HttpExchange exchange) {
        String expected =
                "Basic " + java.util.Base64.getEncoder().encodeToString(login.getBytes(StandardCharsets.UTF_8));
        return expected.equals(exchange.getRequestHeaders().getFirst("Authorization"));
    }

    private void page(HttpExchange exchange, String project) throws IOException {
        List<Release> files = files(project);
        if (files == null) {
            send(exchange, 404, "text/html", "<h1>no such project</h1>".getBytes(StandardCharsets.UTF_8));
            return;
        }
        String accept = String.valueOf(exchange.getRequestHeaders().getFirst("Accept"));
        boolean json = !html && accept.contains("application/vnd.pypi.simple.v1+json");
        String text = json ? json(project, files) : html(files);
        byte[] body = text.getBytes(StandardCharsets.UTF_8);
        String etag = '"' + Release.hex(Release.sha256(body)).substring(0, 16) + '"';
        if (etags) {
            exchange.getResponseHeaders().set("ETag", etag);
            if (etag.equals(exchange.getRequestHeaders().getFirst("If-None-Match"))) {
                exchange.sendResponseHeaders(304, -1);
                return;
            }
        }
        send(exchange, 200, json ? "application/vnd.pypi.simple.v1+json" : "text/html; charset=utf-8", body);
    }

    private synchronized List<Release> files(String project) {
        List<Release> files = releases.get(project);
        return files == null ? null : List.copyOf(files);
    }

    private String json(String project, List<Release> files) {
        String listed = files.stream().map(this::json).collect(Collectors.joining(",\n "));
        return "{\"meta\": {\"api-version\": \"1.1\"}, \"name\": \"" + project + "\", \"files\": [\n " + listed + "]}";
    }

    private String json(Release release) {
        byte[] content = release.content();
        StringBuilder text = new StringBuilder("{\"filename\": \"" + release.filename() + "\", \"url\": \""
                + "../../files/" + normal(release.name()) + "/" + release.filename() + "\", \"hashes\": {\"sha256\": \""
                + Release.hex(Release.sha256(content)) + "\"}, \"size\": " + content.length);
        if (uploadTimes && release.uploaded() != null) {
            text.append(", \"upload-time\": \"").append(release.uploaded()).append('"');
        }
        if (release.requiresPythonOnPage() != null) {
            text.append(", \"requires-python\": \"")
                    .append(release.requiresPythonOnPage())
                    .append('"');
        }
        text.append(", \"yanked\": ").append(release.yanked() == null ? "false" : '"' + release.yanked() + '"');
        if (metadataSaid && release.metadataOffered()) {
            text.append(", \"core-metadata\": {\"sha256\": \"")
                    .append(Release.hex(Release.sha256(release.metadata())))
                    .append("\"}");
        }
        return text.append('}').toString();
    }

    private String html(List<Release> files) {
        return files.stream()
                .map(this::html)
                .collect(Collectors.joining("\n", "<!DOCTYPE html>\n<html><body>\n", "\n</body></html>\n"));
    }

    private String html(Release release) {
        StringBuilder anchor = new StringBuilder("<a href=\"../../files/" + normal(release.name()) + "/"
                + release.filename() + "#sha256=" + Release.hex(Release.sha256(release.content())) + "\"");
        if (release.requiresPythonOnPage() != null) {
            anchor.append(" data-requires-python=\"")
                    .append(release.requiresPythonOnPage().replace("<", "&lt;").replace(">", "&gt;"))
                    .append('"');
        }
        if (release.yanked() != null) {
            anchor.append(" data-yanked=\"").append(release.yanked()).append('"');
        }
        if (metadataSaid && release.metadataOffered()) {
            anchor.append(" data-dist-info-metadata=\"sha256=")
                    .append(Release.hex(Release.sha256(release.metadata())))
                    .append('"');
        }
        return anchor.append('>').append(release.filename()).append("</a><br>").toString();
    }

    private void file(HttpExchange exchange, String path) throws IOException {
        boolean wantsMetadata = path.endsWith(".metadata");
        String project = path.substring(0, path.indexOf('/'));
        String filename = path.substring(path.indexOf('/') + 1).replaceFirst("\\.metadata$", "");
        List<Release> files = files(project);
        Release found = files == null
                ? null
                : files.stream()
                        .filter(release -> release.filename().equals(filename))
                        .findFirst()
                        .orElse(null);
        if (found == null || wantsMetadata && (!metadata || !found.metadataOffered())) {
            send(exchange, 404, "text/html", "<h1>not found</h1>".getBytes(StandardCharsets.UTF_8));
        } else if (wantsMetadata) {
            send(exchange, 200, "application/octet-stream", found.metadata());
        } else {
            range(exchange, found.served());
        }
    }

    private void range(HttpExchange exchange, byte[] content) throws IOException {
        Matcher range =
                RANGE.matcher(String.valueOf(exchange.getRequestHeaders().getFirst("Range")));
        if (!ranges || !range.matches()) {
            send(exchange, 200, "application/octet-stream", content);
            return;
        }
        boolean suffix = range.group(1).isEmpty();
        int from = suffix
                ? Math.max(0, content.length - Integer.parseInt(range.group(2)))
                : Integer.parseInt(range.group(1));
        int until = suffix || range.group(2).isEmpty()
                ? content.length
                : Math.min(content.length, Integer.parseInt(range.group(2)) + 1);
        exchange.getResponseHeaders().set("Content-Range", "bytes " + from + "-" + (until - 1) + "/" + content.length);
        send(exchange, 206, "application/octet-stream", Arrays.copyOfRange(content, from, until));
    }

    private static void send(HttpExchange exchange, int status, String type, byte[] body) throws IOException {
        exchange.getResponseHeaders().set("Content-Type", type);
        boolean head = exchange.getRequestMethod().equals("HEAD");
        exchange.sendResponseHeaders(status, head || body.length == 0 ? -1 : body.length);
        if (!head && body.length > 0) {
            exchange.getResponseBody().write(body);
        }
    }

    private static String normal(String name) {
        return name.toLowerCase().replaceAll("[-_.]+", "-");
    }

    @Override
    public void close() {
        server.stop(0);
        workers.shutdownNow();
    }
}
