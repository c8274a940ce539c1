package monkey.amun.argo.client;

import java.io.IOException;
import java.net.ConnectException;
import java.net.InetSocketAddress;
import java.net.ProxySelector;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpConnectTimeoutException;
import java.net.http.HttpHeaders;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandler;
import java.nio.channels.UnresolvedAddressException;
import java.nio.charset.StandardCharsets;
import java.security.SecureRandom;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.time.ZonedDateTime;
import java.time.format.DateTimeFormatter;
import java.util.Base64;
import java.util.HexFormat;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicLong;
import javax.net.ssl.SSLException;
import javax.net.ssl.SSLHandshakeException;
import javax.net.ssl.SSLPeerUnverifiedException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Requests and their answers over HTTP/1.1. Every wait has an end, every request an id of its own (sent as {@code
 * X-Request-Id}, in the log and in messages), and the token is in the request alone. A 401 makes the token be read once
 * more; if it is another one now, the request is repeated. Nothing else is.
 *
 * <p>Safe for several threads.
 */
final class Connection {
    private static final Logger LOG = LoggerFactory.getLogger(Connection.class);

    /** Larger than any object that a cluster's store takes, times the largest page that is asked for. */
    static final int LARGEST_ANSWER = 128 << 20;

    static {
        // Java refuses Basic logins for tunnels unless told otherwise; a proxy address with a login in it says
        // otherwise.
        if (System.getProperty("jdk.http.auth.tunneling.disabledSchemes") == null) {
            System.setProperty("jdk.http.auth.tunneling.disabledSchemes", "");
        }
    }

    private final ArgoSettings settings;
    private final HttpClient client;
    private final String root;
    private final String run = HexFormat.of().formatHex(new SecureRandom().generateSeed(4));
    private final AtomicLong requests = new AtomicLong();
    private volatile Duration clockDifference;

    /** @throws IllegalArgumentException when the settings name a file of authorities that can't be used */
    Connection(ArgoSettings settings) {
        this.settings = settings;
        this.root = settings.server().toString().replaceAll("/+$", "");
        HttpClient.Builder builder = HttpClient.newBuilder()
                .version(HttpClient.Version.HTTP_1_1)
                .connectTimeout(settings.timeouts().connect())
                .followRedirects(HttpClient.Redirect.NEVER);
        settings.authorities().map(Authorities::in).ifPresent(builder::sslContext);
        builder.proxy(settings.proxy()
                .map(proxy -> ProxySelector.of(new InetSocketAddress(proxy.getHost(), port(proxy))))
                .orElse(HttpClient.Builder.NO_PROXY));
        this.client = builder.build();
    }

    /** An answer, and the request's id for messages about what is in it. */
    record Answer(byte[] body, HttpHeaders headers, String request) {}

    /** Who is spoken to, for messages. */
    String server() {
        return root;
    }

    ArgoSettings settings() {
        return settings;
    }

    /** How far the server's clock was ahead of ours at its last answer, to the second; empty before any. */
    Optional<Duration> clockDifference() {
        return Optional.ofNullable(clockDifference);
    }

    /** Sends a request and reads the whole answer into memory, up to {@code largest} bytes. */
    Answer ask(Call call, int largest) throws ArgoException {
        Received<byte[]> received = send(call, "application/json", information -> new Limited(largest));
        int status = received.response().statusCode();
        byte[] body = received.response().body();
        if (status / 100 != 2) {
            throw Refusal.of(status, received.response().headers(), body)
                    .exception(call.deed(), root, received.request());
        }
        return new Answer(body, received.response().headers(), received.request());
    }

    /** What came, or as much of it as had come, and under which id it was asked for. */
    record Received<T>(HttpResponse<T> response, String request) {}

    /** Sends a request and waits until {@code handler}'s body is complete; repeats it once when the token changed. */
    <T> Received<T> send(Call call, String accept, BodyHandler<T> handler) throws ArgoException {
        Received<T> received = once(call, accept, handler);
        if (received.response().statusCode() == 401 && tokenChanged()) {
            LOG.info("request {}: the token was refused and has changed since; asking again", received.request());
            received = once(call, accept, handler);
        }
        return received;
    }

    private <T> Received<T> once(Call call, String accept, BodyHandler<T> handler) throws ArgoException {
        String id = nextId();
        HttpRequest request = request(call, accept, id);
        long start = System.nanoTime();
        CompletableFuture<HttpResponse<T>> answer = client.sendAsync(request, handler);
        try {
            HttpResponse<T> response = answer.get(settings.timeouts().answer().toMillis(), TimeUnit.MILLISECONDS);
            noteClock(response.headers());
            LOG.debug(
                    "request {}: {} {} answered {} in {} ms",
                    id,
                    call.method(),
                    call.path(),
                    response.statusCode(),
                    (System.nanoTime() - start) / 1_000_000);
            return new Received<>(response, id);
        } catch (TimeoutException late) {
            answer.cancel(true);
            LOG.debug("request {}: {} {} came to nothing in time", id, call.method(), call.path());
            throw new ArgoException.Timeout("cannot " + call.deed() + ": " + root + " did not answer within "
                    + seconds(settings.timeouts().answer()) + " (request " + id + ")");
        } catch (InterruptedException interrupted) {
            answer.cancel(true);
            Thread.currentThread().interrupt();
            throw new ArgoException.Interrupted("stopped while waiting to " + call.deed());
        } catch (ExecutionException failed) {
            LOG.debug(
                    "request {}: {} {} failed: {}",
                    id,
                    call.method(),
                    call.path(),
                    failed.getCause().toString());
            throw failure(call.deed(), failed.getCause(), id);
        }
    }

