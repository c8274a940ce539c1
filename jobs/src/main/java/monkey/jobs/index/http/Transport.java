package monkey.jobs.index.http;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InterruptedIOException;
import java.io.UncheckedIOException;
import java.net.ConnectException;
import java.net.URI;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandler;
import java.net.http.HttpResponse.BodySubscribers;
import java.net.http.HttpTimeoutException;
import java.nio.channels.UnresolvedAddressException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicReference;
import java.util.zip.GZIPInputStream;
import javax.net.ssl.SSLHandshakeException;
import monkey.jobs.index.configuration.Credentials;
import monkey.jobs.index.configuration.IndexConfiguration;

/**
 * GET requests to package indexes. At most {@value #IN_FLIGHT} are under way at once, over HTTP/2 where the server
 * offers it; what may pass (429, 5xx, broken connections) is tried again with growing pauses, and a server that says how
 * long to wait is left alone for that long by all requests. Redirects are followed here rather than by the HTTP client,
 * so that a login never travels to another host.
 *
 * <p>Safe for use by several threads. Nothing is opened before the first request.
 */
public final class Transport {

    private static final int IN_FLIGHT = 16;
    private static final int REDIRECTS = 10;
    private static final int TRIES_WITHOUT_CONNECTION = 3;

    private final IndexConfiguration configuration;
    private final Semaphore slots = new Semaphore(IN_FLIGHT);
    private final Map<String, Instant> closedUntil = new ConcurrentHashMap<>();
    private final Map<String, Optional<Credentials>> logins = new ConcurrentHashMap<>();
    private final Doorways doorways = new Doorways();
    private final Pause pause;
    private final ProxyChoice proxy;
    private final Clients clients;

    /** Waits; replaced in tests. */
    @FunctionalInterface
    interface Pause {
        void sleep(Duration duration) throws InterruptedException;
    }

    public Transport(IndexConfiguration configuration) {
        this(configuration, duration -> Thread.sleep(duration.toMillis()));
    }

    Transport(IndexConfiguration configuration, Pause pause) {
        this.configuration = configuration;
        this.pause = pause;
        this.proxy = new ProxyChoice(configuration.proxies());
        this.clients = new Clients(configuration, proxy);
    }

    /**
     * Asks for an address and reads the whole answer into memory, whatever its status; failures that may pass have been
     * retried.
     *
     * @throws IndexException if no answer was had, or the server stayed too busy
     */
    public Reply get(URI address, Map<String, String> headers) throws IOException {
        return persist(address, headers, Optional.empty());
    }

    /** As {@link #get}, but a body of status 200 goes to a new temporary file in {@code directory}. */
    public Reply download(URI address, Map<String, String> headers, Path directory) throws IOException {
        return persist(address, headers, Optional.of(directory));
    }

    private Reply persist(URI address, Map<String, String> headers, Optional<Path> directory) throws IOException {
        for (int failures = 1; ; failures++) {
            String problem;
            IOException cause = null;
            Optional<Duration> wanted = Optional.empty();
            try {
                awaitOpening(address);
                Reply reply = follow(address, headers, directory);
                if (!Retries.mayPass(reply.status())) {
                    return reply;
                }
                problem = "answered with status " + reply.status();
                wanted = Retries.wanted(reply, Instant.now());
            } catch (SSLHandshakeException distrusted) {
                throw new IndexException(
                        address + " could not be trusted: " + distrusted.getMessage()
                                + "; if it has a certificate of its own, name its authority with PIP_CERT",
                        distrusted);
            } catch (IndexException | InterruptedIOException hopeless) {
                throw hopeless;
            } catch (IOException failed) {
                problem = "could not be reached: " + reason(failed);
                cause = failed;
            }
            boolean connected = !(cause instanceof ConnectException);
            int tries = connected
                    ? 1 + configuration.retries()
                    : Math.min(TRIES_WITHOUT_CONNECTION, 1 + configuration.retries());
            boolean tooLong = wanted.isPresent() && wanted.get().compareTo(Retries.PATIENCE) > 0;
            if (failures >= tries || tooLong) {
                String wish = tooLong
                        ? " and asks to be left alone for " + wanted.get().toSeconds() + " s"
                        : "";
                throw new IndexException(
                        address + " " + problem + wish + " (tried " + failures + (failures == 1 ? " time)" : " times)"),
                        cause);
            }
            if (wanted.isPresent()) {
                closedUntil.merge(
                        address.getRawAuthority(),
                        Instant.now().plus(wanted.get()),
                        (one, other) -> one.isAfter(other) ? one : other);
            } else {
                sleep(Retries.backoff(failures));
            }
        }
    }

    private void awaitOpening(URI address) throws InterruptedIOException {
        Instant opening = closedUntil.get(address.getRawAuthority());
        if (opening != null) {
            Duration left = Duration.between(Instant.now(), opening);
            if (!left.isNegative() && !left.isZero()) {
                sleep(left);
            }
            closedUntil.remove(address.getRawAuthority(), opening);
        }
    }

