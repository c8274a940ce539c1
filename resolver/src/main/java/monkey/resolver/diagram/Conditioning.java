package monkey.resolver.diagram;

import java.util.Arrays;
import java.util.BitSet;
import monkey.resolver.graph.Graph;

/**
 * A diagram seen under the condition that some ids are in the stack, or that it has none of some types. The condition can be changed as often as needed;
 * each change is one pass over the edges, a few nanoseconds an edge. Not thread-safe; several may look at one diagram.
 *
 * <p>A node is <em>open</em> if it has a partial stack with every fixed id whose type it has in its {@link Support} and
 * without any excluded type; an edge is open if all its children are, it does not contradict what is said of its node's
 * type, and no fixed type that the node has gets lost on it. Walking down from the roots along open edges of open nodes, in any way, gives stacks
 * that meet the condition and never a dead end; so a greedy choice at each node needs no look ahead.
 */
public final class Conditioning {
    private static final int FREE = -1;
    private static final int ABSENT = -2;

    private final Diagram diagram;
    private final Graph graph;
    private final Support support;
    private final boolean[] open;
    private final int[] fixedOfType;
    private int[] fixedTypes = new int[0];
    private int[] absentTypes = new int[0];
    private boolean feasible;
    private long[] value;

    /** Looks at a diagram without any condition. */
    public Conditioning(Diagram diagram, Graph graph) {
        this.diagram = diagram;
        this.graph = graph;
        support = new Support(diagram, graph.typeCount());
        open = new boolean[diagram.nodeCount()];
        fixedOfType = new int[graph.typeCount()];
        Arrays.fill(fixedOfType, FREE);
        fix();
    }

    /**
     * Replaces the condition: these ids must all be in the stack. Returns whether there is such a stack; no ids lifts
     * the condition.
     */
    public boolean fix(int... ids) {
        return fix(ids, new int[0]);
    }

    /** As {@link #fix(int...)}, and the stack must have no id of these dense types. */
    public boolean fix(int[] ids, int[] excludedTypes) {
        for (int type : fixedTypes) {
            fixedOfType[type] = FREE;
        }
        for (int type : absentTypes) {
            fixedOfType[type] = FREE;
        }
        absentTypes = excludedTypes.clone();
        for (int type : absentTypes) {
            fixedOfType[type] = ABSENT;
        }
        fixedTypes = new int[ids.length];
        feasible = !diagram.isEmpty();
        int count = 0;
        for (int id : ids) {
            int type = graph.denseTypeOf(id);
            if (fixedOfType[type] == FREE) {
                fixedTypes[count++] = type;
                fixedOfType[type] = id;
            } else {
                feasible &= fixedOfType[type] == id;
            }
        }
        fixedTypes = Arrays.copyOf(fixedTypes, count);
        if (!feasible) {
            return false;
        }
        for (int node = 0; node < open.length; node++) {
            open[node] = false;
            int edge = diagram.firstEdge(node);
            for (int k = diagram.edgeCount(node); k > 0 && !open[node]; k--, edge = diagram.nextEdge(edge)) {
                open[node] = isOpen(node, edge);
            }
        }
        for (int type : fixedTypes) {
            boolean somewhere = false;
            for (int i = 0; i < diagram.rootCount(); i++) {
                somewhere |= support.has(diagram.root(i), type);
            }
            feasible &= somewhere;
        }
        for (int i = 0; i < diagram.rootCount(); i++) {
            feasible &= open[diagram.root(i)];
        }
        return feasible;
    }

    /** Whether some stack meets the condition. */
    public boolean isFeasible() {
        return feasible;
    }

    /** Whether an edge of a node is open. To be asked of open nodes only. Cost: number of children and fixed ids. */
    public boolean isOpen(int node, int edge) {
        if (fixedOfType[diagram.type(node)] == ABSENT && diagram.ids(diagram.label(edge)).length > 0) {
            return false;
        }
        int children = diagram.childCount(edge);
        for (int c = 0; c < children; c++) {
            if (!open[diagram.child(edge, c)]) {
                return false;
            }
        }
        for (int type : fixedTypes) {
            if (type == diagram.type(node)) {
                if (!contains(diagram.ids(diagram.label(edge)), fixedOfType[type])) {
                    return false;
                }
            } else if (support.has(node, type)) {
                boolean kept = false;
                for (int c = 0; c < children && !kept; c++) {
                    kept = support.has(diagram.child(edge, c), type);
                }
                if (!kept) {
                    return false;
                }
            }
        }
        return true;
    }

