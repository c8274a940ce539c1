package monkey.resolver.diagram;

import java.util.Arrays;
import java.util.HashSet;
import java.util.Set;
import monkey.resolver.ending.Patience;
import monkey.resolver.graph.Graph;

/**
 * Which pairs of ids of different types are together in some stack. Immutable, thread-safe; a look-up is one bit.
 *
 * <p><b>Idea.</b> Every node of a diagram can be reached, so two ids are together in some stack exactly if somewhere
 * one of them is on an edge and the other below that edge, or they are below two children of one edge (or below two
 * roots). One pass upwards gathers what is below each node, and joins.
 *
 * <p><b>Cost.</b> Ids on the same labels everywhere have the same partners, so the work is done on groups of them:
 * edges times groups squared / 64 at worst, mostly far less, since joins that were made before are not made again
 * while there is room to remember them.
 */
public final class FeasiblePairs {
    private static final int SHARE_OF_MEMORY = 8;
    private static final int ENTRY_BYTES = 120;

    private final int[] groupOf;
    private final int[] groupSize;
    private final long[][] partners;
    private final int[] typeOfGroup;

    public FeasiblePairs(Diagram diagram, Graph graph) {
        this(diagram, graph, Patience.endless());
    }

    /**
     * Finds the pairs.
     *
     * @throws monkey.resolver.ending.StoppedException if patience runs out
     */
    public FeasiblePairs(Diagram diagram, Graph graph, Patience patience) {
        groupOf = new int[graph.idCount()];
        int groups = group(diagram, graph);
        groupSize = new int[groups];
        typeOfGroup = new int[groups];
        for (int id = 0; id < graph.idCount(); id++) {
            if (groupOf[id] >= 0) {
                groupSize[groupOf[id]]++;
                typeOfGroup[groupOf[id]] = graph.denseTypeOf(id);
            }
        }
        int words = (groups + 63) / 64;
        partners = new long[groups][words];
        long[][] labelGroups = new long[diagram.labelCount()][];
        for (int label = 0; label < labelGroups.length; label++) {
            labelGroups[label] = new long[words];
            for (int id : diagram.ids(label)) {
                labelGroups[label][groupOf[id] >> 6] |= 1L << groupOf[id];
            }
        }
        long[][] below = new long[diagram.nodeCount()][];
        int[] lastParent = lastParents(diagram);
        Set<Joined> done = new HashSet<>();
        long mostJoined = Runtime.getRuntime().maxMemory() / SHARE_OF_MEMORY / (2L * Long.BYTES * words + ENTRY_BYTES);
        for (int node = 0; node < below.length; node++) {
            if ((node & 1023) == 0) {
                patience.check();
            }
            if (done.size() > mostJoined) {
                done.clear();
            }
            below[node] = new long[words];
            int edge = diagram.firstEdge(node);
            for (int k = diagram.edgeCount(node); k > 0; k--, edge = diagram.nextEdge(edge)) {
                long[] label = labelGroups[diagram.label(edge)];
                long[] under = new long[words];
                for (int c = 0; c < diagram.childCount(edge); c++) {
                    join(under, below[diagram.child(edge, c)], done);
                    add(under, below[diagram.child(edge, c)]);
                }
                join(label, under, done);
                add(below[node], under);
                add(below[node], label);
            }
            forgetChildren(diagram, node, lastParent, below);
        }
        long[] under = new long[words];
        for (int i = 0; i < diagram.rootCount(); i++) {
            join(under, below[diagram.root(i)], done);
            add(under, below[diagram.root(i)]);
        }
    }

    /** For each node the last one that has it as a child; a root is nobody's and has -1. */
    private static int[] lastParents(Diagram diagram) {
        int[] last = new int[diagram.nodeCount()];
        for (int node = 0; node < last.length; node++) {
            last[node] = -1;
            int edge = diagram.firstEdge(node);
            for (int k = diagram.edgeCount(node); k > 0; k--, edge = diagram.nextEdge(edge)) {
                for (int c = 0; c < diagram.childCount(edge); c++) {
                    last[diagram.child(edge, c)] = node;
                }
            }
        }
        for (int i = 0; i < diagram.rootCount(); i++) {
            last[diagram.root(i)] = -1;
        }
        return last;
    }

    /** What is below a node is of no use once its last parent was looked at. */
    private static void forgetChildren(Diagram diagram, int node, int[] lastParent, long[][] below) {
        int edge = diagram.firstEdge(node);
        for (int k = diagram.edgeCount(node); k > 0; k--, edge = diagram.nextEdge(edge)) {
            for (int c = 0; c < diagram.childCount(edge); c++) {
                if (lastParent[diagram.child(edge, c)] == node) {
                    below[diagram.child(edge, c)] = null;
                }
            }
        }
    }