    private Reply follow(URI address, Map<String, String> headers, Optional<Path> directory) throws IOException {
        URI target = address;
        for (int hops = 0; hops <= REDIRECTS; hops++) {
            Reply reply = exchange(target, headers, directory);
            Optional<String> location = reply.header("Location");
            if (!isRedirect(reply.status()) || location.isEmpty()) {
                return reply;
            }
            target = target.resolve(location.get().replace(" ", "%20"));
        }
        throw new IndexException(address + " redirects in circles");
    }

    private Reply exchange(URI address, Map<String, String> headers, Optional<Path> directory) throws IOException {
        HttpRequest.Builder request;
        try {
            request = HttpRequest.newBuilder(address);
        } catch (IllegalArgumentException unusable) {
            throw new IndexException(address + " is no address that can be asked: " + unusable.getMessage(), unusable);
        }
        Map<String, String> all = new HashMap<>(headers);
        all.putIfAbsent("User-Agent", "dependency-monkey");
        if (directory.isEmpty() && !all.containsKey("Range")) {
            all.put("Accept-Encoding", "gzip");
        }
        logins.computeIfAbsent(
                        address.getScheme() + "://" + address.getRawAuthority(),
                        host -> configuration.credentials(address))
                .ifPresent(login -> all.put("Authorization", login.basic()));
        proxy.login(address).ifPresent(login -> all.put("Proxy-Authorization", login));
        all.forEach(request::header);
        AtomicReference<Path> begun = new AtomicReference<>();
        boolean whole = false;
        try {
            doorways.enter(address);
            slots.acquire();
        } catch (InterruptedException interrupted) {
            doorways.open(address);
            throw interrupted(address);
        }
        try {
            Watched.Pulse pulse = new Watched.Pulse();
            CompletableFuture<HttpResponse<Body>> answer =
                    clients.of(address).sendAsync(request.build(), receive(directory, pulse, begun));
            HttpResponse<Body> response = await(answer, pulse, address);
            byte[] bytes = response.body().bytes();
            if (response.headers()
                    .firstValue("Content-Encoding")
                    .map(text -> text.toLowerCase(Locale.ROOT))
                    .filter("gzip"::equals)
                    .isPresent()) {
                bytes = new GZIPInputStream(new ByteArrayInputStream(bytes)).readAllBytes();
            }
            whole = true;
            return new Reply(
                    response.statusCode(),
                    address,
                    response.headers(),
                    bytes,
                    response.body().file());
        } finally {
            slots.release();
            doorways.open(address);
            if (!whole && begun.get() != null) {
                Files.deleteIfExists(begun.get());
            }
        }
    }

    private record Body(byte[] bytes, Optional<Path> file) {}

    private static BodyHandler<Body> receive(
            Optional<Path> directory, Watched.Pulse pulse, AtomicReference<Path> begun) {
        return information -> {
            if (directory.isEmpty() || information.statusCode() != 200) {
                return new Watched<>(
                        BodySubscribers.mapping(
                                BodySubscribers.ofByteArray(), bytes -> new Body(bytes, Optional.empty())),
                        pulse);
            }
            try {
                Files.createDirectories(directory.get());
                Path file = Files.createTempFile(directory.get(), "download-", ".part");
                begun.set(file);
                return new Watched<>(
                        BodySubscribers.mapping(
                                BodySubscribers.ofFile(file), path -> new Body(new byte[0], Optional.of(path))),
                        pulse);
            } catch (IOException full) {
                throw new UncheckedIOException(full);
            }
        };
    }

    private HttpResponse<Body> await(CompletableFuture<HttpResponse<Body>> answer, Watched.Pulse pulse, URI address)
            throws IOException {
        while (true) {
            try {
                return answer.get(500, TimeUnit.MILLISECONDS);
            } catch (TimeoutException notYet) {
                if (pulse.silentNanos() > configuration.timeout().toNanos()) {
                    answer.cancel(true);
                    throw new HttpTimeoutException(
                            "nothing came for " + configuration.timeout().toSeconds() + " s");
                }
            } catch (ExecutionException failed) {
                Throwable cause = failed.getCause();
                throw cause instanceof IOException io ? io : new IOException(cause);
            } catch (InterruptedException interrupted) {
                answer.cancel(true);
                throw interrupted(address);
            }
        }
    }

    private void sleep(Duration duration) throws InterruptedIOException {
        try {
            pause.sleep(duration);
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
            throw new InterruptedIOException("stopped while waiting for a package index");
        }
    }

    private static InterruptedIOException interrupted(URI address) {
        Thread.currentThread().interrupt();
        return new InterruptedIOException("stopped while waiting for " + address);
    }

    private static boolean isRedirect(int status) {
        return status == 301 || status == 302 || status == 303 || status == 307 || status == 308;
    }

    private static String reason(IOException failure) {
        if (failure instanceof ConnectException && failure.getCause() instanceof UnresolvedAddressException) {
            return "no such host";
        }
        String message = failure.getMessage();
        return message == null || message.isBlank() ? failure.getClass().getSimpleName() : message;
    }
}
