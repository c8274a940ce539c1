package monkey.resolver.answer;

import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import monkey.resolver.diagram.StackCursor;
import monkey.resolver.ending.Ending;
import monkey.resolver.ending.Patience;
import monkey.resolver.graph.Graph;
import monkey.resolver.graph.GraphBuilder;
import monkey.resolver.request.Command;
import monkey.resolver.request.Request;
import monkey.resolver.request.UsageException;

/**
 * Answers on a small graph while a large one is being read, on another core if there is one. Most of what stands between a
 * graph and its first stack is otherwise code that is loaded and interpreted for the first time. Begins once so much has been
 * read that the rest takes a while, ends with the reading, and changes no answer.
 */
public final class Rehearsal implements AutoCloseable {
    private static final long WORTH_IT = 1 << 18;
    private static final int TYPES = 24;
    private static final int VERSIONS = 16;

    private final Request request;
    private volatile boolean over;

    /**
     * Prepares.
     *
     * @param request what will be asked of the large graph
     */
    public Rehearsal(Request request) {
        this.request = request.command() == Command.STACKS
                ? Request.stacks(request.strategy()).withLimit(3)
                : Request.count();
    }

    /** The same bytes; whoever reads many of them sets the rehearsal going. */
    public InputStream watch(InputStream in) {
        return Runtime.getRuntime().availableProcessors() < 2 ? in : new Watched(in);
    }

    /** Ends the rehearsal. Does not wait for what is still going on. */
    @Override
    public void close() {
        over = true;
    }

    private void rehearse() {
        Graph graph = graph();
        try {
            while (!over) {
                new Session(graph).answer(request, Patience.endless(), new Nowhere());
            }
        } catch (UsageException | IOException | OutOfMemoryError e) {
            // The answer that counts will say so itself.
        }
    }

    /** Each version depends on nearby ones of the next type and on some of a farther one. */
    private static Graph graph() {
        GraphBuilder builder = new GraphBuilder();
        for (int id = 0; id < TYPES * VERSIONS; id++) {
            builder.type(id / VERSIONS);
        }
        for (int version = 0; version < VERSIONS; version++) {
            builder.direct(version);
            for (int type = 0; type + 1 < TYPES; type++) {
                for (int other = 0; other < VERSIONS; other++) {
                    if (Math.abs(version - other) < 3) {
                        builder.pair(type * VERSIONS + version, (type + 1) * VERSIONS + other);
                    }
                    if (type + 6 < TYPES && type % 2 == 0 && version > other / 2) {
                        builder.pair(type * VERSIONS + version, (type + 6) * VERSIONS + other);
                    }
                }
            }
        }
        return builder.build();
    }

    private final class Watched extends FilterInputStream {
        private long seen;

        Watched(InputStream in) {
            super(in);
        }

        @Override
        public int read() throws IOException {
            int next = super.read();
            see(next < 0 ? 0 : 1);
            return next;
        }

        @Override
        public int read(byte[] bytes, int offset, int length) throws IOException {
            int count = super.read(bytes, offset, length);
            see(count);
            return count;
        }

        private void see(int count) {
            boolean before = seen >= WORTH_IT;
            seen += Math.max(0, count);
            if (!before && seen >= WORTH_IT && !over) {
                Thread thread = new Thread(Rehearsal.this::rehearse, "rehearsal");
                thread.setDaemon(true);
                thread.start();
            }
        }
    }

    /** Takes an answer and forgets it. */
    private static final class Nowhere implements Sink {
        @Override
        public void stack(StackCursor cursor) {}

        @Override
        public void pass() {}

        @Override
        public void line(String text) {}

        @Override
        public void end(Ending ending, long count, String note) {}
    }
}
