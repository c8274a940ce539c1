package monkey.resolver.diagram;

import java.util.Arrays;
import monkey.resolver.reduce.Network;

/**
 * Writes a diagram node by node, children first. Equal nodes are written once, and edges of a node with the same
 * children become one. Not thread-safe.
 */
final class DiagramBuilder {
    private final Network network;
    private int[] starts = new int[1 << 10];
    private int nodeCount;
    private int[] code = new int[1 << 12];
    private int used;
    private int[] nodeSlots = new int[1 << 11];
    private final StateTable labelTable = new StateTable();
    private int[][] labels = new int[64][];

    private int[] draft = new int[256];
    private int draftUsed;
    private int words;

    DiagramBuilder(Network network) {
        this.network = network;
    }

    int nodeCount() {
        return nodeCount;
    }

    /** Words of memory taken. */
    long memoryWords() {
        return (code.length + starts.length + nodeSlots.length) / 2L;
    }

    /** The edges of nodes under construction, one above the other: a node's are written when all of them are known. */
    static final class Edges {
        long[] values = new long[8];
        int[] children = new int[8];
        int[] ends = new int[4];
        int count;

        /** Adds an edge; one for an absent variable stays by itself, and comes last. */
        void add(boolean absent, long[] set, int at, int words, int[] nodes, int from, int to) {
            int start = count == 0 ? 0 : ends[count - 1];
            int length = to - from;
            for (int e = 0; e < count && !absent; e++) {
                int begin = e == 0 ? 0 : ends[e - 1];
                if (Arrays.equals(children, begin, ends[e], nodes, from, to)) {
                    for (int w = 0; w < words; w++) {
                        values[e * words + w] |= set[at + w];
                    }
                    return;
                }
            }
            if ((count + 1) * words > values.length) {
                values = Arrays.copyOf(values, (count + 1) * words * 2);
            }
            if (count == ends.length) {
                ends = Arrays.copyOf(ends, count * 2);
            }
            if (start + length > children.length) {
                children = Arrays.copyOf(children, (start + length) * 2);
            }
            System.arraycopy(set, at, values, count * words, words);
            System.arraycopy(nodes, from, children, start, length);
            ends[count++] = start + length;
        }
    }

    /** The node that decides a variable with these edges, of which there is at least one. */
    int node(int variable, Edges edges) {
        words = network.words(variable);
        begin(variable);
        for (int e = 0; e < edges.count; e++) {
            int from = e == 0 ? 0 : edges.ends[e - 1];
            int length = edges.ends[e] - from;
            room(2 + length);
            draft[draftUsed++] = label(variable, edges.values, e * words);
            draft[draftUsed++] = length;
            System.arraycopy(edges.children, from, draft, draftUsed, length);
            draftUsed += length;
        }
        draft[1] = edges.count;
        return unique();
    }

    private void begin(int variable) {
        draftUsed = 2;
        draft[0] = network.type(variable);
    }

    private void room(int more) {
        if (draftUsed + more > draft.length) {
            draft = Arrays.copyOf(draft, (draftUsed + more) * 2);
        }
    }

    private int label(int variable, long[] values, int at) {
        labelTable.begin();
        labelTable.add(variable);
        for (int w = 0; w < words; w++) {
            labelTable.add(values[at + w]);
        }
        int entry = labelTable.find();
        if (entry >= 0) {
            return entry;
        }
        entry = labelTable.enter();
        if (entry == labels.length) {
            labels = Arrays.copyOf(labels, entry * 2);
        }
        labels[entry] = ids(network, variable, values, at);
        return entry;
    }

    /** The ids of a set of values, newest first. */
    static int[] ids(Network network, int variable, long[] values, int at) {
        int count = 0;
        for (int value = 0; value < network.values(variable); value++) {
            if ((values[at + (value >> 6)] >>> value & 1) != 0) {
                count += network.members(variable, value).length;
            }
        }
        int[] ids = new int[count];
        count = 0;
        for (int value = 0; value < network.values(variable); value++) {
            if ((values[at + (value >> 6)] >>> value & 1) != 0) {
                int[] members = network.members(variable, value);
                System.arraycopy(members, 0, ids, count, members.length);
                count += members.length;
            }
        }
        Arrays.sort(ids);
        for (int i = 0, j = count - 1; i < j; i++, j--) {
            int id = ids[i];
            ids[i] = ids[j];
            ids[j] = id;
        }
        return ids;
    }

