package monkey.resolver.graph;

import java.util.Arrays;

/**
 * Collects a graph piece by piece, in any order. Not thread-safe. Arrays grow with what arrives, never with what a
 * header promises, so that a huge number in bad input costs nothing.
 */
public final class GraphBuilder {
    private int[] types = new int[64];
    private int[] direct = new int[16];
    private int[] sources = new int[256];
    private int[] targets = new int[256];
    private int[] broken = new int[4];
    private int typeCount;
    private int directCount;
    private int pairCount;
    private int brokenCount;

    /** Gives the next id its type. */
    public GraphBuilder type(int type) {
        types = room(types, typeCount);
        types[typeCount++] = type;
        return this;
    }

    public GraphBuilder direct(int id) {
        direct = room(direct, directCount);
        direct[directCount++] = id;
        return this;
    }

    /** Says that {@code source} depends on {@code target}. */
    public GraphBuilder pair(int source, int target) {
        sources = room(sources, pairCount);
        targets = room(targets, pairCount);
        sources[pairCount] = source;
        targets[pairCount++] = target;
        return this;
    }

    public GraphBuilder broken(int id) {
        broken = room(broken, brokenCount);
        broken[brokenCount++] = id;
        return this;
    }

    /** Number of ids that have a type so far. */
    public int idCount() {
        return typeCount;
    }

    /**
     * The graph of all that was added.
     *
     * @throws IllegalArgumentException if an id without type was used
     */
    public Graph build() {
        return Graph.of(
                types, typeCount, direct, directCount, sources, targets, pairCount, Arrays.copyOf(broken, brokenCount));
    }

    private static int[] room(int[] array, int used) {
        return used < array.length ? array : Arrays.copyOf(array, (int) Math.min(Integer.MAX_VALUE - 8L, used * 2L));
    }
}