    /**
     * Puts ids on the same labels into one group, by splitting groups label by label; numbers groups from 0, marks ids
     * in no stack with -1. Returns the number of groups.
     */
    private int group(Diagram diagram, Graph graph) {
        int most = graph.idCount() + graph.typeCount();
        int[] sizes = new int[most];
        Arrays.fill(groupOf, -1);
        for (int label = 0; label < diagram.labelCount(); label++) {
            for (int id : diagram.ids(label)) {
                if (groupOf[id] < 0) {
                    groupOf[id] = graph.denseTypeOf(id);
                    sizes[groupOf[id]]++;
                }
            }
        }
        int groups = graph.typeCount();
        int[] inside = new int[most];
        int[] splitInto = new int[most];
        int[] touched = new int[graph.idCount()];
        for (int label = 0; label < diagram.labelCount(); label++) {
            int[] ids = diagram.ids(label);
            for (int i = 0; i < ids.length; i++) {
                touched[i] = groupOf[ids[i]];
                inside[touched[i]]++;
            }
            for (int i = 0; i < ids.length; i++) {
                int group = touched[i];
                if (splitInto[group] == 0 && inside[group] < sizes[group]) {
                    splitInto[group] = groups++;
                }
                if (splitInto[group] != 0) {
                    sizes[group]--;
                    sizes[splitInto[group]]++;
                    groupOf[ids[i]] = splitInto[group];
                }
            }
            for (int i = 0; i < ids.length; i++) {
                inside[touched[i]] = 0;
                splitInto[touched[i]] = 0;
            }
        }
        return groups;
    }

    private static void add(long[] to, long[] from) {
        for (int w = 0; w < to.length; w++) {
            to[w] |= from[w];
        }
    }

    private void join(long[] some, long[] others, Set<Joined> done) {
        if (isNone(some) || isNone(others) || !done.add(new Joined(some.clone(), others.clone()))) {
            return;
        }
        joinOneWay(some, others);
        joinOneWay(others, some);
    }

    private void joinOneWay(long[] some, long[] others) {
        for (int w = 0; w < some.length; w++) {
            for (long bits = some[w]; bits != 0; bits &= bits - 1) {
                add(partners[64 * w + Long.numberOfTrailingZeros(bits)], others);
            }
        }
    }

    private static boolean isNone(long[] set) {
        for (long word : set) {
            if (word != 0) {
                return false;
            }
        }
        return true;
    }

    /** Two sets that were joined. */
    private record Joined(long[] some, long[] others) {
        @Override
        public boolean equals(Object other) {
            return other instanceof Joined joined
                    && Arrays.equals(some, joined.some)
                    && Arrays.equals(others, joined.others);
        }

        @Override
        public int hashCode() {
            return 31 * Arrays.hashCode(some) + Arrays.hashCode(others);
        }
    }

    /** Whether an id is in any stack. */
    public boolean isFeasible(int id) {
        return groupOf[id] >= 0;
    }

    /** Whether two ids of different types are together in some stack. */
    public boolean areTogether(int a, int b) {
        int groupA = groupOf[a];
        int groupB = groupOf[b];
        return groupA >= 0 && groupB >= 0 && (partners[groupA][groupB >> 6] >>> groupB & 1) != 0;
    }

    /**
     * The group of an id: ids of one group have the same type and the same partners. Numbers are below
     * {@link #groupCount}; -1 for an id in no stack.
     */
    public int group(int id) {
        return groupOf[id];
    }

    /** One above the largest group number; some numbers may have no id. */
    public int groupCount() {
        return groupSize.length;
    }

    /** The groups with which a group is together in some stack, as bits. Not to be changed. */
    public long[] partners(int group) {
        return partners[group];
    }

    /** Number of ids in a group. */
    public int groupSize(int group) {
        return groupSize[group];
    }

    /** Dense type of a group. */
    public int typeOfGroup(int group) {
        return typeOfGroup[group];
    }

    /** Number of feasible pairs of ids. */
    public long count() {
        long sum = 0;
        for (int group = 0; group < groupSize.length; group++) {
            long with = 0;
            for (int w = 0; w < partners[group].length; w++) {
                for (long bits = partners[group][w]; bits != 0; bits &= bits - 1) {
                    with += groupSize[64 * w + Long.numberOfTrailingZeros(bits)];
                }
            }
            sum += with * groupSize[group];
        }
        return sum / 2;
    }
}