    /**
     * Begins a request whose answer goes to {@code lines}, and so does what is against it, as a failure.
     */
    void stream(Call call, Lines lines) {
        stream(call, lines, true);
    }

    private void stream(Call call, Lines lines, boolean mayRepeat) {
        String id = nextId();
        HttpRequest request;
        try {
            request = request(call, "text/event-stream", id);
        } catch (ArgoException unusable) {
            lines.fail(unusable);
            return;
        }
        lines.named(id);
        CompletableFuture<HttpResponse<byte[]>> answer = client.sendAsync(
                request, information -> information.statusCode() == 200 ? lines : new Limited(LARGEST_ANSWER));
        answer.whenComplete((response, failure) -> {
            if (failure != null) {
                Throwable cause = failure instanceof CompletionException ? failure.getCause() : failure;
                lines.fail(failure(call.deed(), cause, id));
                return;
            }
            noteClock(response.headers());
            LOG.debug("request {}: {} {} answered {}", id, call.method(), call.path(), response.statusCode());
            if (response.statusCode() == 401 && mayRepeat && tokenChanged()) {
                stream(call, lines, false);
            } else if (response.statusCode() != 200) {
                lines.fail(Refusal.of(response.statusCode(), response.headers(), response.body())
                        .exception(call.deed(), root, id));
            }
        });
        lines.onCancel(answer);
    }

    private String nextId() {
        return run + "-" + requests.incrementAndGet();
    }

    private HttpRequest request(Call call, String accept, String id) throws ArgoException {
        HttpRequest.Builder request = HttpRequest.newBuilder(URI.create(root + call.target()))
                .header("Accept", accept)
                .header("User-Agent", "dependency-monkey")
                .header("X-Request-Id", id);
        call.body()
                .ifPresentOrElse(
                        body -> request.header("Content-Type", "application/json")
                                .method(call.method(), HttpRequest.BodyPublishers.ofByteArray(body)),
                        () -> request.method(call.method(), HttpRequest.BodyPublishers.noBody()));
        try {
            settings.token().header().ifPresent(token -> request.header("Authorization", token));
        } catch (IOException | IllegalArgumentException unreadable) {
            // The header's own complaint would quote the token.
            throw new ArgoException.Unauthorized("cannot " + call.deed() + ": "
                    + settings.token().origin()
                    + (unreadable instanceof IOException
                            ? " cannot be read: " + reason(unreadable)
                            : " is none: it holds characters that no token has"));
        }
        settings.proxy()
                .map(URI::getUserInfo)
                .ifPresent(login -> request.header(
                        "Proxy-Authorization",
                        "Basic " + Base64.getEncoder().encodeToString(login.getBytes(StandardCharsets.UTF_8))));
        return request.build();
    }

    private boolean tokenChanged() {
        try {
            return settings.token().renew();
        } catch (IOException unreadable) {
            LOG.warn("{} cannot be read again: {}", settings.token().origin(), reason(unreadable));
            return false;
        }
    }

    /** A failure below HTTP. */
    ArgoException failure(String deed, Throwable cause, String id) {
        String end = " (request " + id + ")";
        for (Throwable one = cause; one != null; one = one.getCause()) {
            if (one instanceof Limited.TooMuch) {
                return new ArgoException.BadAnswer("cannot " + deed + ": " + one.getMessage() + end, null);
            }
            if (one instanceof SSLHandshakeException || one instanceof SSLPeerUnverifiedException) {
                return new ArgoException.Untrusted(
                        "cannot " + deed + ": the certificate of " + root + " is not vouched for by "
                                + settings.authorities()
                                        .map(file -> "the authorities in " + file)
                                        .orElse("the authorities that Java knows")
                                + ": " + reason(one) + end,
                        one);
            }
            if (one instanceof SSLException && reason(one).contains("SSL message")) {
                return new ArgoException.Unreachable(
                        "cannot " + deed + ": what listens at " + root + " does not speak TLS; is its address http://…?"
                                + end,
                        one);
            }
            if (one instanceof UnresolvedAddressException) {
                return new ArgoException.Unreachable(
                        "cannot " + deed + ": there is no host "
                                + settings.server().getHost() + end,
                        cause);
            }
            if (one instanceof ConnectException || one instanceof HttpConnectTimeoutException) {
                return new ArgoException.Unreachable(
                        "cannot " + deed + ": nothing listens at " + root + ": " + reason(cause) + end, cause);
            }
        }
        return new ArgoException.Unavailable(
                "cannot " + deed + ": the connection to " + root + " broke: " + reason(cause) + end, cause);
    }

    private void noteClock(HttpHeaders headers) {
        headers.firstValue("Date").ifPresent(date -> {
            try {
                Instant theirs = ZonedDateTime.parse(date, DateTimeFormatter.RFC_1123_DATE_TIME)
                        .toInstant();
                clockDifference = Duration.ofSeconds(
                        Duration.between(Instant.now(), theirs).plusMillis(500).toSeconds());
            } catch (DateTimeException other) {
                // A date nobody can read says nothing of a clock.
            }
        });
    }

    private static int port(URI proxy) {
        return proxy.getPort() >= 0 ? proxy.getPort() : "https".equals(proxy.getScheme()) ? 443 : 80;
    }

    private static String seconds(Duration duration) {
        return duration.toMillis() % 1000 == 0 ? duration.toSeconds() + " s" : duration.toMillis() + " ms";
    }

    static String reason(Throwable failure) {
        String message = failure.getMessage();
        return message == null || message.isBlank() ? failure.getClass().getSimpleName() : message;
    }
}
