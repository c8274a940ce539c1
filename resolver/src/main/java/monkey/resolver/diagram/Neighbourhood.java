package monkey.resolver.diagram;

import java.util.Arrays;
import java.util.BitSet;
import monkey.resolver.graph.Graph;

/**
 * Lists the other stacks near a given one, nearest first; within one distance, in the order of {@link Walk}. The distance
 * of two stacks is the number of types of which both have an id, but not the same: what comes or goes with a choice is
 * not counted.
 *
 * <p><b>Idea.</b> One pass upwards tells for each node which distances its partial stacks have. Then, for each distance in
 * turn, a walk like {@link Walk} carries how much is still to be spent, and enters an edge only if the nodes that are
 * then pending can spend exactly that: no dead end. <b>Cost.</b> The pass is edges times the square of the largest
 * distance / 64; each stack at most its size times the edges of a node.
 */
public final class Neighbourhood implements StackCursor {
    private static final int END = -1;

    private final Diagram diagram;
    private final Graph graph;
    private final int[] centreOfType;
    private final int[] centre;
    private final int farthest;
    private final BitSet[] reach;

    private int distance = -1;
    private boolean walking;
    private int depth;
    private int size;
    private int[] place = new int[16];
    private int[] stack = new int[16];
    private int[] edge = new int[16];
    private int[] edgesLeft = new int[16];
    private int[] at = new int[16];
    private int[] spendHere = new int[16];
    private int[] rest = new int[16];
    private int[] pending = new int[16];
    private int[] pendingSpend = new int[16];
    private int[] cellsBefore = new int[16];

    private int[] cellNode = new int[32];
    private int[] cellNext = new int[32];
    private BitSet[] cellReach = new BitSet[32];
    private int cells;

    /**
     * Prepares to list.
     *
     * @param centre ids, at most one of a type; need not be a stack
     * @param farthest the largest distance listed
     */
    public Neighbourhood(Diagram diagram, Graph graph, int[] centre, int farthest) {
        this.diagram = diagram;
        this.graph = graph;
        this.centre = centre.clone();
        Arrays.sort(this.centre);
        this.farthest = Math.min(farthest, centre.length);
        centreOfType = new int[graph.typeCount()];
        Arrays.fill(centreOfType, END);
        for (int id : centre) {
            centreOfType[graph.denseTypeOf(id)] = id;
        }
        reach = new BitSet[diagram.nodeCount()];
        for (int node = 0; node < reach.length; node++) {
            reach[node] = new BitSet();
            int e = diagram.firstEdge(node);
            for (int k = diagram.edgeCount(node); k > 0; k--, e = diagram.nextEdge(e)) {
                BitSet children = new BitSet();
                children.set(0);
                for (int c = 0; c < diagram.childCount(e); c++) {
                    children = sum(children, reach[diagram.child(e, c)]);
                }
                boolean free = diagram.ids(diagram.label(e)).length == 0;
                boolean dear = false;
                for (int id : diagram.ids(diagram.label(e))) {
                    free |= cost(id) == 0;
                    dear |= cost(id) == 1;
                }
                if (free) {
                    reach[node].or(children);
                }
                if (dear) {
                    addShifted(reach[node], children, 1);
                }
            }
        }
    }

    private int cost(int id) {
        int own = centreOfType[graph.denseTypeOf(id)];
        return own == END || own == id ? 0 : 1;
    }

    private BitSet sum(BitSet some, BitSet others) {
        BitSet sums = new BitSet();
        for (int d = some.nextSetBit(0); d >= 0; d = some.nextSetBit(d + 1)) {
            addShifted(sums, others, d);
        }
        return sums;
    }

    private void addShifted(BitSet to, BitSet from, int by) {
        for (int d = from.nextSetBit(0); d >= 0 && d + by <= farthest; d = from.nextSetBit(d + 1)) {
            to.set(d + by);
        }
    }

    @Override
    public boolean next() {
        while (true) {
            if (!walking) {
                if (diagram.isEmpty() || ++distance > farthest) {
                    return false;
                }
                cells = 0;
                int list = END;
                for (int i = diagram.rootCount() - 1; i >= 0; i--) {
                    list = cell(diagram.root(i), list);
                }
                if (!canSpend(list, distance)) {
                    continue;
                }
                walking = true;
                descend(0, list, distance);
            } else if (!advance()) {
                walking = false;
                continue;
            }
            if (distance > 0 || !isCentre()) {
                return true;
            }
        }
    }

