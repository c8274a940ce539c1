package monkey.resolver.benchmark;

import monkey.resolver.graph.Graph;
import monkey.resolver.graph.GraphBuilder;

/** Graphs to measure on. */
public final class Graphs {
    private Graphs() {}

    /** The chain of {@code scripts/benchmarks/resolver}: levels that exclude each other. */
    public static Graph chain(int levels, int ids, int reach) {
        GraphBuilder builder = new GraphBuilder();
        for (int id = 0; id < levels * ids; id++) {
            builder.type(id / ids);
        }
        for (int i = 0; i < ids; i++) {
            builder.direct(i);
        }
        for (int level = 0; level < levels; level++) {
            for (int i = 0; i < ids; i++) {
                for (int j = 0; j < ids; j++) {
                    if (level + 1 < levels && Math.abs(i - j) <= reach) {
                        builder.pair(level * ids + i, (level + 1) * ids + j);
                    }
                    if (level + 4 < levels && (i + j) % 4 != 0) {
                        builder.pair(level * ids + i, (level + 4) * ids + j);
                    }
                }
            }
        }
        return builder.build();
    }

    /** So many independent types of so many ids. */
    public static Graph star(int types, int ids) {
        GraphBuilder builder = new GraphBuilder();
        for (int id = 0; id < types * ids; id++) {
            builder.type(id / ids).direct(id);
        }
        return builder.build();
    }
}
