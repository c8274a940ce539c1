package monkey.resolver.diagram;

/**
 * For each node the set of types that some partial stack of it has an id of. Immutable, thread-safe. Cost: one pass; a
 * bit per node and type.
 */
final class Support {
    private final int words;
    private final long[] types;

    Support(Diagram diagram, int typeCount) {
        words = (typeCount + 63) / 64;
        types = new long[diagram.nodeCount() * words];
        for (int node = 0; node < diagram.nodeCount(); node++) {
            int type = diagram.type(node);
            types[node * words + (type >> 6)] |= 1L << type;
            int edge = diagram.firstEdge(node);
            for (int k = diagram.edgeCount(node); k > 0; k--, edge = diagram.nextEdge(edge)) {
                for (int c = 0; c < diagram.childCount(edge); c++) {
                    int child = diagram.child(edge, c);
                    for (int w = 0; w < words; w++) {
                        types[node * words + w] |= types[child * words + w];
                    }
                }
            }
        }
    }

    boolean has(int node, int type) {
        return (types[node * words + (type >> 6)] >>> type & 1) != 0;
    }
}