    private int unique() {
        if (nodeCount * 2 >= nodeSlots.length) {
            nodeSlots = new int[nodeSlots.length * 2];
            for (int node = 0; node < nodeCount; node++) {
                int slot = hash(code, starts[node], end(node)) & nodeSlots.length - 1;
                while (nodeSlots[slot] != 0) {
                    slot = slot + 1 & nodeSlots.length - 1;
                }
                nodeSlots[slot] = node + 1;
            }
        }
        int slot = hash(draft, 0, draftUsed) & nodeSlots.length - 1;
        while (nodeSlots[slot] != 0) {
            int node = nodeSlots[slot] - 1;
            if (Arrays.equals(code, starts[node], end(node), draft, 0, draftUsed)) {
                return node;
            }
            slot = slot + 1 & nodeSlots.length - 1;
        }
        nodeSlots[slot] = nodeCount + 1;
        if (nodeCount == starts.length) {
            starts = Arrays.copyOf(starts, nodeCount * 2);
        }
        if (used + draftUsed > code.length) {
            code = Arrays.copyOf(code, Math.max(used + draftUsed, code.length * 2));
        }
        System.arraycopy(draft, 0, code, used, draftUsed);
        starts[nodeCount] = used;
        used += draftUsed;
        return nodeCount++;
    }

    private int end(int node) {
        return node + 1 < nodeCount ? starts[node + 1] : used;
    }

    private static int hash(int[] array, int from, int to) {
        long hash = 17;
        for (int i = from; i < to; i++) {
            hash = (hash ^ array[i]) * 0x9E3779B97F4A7C15L;
            hash ^= hash >>> 29;
        }
        return (int) (hash >>> 16);
    }

    /** What was written so far, from some nodes on; shares what it shows with the builder, which only ever adds to it. */
    Diagram view(int[] roots) {
        return new Diagram(false, roots, starts, nodeCount, code, labels);
    }

    /** The diagram of what can be reached: a node that was written before its neighbour came to nothing is left out, with its labels. */
    Diagram build(int[] roots) {
        int[] numbers = reached(roots);
        int count = 0;
        for (int node = 0; node < nodeCount; node++) {
            numbers[node] = numbers[node] == 0 ? -1 : count++;
        }
        int[] newStarts = new int[count];
        int[] newCode = new int[used];
        int[] newLabels = new int[labelTable.size()];
        int[][] kept = new int[newLabels.length][];
        int keptCount = 0;
        int end = 0;
        for (int node = 0; node < nodeCount; node++) {
            if (numbers[node] < 0) {
                continue;
            }
            newStarts[numbers[node]] = end;
            int from = starts[node];
            newCode[end++] = code[from];
            newCode[end++] = code[from + 1];
            for (int at = from + 2; at < end(node); at += 2 + code[at + 1]) {
                if (newLabels[code[at]] == 0) {
                    kept[keptCount] = labels[code[at]];
                    newLabels[code[at]] = ++keptCount;
                }
                newCode[end++] = newLabels[code[at]] - 1;
                newCode[end++] = code[at + 1];
                for (int c = 0; c < code[at + 1]; c++) {
                    newCode[end++] = numbers[code[at + 2 + c]];
                }
            }
        }
        int[] newRoots = Arrays.stream(roots).map(root -> numbers[root]).toArray();
        return new Diagram(
                false, newRoots, newStarts, count, Arrays.copyOf(newCode, end), Arrays.copyOf(kept, keptCount));
    }

    /** For each node 1 if there is a way to it from some root, else 0. */
    private int[] reached(int[] roots) {
        int[] reached = new int[nodeCount];
        for (int root : roots) {
            reached[root] = 1;
        }
        for (int node = nodeCount - 1; node >= 0; node--) {
            for (int at = starts[node] + 2; reached[node] != 0 && at < end(node); at += 2 + code[at + 1]) {
                for (int c = 0; c < code[at + 1]; c++) {
                    reached[code[at + 2 + c]] = 1;
                }
            }
        }
        return reached;
    }
}
