package monkey.resolver.protocol;

import java.io.IOException;
import monkey.resolver.graph.Graph;
import monkey.resolver.graph.GraphBuilder;
import monkey.resolver.graph.IdRange;

/** A graph as one frame. */
public final class GraphFrame {
    private GraphFrame() {}

    /** Writes a graph. */
    public static void write(Graph graph, FrameWriter frames) throws IOException {
        frames.number(graph.idCount());
        for (int id = 0; id < graph.idCount(); id++) {
            frames.number(graph.typeOf(id));
        }
        frames.number(graph.directCount());
        for (int i = 0; i < graph.directCount(); i++) {
            frames.number(graph.direct(i));
        }
        for (int id = 0; id < graph.idCount(); id++) {
            int from = graph.firstTarget(id);
            int to = graph.firstTarget(id + 1);
            frames.number((long) (to - from) << 1 | (graph.isBroken(id) ? 1 : 0));
            int before = 0;
            for (int i = from; i < to; i++) {
                frames.signed((long) graph.target(i) - before);
                before = graph.target(i);
            }
        }
        frames.send(Frames.GRAPH);
        frames.takeChecksum();
    }

    /** Reads the payload of the present frame. */
    static Graph read(FrameReader frames) throws IOException {
        GraphBuilder builder = new GraphBuilder();
        int ids = frames.integer("the number of ids");
        for (int i = 0; i < ids; i++) {
            builder.type(frames.integer("a type"));
        }
        int direct = frames.integer("the number of direct dependencies");
        for (int i = 0; i < direct; i++) {
            builder.direct(id(frames, frames.number(), ids));
        }
        for (int id = 0; id < ids; id++) {
            long head = frames.number();
            if ((head & 1) != 0) {
                builder.broken(id);
            }
            long before = 0;
            for (long i = head >>> 1; i > 0; i--) {
                before += frames.signed();
                builder.pair(id, id(frames, before, ids));
            }
        }
        if (frames.left() != 0) {
            throw frames.wrong(frames.left() + " bytes follow the end of the graph in its frame");
        }
        return builder.build();
    }

    private static int id(FrameReader frames, long id, int ids) throws ProtocolException {
        if (id < 0 || id >= ids) {
            throw frames.wrong("there is no id " + id + ": the graph has " + IdRange.of(ids));
        }
        return (int) id;
    }
}