    /** The id that the condition fixes for a dense type, or -1. */
    public int fixed(int type) {
        return Math.max(FREE, fixedOfType[type]);
    }

    /** All ids that are in some stack that meets the condition. Cost: one pass over the edges. */
    public BitSet feasibleIds() {
        BitSet ids = new BitSet(graph.idCount());
        if (!feasible) {
            return ids;
        }
        BitSet labels = new BitSet(diagram.labelCount());
        boolean[] reached = new boolean[diagram.nodeCount()];
        for (int i = 0; i < diagram.rootCount(); i++) {
            reached[diagram.root(i)] = true;
        }
        for (int node = diagram.nodeCount() - 1; node >= 0; node--) {
            if (!reached[node]) {
                continue;
            }
            int fixedId = fixedOfType[diagram.type(node)];
            int edge = diagram.firstEdge(node);
            for (int k = diagram.edgeCount(node); k > 0; k--, edge = diagram.nextEdge(edge)) {
                if (isOpen(node, edge)) {
                    if (fixedId < 0) {
                        labels.set(diagram.label(edge));
                    } else {
                        ids.set(fixedId);
                    }
                    for (int c = 0; c < diagram.childCount(edge); c++) {
                        reached[diagram.child(edge, c)] = true;
                    }
                }
            }
        }
        for (int label = labels.nextSetBit(0); label >= 0; label = labels.nextSetBit(label + 1)) {
            for (int id : diagram.ids(label)) {
                ids.set(id);
            }
        }
        return ids;
    }

    /**
     * The stack that meets the condition and whose ids gain the most together; the first such in the order of
     * {@link Walk} if there are several. Cost: one pass over the edges and labels.
     *
     * @param gain by id, any sign; absolute sums must fit into a long
     * @return the ids, in no particular order, or null if no stack meets the condition
     */
    public int[] best(long[] gain) {
        if (!feasible) {
            return null;
        }
        int[] bestOfLabel = new int[diagram.labelCount()];
        for (int label = 0; label < bestOfLabel.length; label++) {
            bestOfLabel[label] = FREE;
            for (int id : diagram.ids(label)) {
                if (bestOfLabel[label] == FREE || gain[id] > gain[bestOfLabel[label]]) {
                    bestOfLabel[label] = id;
                }
            }
        }
        if (value == null) {
            value = new long[diagram.nodeCount()];
        }
        int[] choice = new int[diagram.nodeCount()];
        for (int node = 0; node < open.length; node++) {
            if (!open[node]) {
                continue;
            }
            choice[node] = -1;
            int fixedId = fixedOfType[diagram.type(node)];
            int edge = diagram.firstEdge(node);
            for (int k = diagram.edgeCount(node); k > 0; k--, edge = diagram.nextEdge(edge)) {
                if (isOpen(node, edge)) {
                    int id = fixedId >= 0 ? fixedId : bestOfLabel[diagram.label(edge)];
                    long sum = id == FREE ? 0 : gain[id];
                    for (int c = 0; c < diagram.childCount(edge); c++) {
                        sum += value[diagram.child(edge, c)];
                    }
                    if (choice[node] < 0 || sum > value[node]) {
                        choice[node] = edge;
                        value[node] = sum;
                    }
                }
            }
        }
        int[] stack = new int[graph.typeCount()];
        int size = 0;
        for (int i = 0; i < diagram.rootCount(); i++) {
            size = follow(diagram.root(i), choice, bestOfLabel, stack, size);
        }
        return Arrays.copyOf(stack, size);
    }

    private int follow(int node, int[] choice, int[] bestOfLabel, int[] stack, int size) {
        int edge = choice[node];
        int fixedId = fixedOfType[diagram.type(node)];
        int id = fixedId >= 0 ? fixedId : bestOfLabel[diagram.label(edge)];
        int filled = size;
        if (id != FREE) {
            stack[filled++] = id;
        }
        for (int c = 0; c < diagram.childCount(edge); c++) {
            filled = follow(diagram.child(edge, c), choice, bestOfLabel, stack, filled);
        }
        return filled;
    }

    /** Binary search in descending ids. */
    private static boolean contains(int[] ids, int id) {
        int low = 0;
        int high = ids.length - 1;
        while (low <= high) {
            int middle = low + high >>> 1;
            if (ids[middle] == id) {
                return true;
            }
            if (ids[middle] > id) {
                low = middle + 1;
            } else {
                high = middle - 1;
            }
        }
        return false;
    }
}
