package monkey.amun.argo.client;

import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.function.Function;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * What a server sends bit by bit: one JSON document a line, bare or after {@code data:}, with comments between them as
 * signs of life. One thread takes; any thread may close, which ends the taking too.
 *
 * <p>A server sends nothing at all, not even a status, before the first event, so opening a stream never fails: what a
 * server has against it comes out of {@link #next()}.
 */
public final class EventStream<T> implements AutoCloseable {
    private final Call call;
    private final Connection connection;
    private final Duration silence;
    private final Function<JsonNode, T> reader;
    private final Lines lines = new Lines();
    private volatile boolean closed;

    EventStream(Call call, Connection connection, Duration silence, Function<JsonNode, T> reader) {
        this.call = call;
        this.connection = connection;
        this.silence = silence;
        this.reader = reader;
        connection.stream(call, lines);
    }

    /**
     * The next event; waits for it. Empty once the server has ended the stream in good order, or it was closed here.
     *
     * @throws ArgoException.Timeout when there was no event and no sign of life for as long as the settings allow
     * @throws ArgoException of the kind that the server named, in its status or in an error inside the stream; or {@link
     *     ArgoException.Unavailable} when the connection broke
     */
    public Optional<T> next() throws ArgoException {
        while (!closed) {
            Lines.Line line = take();
            if (closed) {
                break;
            }
            lines.wantMore();
            if (line.failure() != null) {
                close();
                throw line.failure() instanceof ArgoException known
                        ? known
                        : connection.failure(call.deed(), line.failure(), lines.request());
            }
            if (line.text() == null) {
                close();
                break;
            }
            Optional<JsonNode> event = event(line.text().strip());
            if (event.isPresent()) {
                return event.map(reader);
            }
        }
        return Optional.empty();
    }

    private Lines.Line take() throws ArgoException {
        try {
            Lines.Line line = lines.queue().poll(silence.toMillis(), TimeUnit.MILLISECONDS);
            if (line == null) {
                close();
                throw new ArgoException.Timeout("cannot " + call.deed() + ": " + connection.server()
                        + " was silent for " + silence.toSeconds() + " s (request " + lines.request() + ")");
            }
            return line;
        } catch (InterruptedException interrupted) {
            close();
            Thread.currentThread().interrupt();
            throw new ArgoException.Interrupted("stopped while waiting to " + call.deed());
        }
    }

    /** Empty for a comment or another field of an event. */
    private Optional<JsonNode> event(String line) throws ArgoException {
        String document = line.startsWith("data:") ? line.substring(5).strip() : line;
        if (!document.startsWith("{")) {
            if (document.isEmpty() || document.startsWith(":") || document.matches("(event|id|retry):.*")) {
                return Optional.empty();
            }
            throw bad(null);
        }
        try {
            JsonNode tree = JsonMapper.shared().readTree(document);
            if (tree.path("error").isObject()) {
                close();
                throw Refusal.inStream(tree.path("error")).exception(call.deed(), connection.server(), lines.request());
            }
            if (!tree.path("result").isObject()) {
                throw bad(null);
            }
            return Optional.of(tree.path("result"));
        } catch (JacksonException damaged) {
            throw bad(damaged);
        }
    }

    private ArgoException bad(Throwable cause) {
        close();
        return new ArgoException.BadAnswer(
                "cannot " + call.deed() + ": what " + connection.server() + " sent is no event (request "
                        + lines.request() + ")",
                cause);
    }

    /** Ends the stream; may be called from any thread, and more than once. */
    @Override
    public void close() {
        closed = true;
        lines.cancel();
    }
}
