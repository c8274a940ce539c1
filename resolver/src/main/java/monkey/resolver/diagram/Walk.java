package monkey.resolver.diagram;

import java.util.Arrays;

/**
 * Lists the stacks of a diagram in order, without a dead end and in flat memory.
 *
 * <p><b>Order.</b> A node's edges in turn, an edge's ids in turn, for each id all partial stacks of the children, of
 * which the first child varies slowest. {@link Unranking} numbers stacks in this order. Backwards is exactly the
 * opposite order.
 *
 * <p><b>Idea.</b> A stack under construction is a derivation: a list of nodes still to be opened, and for each node
 * opened a frame with its present edge and id. The list is a linked one that only grows at its front, so all frames
 * share it and stepping back is resetting a pointer. From one stack to the next only the frames after the one that
 * moves are opened again. Cost: constant for the last choice, at most the size of a stack for others.
 */
public final class Walk implements StackCursor {
    private static final int END = -1;

    private final Diagram diagram;
    private final boolean backwards;
    private boolean started;
    private boolean done;

    private int[] stack = new int[16];
    private int depth;
    private int size;
    private int kept;
    private int[] place = new int[16];

    private int[] edge = new int[16];
    private int[] edgesLeft = new int[16];
    private int[] node = new int[16];
    private int[] at = new int[16];
    private int[][] ids = new int[16][];
    private int[] rest = new int[16];
    private int[] pending = new int[16];
    private int[] cellsBefore = new int[16];

    private int[] cellNode = new int[32];
    private int[] cellNext = new int[32];
    private int cells;

    private final int given;

    public Walk(Diagram diagram, boolean backwards) {
        this.diagram = diagram;
        this.backwards = backwards;
        given = 0;
    }

    /**
     * A walk over the stacks of a diagram, each behind the same ids, without those that have the first choice of the first
     * root. It stands on the first that has not; null if there is none.
     */
    static Walk afterFirstChoice(Diagram diagram, int[] ids, int count) {
        Walk walk = new Walk(diagram, ids, count);
        return walk.next() && walk.advance(0) ? walk : null;
    }

    private Walk(Diagram diagram, int[] ids, int count) {
        this.diagram = diagram;
        backwards = false;
        given = count;
        stack = Arrays.copyOf(ids, count + place.length);
    }

    @Override
    public int[] ids() {
        return stack;
    }

    @Override
    public int size() {
        return size;
    }

    @Override
    public int kept() {
        return kept;
    }

    @Override
    public boolean next() {
        if (!started) {
            started = true;
            if (diagram.isEmpty()) {
                done = true;
                return false;
            }
            int list = END;
            for (int i = diagram.rootCount() - 1; i >= 0; i--) {
                list = cell(diagram.root(i), list);
            }
            kept = 0;
            descend(0, list);
            return true;
        }
        return !done && advance(depth - 1);
    }

    /** Moves the last frame that can still move, from one on towards the first. */
    private boolean advance(int last) {
        for (int d = last; d >= 0; d--) {
            int step = backwards ? at[d] - 1 : at[d] + 1;
            if (step >= 0 && step < ids[d].length) {
                at[d] = step;
                stack[place[d]] = ids[d][step];
                kept = place[d];
                if (d + 1 < depth) {
                    cells = cellsAfter(d);
                    descend(d + 1, pending[d]);
                }
                return true;
            }
            if (edgesLeft[d] > 0) {
                edgesLeft[d]--;
                enter(d, backwards ? edgeAt(node[d], edgesLeft[d]) : diagram.nextEdge(edge[d]));
                kept = place[d];
                descend(d + 1, pending[d]);
                return true;
            }
        }
        done = true;
        return false;
    }

    /** Opens frames from depth {@code d} on until nothing is pending. */
    private void descend(int d, int list) {
        while (list != END) {
            if (d == place.length) {
                grow();
            }
            int opened = cellNode[list];
            node[d] = opened;
            rest[d] = cellNext[list];
            cellsBefore[d] = cells;
            place[d] = d == 0 ? given : place[d - 1] + (ids[d - 1].length == 0 ? 0 : 1);
            edgesLeft[d] = diagram.edgeCount(opened) - 1;
            enter(d, backwards ? edgeAt(opened, edgesLeft[d]) : diagram.firstEdge(opened));
            list = pending[d];
            d++;
        }
        depth = d;
        size = d == 0 ? given : place[d - 1] + (ids[d - 1].length == 0 ? 0 : 1);
    }

    /** Puts frame {@code d} on an edge, at its first id. */
    private void enter(int d, int newEdge) {
        edge[d] = newEdge;
        ids[d] = diagram.ids(diagram.label(newEdge));
        at[d] = backwards ? ids[d].length - 1 : 0;
        if (ids[d].length > 0) {
            stack[place[d]] = ids[d][at[d]];
        }
        cells = cellsBefore[d];
        int list = rest[d];
        for (int c = diagram.childCount(newEdge) - 1; c >= 0; c--) {
            list = cell(diagram.child(newEdge, c), list);
        }
        pending[d] = list;
    }

    private int cellsAfter(int d) {
        return cellsBefore[d] + diagram.childCount(edge[d]);
    }

    private int cell(int ofNode, int next) {
        if (cells == cellNode.length) {
            cellNode = Arrays.copyOf(cellNode, cells * 2);
            cellNext = Arrays.copyOf(cellNext, cells * 2);
        }
        cellNode[cells] = ofNode;
        cellNext[cells] = next;
        return cells++;
    }

    private int edgeAt(int ofNode, int index) {
        int position = diagram.firstEdge(ofNode);
        for (int i = 0; i < index; i++) {
            position = diagram.nextEdge(position);
        }
        return position;
    }

    private void grow() {
        int length = place.length * 2;
        stack = Arrays.copyOf(stack, given + length);
        place = Arrays.copyOf(place, length);
        edge = Arrays.copyOf(edge, length);
        edgesLeft = Arrays.copyOf(edgesLeft, length);
        node = Arrays.copyOf(node, length);
        at = Arrays.copyOf(at, length);
        ids = Arrays.copyOf(ids, length);
        rest = Arrays.copyOf(rest, length);
        pending = Arrays.copyOf(pending, length);
        cellsBefore = Arrays.copyOf(cellsBefore, length);
    }
}
