package monkey.resolver.diagram;

/**
 * All stacks of a space, as a decomposable decision diagram. Immutable, thread-safe.
 *
 * <p>A <em>node</em> stands for a set of partial stacks over some types; it decides one type. Each of its <em>edges</em>
 * carries a <em>label</em> - ids of that type, newest first, that are equivalent here, or none: then the type is absent -
 * and <em>children</em>: nodes over types that no two of them share. The partial stacks of an edge are: one id of the
 * label, if it has any, and one partial stack of each child, in every combination. Edges of a node are disjoint, so counts add; children are independent, so counts
 * multiply. A type that no child decides is absent. Every node stands for at least one partial stack and can be reached
 * from the {@link #root(int) roots}, which are independent of each other; an {@link #isEmpty() empty} diagram has no
 * stack, one without roots has one, the empty stack.
 *
 * <p>Nodes are numbered from 0, children before parents: a loop upwards is a pass from the leaves to the roots, a loop
 * downwards one from the roots to the leaves. Everything lies in one array of ints; an edge is a position in it:
 *
 * <pre>{@code
 * for (int n = 0; n < diagram.nodeCount(); n++)
 *     for (int e = diagram.firstEdge(n), k = diagram.edgeCount(n); k > 0; k--, e = diagram.nextEdge(e))
 *         for (int c = 0; c < diagram.childCount(e); c++)
 *             visit(diagram.child(e, c));
 * }</pre>
 */
public final class Diagram {
    private final boolean empty;
    private final int[] roots;
    private final int[] starts;
    private final int nodeCount;
    private final int[] code;
    private final int[][] labels;

    Diagram(boolean empty, int[] roots, int[] starts, int nodeCount, int[] code, int[][] labels) {
        this.empty = empty;
        this.roots = roots;
        this.starts = starts;
        this.nodeCount = nodeCount;
        this.code = code;
        this.labels = labels;
    }

    /** A diagram without any stack. */
    static Diagram ofNothing() {
        return new Diagram(true, new int[0], new int[0], 0, new int[0], new int[0][]);
    }

    /** Whether there is no stack at all. */
    public boolean isEmpty() {
        return empty;
    }

    public int nodeCount() {
        return nodeCount;
    }

    public int rootCount() {
        return roots.length;
    }

    public int root(int n) {
        return roots[n];
    }

    /** Dense type that a node decides. */
    public int type(int node) {
        return code[starts[node]];
    }

    /** At least one. */
    public int edgeCount(int node) {
        return code[starts[node] + 1];
    }

    public int firstEdge(int node) {
        return starts[node] + 2;
    }

    public int nextEdge(int edge) {
        return edge + 2 + code[edge + 1];
    }

    /** The label of an edge, to be looked up with {@link #ids}. */
    public int label(int edge) {
        return code[edge];
    }

    public int childCount(int edge) {
        return code[edge + 1];
    }

    public int child(int edge, int n) {
        return code[edge + 2 + n];
    }

    /** Number of different labels; labels are numbered from 0. */
    public int labelCount() {
        return labels.length;
    }

    /** In how many ways an edge decides its type: the number of ids of its label, and 1 where the type is absent. */
    public int ways(int edge) {
        return Math.max(1, labels[code[edge]].length);
    }

    /** Ids of a label, newest first; none if it says that the type is absent. Not to be changed. */
    public int[] ids(int label) {
        return labels[label];
    }

    /** Number of edges over all nodes. */
    public int edges() {
        int sum = 0;
        for (int n = 0; n < nodeCount; n++) {
            sum += edgeCount(n);
        }
        return sum;
    }
}