    private boolean isCentre() {
        int[] sorted = Arrays.copyOf(stack, size);
        Arrays.sort(sorted);
        return Arrays.equals(sorted, centre);
    }

    private boolean advance() {
        for (int d = depth - 1; d >= 0; d--) {
            if (step(d)) {
                descend(d + 1, pending[d], pendingSpend[d]);
                return true;
            }
        }
        return false;
    }

    private void descend(int from, int first, int spend) {
        int d = from;
        int list = first;
        int left = spend;
        while (list != END) {
            if (d == stack.length) {
                grow();
            }
            int node = cellNode[list];
            rest[d] = cellNext[list];
            cellsBefore[d] = cells;
            place[d] = placeAfter(d - 1);
            spendHere[d] = left;
            edgesLeft[d] = diagram.edgeCount(node) - 1;
            enter(d, diagram.firstEdge(node));
            if (!step(d)) {
                throw new IllegalStateException("a node that can spend " + left + " has no edge that does");
            }
            list = pending[d];
            left = pendingSpend[d];
            d++;
        }
        depth = d;
        size = placeAfter(d - 1);
    }

    private int placeAfter(int d) {
        return d < 0 ? 0 : place[d] + (diagram.ids(diagram.label(edge[d])).length == 0 ? 0 : 1);
    }

    /** Puts frame {@code d} on an edge, before its first id. */
    private void enter(int d, int newEdge) {
        edge[d] = newEdge;
        at[d] = -1;
        cells = cellsBefore[d];
        int list = rest[d];
        for (int c = diagram.childCount(newEdge) - 1; c >= 0; c--) {
            list = cell(diagram.child(newEdge, c), list);
        }
        pending[d] = list;
    }

    /** Moves frame {@code d} to its next id after which the rest can be spent. */
    private boolean step(int d) {
        while (true) {
            int[] ids = diagram.ids(diagram.label(edge[d]));
            for (int i = at[d] + 1; i < diagram.ways(edge[d]); i++) {
                int left = spendHere[d] - (ids.length == 0 ? 0 : cost(ids[i]));
                if (left >= 0 && canSpend(pending[d], left)) {
                    at[d] = i;
                    if (ids.length > 0) {
                        stack[place[d]] = ids[i];
                    }
                    pendingSpend[d] = left;
                    cells = cellsBefore[d] + diagram.childCount(edge[d]);
                    return true;
                }
            }
            if (edgesLeft[d] == 0) {
                return false;
            }
            edgesLeft[d]--;
            enter(d, diagram.nextEdge(edge[d]));
        }
    }

    private boolean canSpend(int list, int left) {
        return list == END ? left == 0 : cellReach[list].get(left);
    }

    private int cell(int node, int next) {
        if (cells == cellNode.length) {
            cellNode = Arrays.copyOf(cellNode, cells * 2);
            cellNext = Arrays.copyOf(cellNext, cells * 2);
            cellReach = Arrays.copyOf(cellReach, cells * 2);
        }
        cellNode[cells] = node;
        cellNext[cells] = next;
        cellReach[cells] = next == END ? reach[node] : sum(reach[node], cellReach[next]);
        return cells++;
    }

    private void grow() {
        int length = stack.length * 2;
        stack = Arrays.copyOf(stack, length);
        place = Arrays.copyOf(place, length);
        edge = Arrays.copyOf(edge, length);
        edgesLeft = Arrays.copyOf(edgesLeft, length);
        at = Arrays.copyOf(at, length);
        spendHere = Arrays.copyOf(spendHere, length);
        rest = Arrays.copyOf(rest, length);
        pending = Arrays.copyOf(pending, length);
        pendingSpend = Arrays.copyOf(pendingSpend, length);
        cellsBefore = Arrays.copyOf(cellsBefore, length);
    }

    @Override
    public int[] ids() {
        return stack;
    }

    @Override
    public int size() {
        return size;
    }
}
