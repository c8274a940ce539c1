package monkey.resolver.protocol;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import monkey.resolver.answer.Rehearsal;
import monkey.resolver.answer.Session;
import monkey.resolver.ending.Patience;
import monkey.resolver.graph.Graph;
import monkey.resolver.request.Request;
import monkey.resolver.request.RequestParser;
import monkey.resolver.request.Strategy;
import monkey.resolver.request.UsageException;

/**
 * Answers requests on one graph until the input ends. A thread of its own reads the input, so that a cancellation
 * reaches an answer while it is being given. Once the input has ended and the process that started this one is gone, nobody
 * is left to be answered: what is still being worked on is cancelled.
 */
public final class Server {
    private static final Object END_OF_INPUT = new Object();

    private final Rehearsal rehearsal = new Rehearsal(Request.stacks(Strategy.ALL));
    private final FrameReader in;
    private final FrameWriter frames;
    private final BlockingQueue<Object> inbox = new LinkedBlockingQueue<>();
    private final Optional<ProcessHandle> parent = ProcessHandle.current().parent();
    private Work work = new Work(0, Patience.endless());
    private long cancelledUpTo = -1;

    public Server(InputStream in, OutputStream out) {
        this.in = new FrameReader(rehearsal.watch(in));
        this.frames = new FrameWriter(out);
    }

    /** A request on its way: how many came before it, and the patience it is worked on with. */
    private record Work(long number, Patience patience) {}

    /** A request as it came. */
    private record Asked(long number, List<String> words) {}

    /**
     * Serves until the input ends.
     *
     * @throws IOException if the input breaks the protocol (after an error frame was sent) or the output is closed
     */
    public void serve() throws IOException {
        frames.greet();
        frames.flush();
        FrameSink sink = new FrameSink(frames);
        Graph graph;
        try (rehearsal) {
            in.greeting();
            if (in.next() != Frames.GRAPH) {
                throw in.wrong("the first frame must be a graph");
            }
            graph = GraphFrame.read(in);
        } catch (IOException e) {
            sink.error(String.valueOf(e.getMessage()));
            throw e;
        }
        Thread reader = new Thread(this::readRequests, "requests");
        reader.setDaemon(true);
        reader.start();
        Session session = new Session(graph);
        while (true) {
            Object next = take();
            if (next == END_OF_INPUT) {
                return;
            }
            if (next instanceof IOException) {
                sink.error(String.valueOf(((IOException) next).getMessage()));
                throw (IOException) next;
            }
            answer(session, sink, (Asked) next);
        }
    }

    private Object take() throws IOException {
        try {
            return inbox.take();
        } catch (InterruptedException e) {
            throw new IOException("interrupted", e);
        }
    }

    private void answer(Session session, FrameSink sink, Asked asked) throws IOException {
        try {
            RequestParser.Parsed parsed = RequestParser.parse(asked.words());
            Patience patience = parsed.request().deadline() == null
                    ? Patience.endless()
                    : Patience.ofNanos(parsed.request().deadline().toNanos());
            synchronized (this) {
                work = new Work(asked.number(), patience);
                if (asked.number() <= cancelledUpTo) {
                    patience.cancel();
                }
            }
            session.answer(parsed.request(), patience, sink);
        } catch (UsageException e) {
            sink.error(e.getMessage());
        }
    }

    private void readRequests() {
        long number = 0;
        try {
            while (true) {
                int type = in.next();
                if (type == FrameReader.END) {
                    inbox.add(END_OF_INPUT);
                    parent.ifPresent(process -> process.onExit().thenRun(() -> cancel(Long.MAX_VALUE)));
                    return;
                }
                if (type == Frames.REQUEST) {
                    inbox.add(new Asked(number++, RequestFrame.read(in)));
                } else if (type == Frames.CANCEL) {
                    cancel(number - 1);
                } else {
                    throw in.wrong("a request or a cancellation is expected here, not a frame of type " + type);
                }
                in.skip();
            }
        } catch (IOException e) {
            inbox.add(e);
        }
    }

    /** Cancels all requests up to the one of this number. */
    private synchronized void cancel(long upTo) {
        cancelledUpTo = upTo;
        if (work.number() <= upTo) {
            work.patience().cancel();
        }
    }
}
