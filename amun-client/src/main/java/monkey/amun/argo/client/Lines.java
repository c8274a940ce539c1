package monkey.amun.argo.client;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.net.http.HttpResponse.BodySubscriber;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.Flow;
import java.util.concurrent.Future;
import java.util.concurrent.LinkedBlockingQueue;

/**
 * Cuts a body that goes on and on into lines, and holds the server back while nobody takes them: no more is asked for
 * while {@value #FULL} lines wait. Its own body is complete as soon as there is one, so that the answer's headers can be
 * seen while lines still come.
 */
final class Lines implements BodySubscriber<byte[]> {
    /** Larger than any one object that a cluster's store takes. */
    private static final int LONGEST = 16 << 20;

    private static final int FULL = 64;

    /** A line, an end ({@code text} null), or a failure. */
    record Line(String text, Throwable failure) {}

    private final BlockingQueue<Line> lines = new LinkedBlockingQueue<>();
    private final ByteArrayOutputStream begun = new ByteArrayOutputStream();
    private Flow.Subscription subscription;
    private boolean cancelled;
    private boolean wanting;
    private Future<?> request;
    private volatile String name = "";

    BlockingQueue<Line> queue() {
        return lines;
    }

    @Override
    public CompletionStage<byte[]> getBody() {
        return CompletableFuture.completedFuture(new byte[0]);
    }

    @Override
    public synchronized void onSubscribe(Flow.Subscription given) {
        if (cancelled) {
            given.cancel();
            return;
        }
        subscription = given;
        wanting = true;
        given.request(1);
    }

    @Override
    public synchronized void onNext(List<ByteBuffer> buffers) {
        wanting = false;
        for (ByteBuffer buffer : buffers) {
            while (buffer.hasRemaining()) {
                byte next = buffer.get();
                if (next == '\n') {
                    lines.add(new Line(begun.toString(StandardCharsets.UTF_8), null));
                    begun.reset();
                } else if (begun.size() < LONGEST) {
                    begun.write(next);
                } else {
                    lines.add(new Line(null, new IOException("a line of more than " + LONGEST + " bytes")));
                    cancel();
                    return;
                }
            }
        }
        wantMore();
    }

    /** To be called after a line was taken. */
    synchronized void wantMore() {
        if (!wanting && !cancelled && subscription != null && lines.size() < FULL) {
            wanting = true;
            subscription.request(1);
        }
    }

    @Override
    public synchronized void onError(Throwable failure) {
        lines.add(new Line(null, failure));
    }

    @Override
    public synchronized void onComplete() {
        if (begun.size() > 0) {
            lines.add(new Line(begun.toString(StandardCharsets.UTF_8), null));
        }
        lines.add(new Line(null, null));
    }

    /** What is wrong with the answer, from outside of it. */
    void fail(ArgoException problem) {
        lines.add(new Line(null, problem));
    }

    /** The id of the request whose answer this is. */
    void named(String id) {
        name = id;
    }

    String request() {
        return name;
    }

    /** What {@link #cancel()} is to cancel too. */
    synchronized void onCancel(Future<?> begun) {
        request = begun;
        if (cancelled) {
            begun.cancel(true);
        }
    }

    /** Ends the stream, also one whose answer has not begun. */
    synchronized void cancel() {
        cancelled = true;
        if (request != null) {
            request.cancel(true);
        }
        if (subscription != null) {
            subscription.cancel();
        }
        lines.add(new Line(null, null));
    }
}
