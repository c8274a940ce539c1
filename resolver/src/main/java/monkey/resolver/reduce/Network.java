package monkey.resolver.reduce;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import monkey.resolver.graph.Graph;

/**
 * A graph as a network of two-sided tables, the form everything else works on. Immutable, thread-safe.
 *
 * <p>A <em>variable</em> is a type with at least one living id; its <em>values</em> are classes of ids, newest first,
 * and one more, the last: <em>absent</em>. Two variables are <em>neighbours</em> if an id of one depends on ids of the
 * other; then, for each value of one, a row of bits says which values of the other it goes with. An id that depends on
 * a type goes with the ids it names and not with absent; absent goes with absent and with whatever does not depend
 * on it.
 *
 * <p>What the tables do not say is that a member must be reachable from the direct ones. That is the business of who
 * chooses: see {@link monkey.resolver.diagram.Compiler}.
 */
public final class Network {
    private final int[] types;
    private final int[][][] members;
    private final int[] words;
    private final int[] offsets;
    private final long[] initial;
    private final boolean[] required;
    private final int[][] neighbours;
    private final int[][] rowBases;
    private final int[][] reverse;
    private final long[] rows;
    private final int[][] tuples;
    private final int[] directOrder;
    private final boolean empty;
    private final int livingIds;

    private Network(Assembly assembly) {
        types = assembly.types;
        members = assembly.members;
        words = assembly.words;
        offsets = assembly.offsets;
        initial = assembly.initial;
        required = assembly.required;
        neighbours = assembly.neighbours;
        rowBases = assembly.rowBases;
        reverse = assembly.reverse;
        rows = assembly.rows;
        tuples = assembly.tuples;
        directOrder = assembly.directOrder;
        empty = assembly.empty;
        livingIds = assembly.livingIds;
    }

    /** Reduces a graph within limits. Cost: linear in the pairs, plus the size of the tables. */
    public static Network of(Graph graph, Limits limits) {
        return new Network(new Assembly(graph, limits));
    }

    /** Whether it is already clear that there is no stack. */
    public boolean isEmpty() {
        return empty;
    }

    public int variables() {
        return types.length;
    }

    /** Dense type of a variable. */
    public int type(int variable) {
        return types[variable];
    }

    /** Number of values without absent, which is therefore the value of this number. */
    public int values(int variable) {
        return members[variable].length;
    }

    /** The ids of a value, newest first. Not to be changed. */
    public int[] members(int variable, int value) {
        return members[variable][value];
    }

    /** Number of 64-bit words that a set of values of this variable takes. */
    public int words(int variable) {
        return words[variable];
    }

    /** Where the words of a variable start in an array of all domains; for {@code variables()}, its length. */
    public int offset(int variable) {
        return offsets[variable];
    }

    /** A fresh array of all domains before any choice. */
    public long[] initialDomains() {
        return initial.clone();
    }

    /** Whether a stack must have an id of this variable because the limits say so. */
    public boolean isRequired(int variable) {
        return required[variable];
    }

    /** The neighbours of a variable, ascending. Not to be changed. */
    public int[] neighbours(int variable) {
        return neighbours[variable];
    }

    /** Where the table towards the n-th neighbour starts in {@link #rows()}: a row per value, absent last. */
    public int rowBase(int variable, int n) {
        return rowBases[variable][n];
    }

    /** Position of the variable in the neighbour list of its n-th neighbour. */
    public int reverse(int variable, int n) {
        return reverse[variable][n];
    }

    /** All tables. Not to be changed. */
    public long[] rows() {
        return rows;
    }

    /**
     * Forbidden sets of three ids or more, each as variable, value, variable, value, ...; each of their ids is a value
     * of its own.
     */
    public int[][] tuples() {
        return tuples;
    }

    /** The variables of the direct dependencies in the order given. Not to be changed. */
    public int[] directOrder() {
        return directOrder;
    }

    /** Number of ids that are left. */
    public int livingIds() {
        return livingIds;
    }

    /** Number of classes over all variables. */
    public int classes() {
        int sum = 0;
        for (int[][] values : members) {
            sum += values.length;
        }
        return sum;
    }

    /** The construction, kept apart so that a network is nothing but final arrays. */
    private static final class Assembly {
        private final Graph graph;
        private final Requirements requirements;
        private final boolean[] alive;
        private final Classes classes;
        private final int[] variableOfType;
        private final int[] valueOfClass;
        private int[] types;
        private int[][][] members;
        private int[] words;
        private int[] offsets;
        private long[] initial;
        private boolean[] required;
        private int[][] neighbours;
        private int[][] rowBases;
        private int[][] reverse;
        private long[] rows;
        private int[][] tuples;
        private int[] directOrder;
        private boolean empty;
        private int livingIds;

        Assembly(Graph graph, Limits limits) {
            this.graph = graph;
            requirements = new Requirements(graph);
            alive = LiveIds.find(graph, requirements, limits);
            List<int[]> pairs = new ArrayList<>();
            List<int[]> larger = new ArrayList<>();
            sortForbidden(limits, pairs, larger);
            classes = new Classes(graph, requirements, alive, inTuples(pairs, larger));
            variableOfType = new int[graph.typeCount()];
            valueOfClass = new int[classes.representative.length];
            collectValues();
            findDirect(limits);
            findNeighbours(pairs);
            fillTables(pairs);
            tuples = new int[larger.size()][];
            for (int i = 0; i < tuples.length; i++) {
                tuples[i] = new int[larger.get(i).length * 2];
                for (int j = 0; j < larger.get(i).length; j++) {
                    tuples[i][2 * j] = variableOfType[graph.denseTypeOf(larger.get(i)[j])];
                    tuples[i][2 * j + 1] = valueOfClass[classes.classOf[larger.get(i)[j]]];
                }
            }
        }

        /** Sets that can bite: all of their ids alive, each once, no two of one type. */
        private void sortForbidden(Limits limits, List<int[]> pairs, List<int[]> larger) {
            for (int[] tuple : limits.forbidden()) {
                boolean possible = tuple.length > 1;
                for (int i = 0; i < tuple.length; i++) {
                    possible &= alive[tuple[i]];
                    for (int j = 0; j < i; j++) {
                        possible &= graph.denseTypeOf(tuple[i]) != graph.denseTypeOf(tuple[j]);
                    }
                }
                if (possible) {
                    (tuple.length == 2 ? pairs : larger).add(tuple);
                }
            }
        }

        private boolean[] inTuples(List<int[]> pairs, List<int[]> larger) {
            boolean[] single = new boolean[graph.idCount()];
            for (List<int[]> list : List.of(pairs, larger)) {
                for (int[] tuple : list) {
                    for (int id : tuple) {
                        single[id] = true;
                    }
                }
            }
            return single;
        }

        private void collectValues() {
            int[] classesOfType = new int[graph.typeCount()];
            for (int representative : classes.representative) {
                classesOfType[graph.denseTypeOf(representative)]++;
            }
            int variables = 0;
            types = new int[graph.typeCount()];
            for (int type = 0; type < graph.typeCount(); type++) {
                variableOfType[type] = classesOfType[type] == 0 ? -1 : variables;
                if (classesOfType[type] > 0) {
                    types[variables++] = type;
                }
            }
            types = Arrays.copyOf(types, variables);
            members = new int[variables][][];
            words = new int[variables];
            offsets = new int[variables + 1];
            for (int v = 0; v < variables; v++) {
                members[v] = new int[classesOfType[types[v]]][];
                words[v] = (members[v].length + 64) / 64;
                offsets[v + 1] = offsets[v] + words[v];
            }
            int[] size = new int[classes.representative.length];
            for (int id = 0; id < graph.idCount(); id++) {
                if (alive[id]) {
                    livingIds++;
                    size[classes.classOf[id]]++;
                }
            }
            int[] nextValue = new int[variables];
            for (int c = 0; c < classes.representative.length; c++) {
                int variable = variableOfType[graph.denseTypeOf(classes.representative[c])];
                valueOfClass[c] = nextValue[variable]++;
                members[variable][valueOfClass[c]] = new int[size[c]];
                size[c] = 0;
            }
            for (int id = graph.idCount() - 1; id >= 0; id--) {
                if (alive[id]) {
                    int c = classes.classOf[id];
                    members[variableOfType[graph.denseTypeOf(id)]][valueOfClass[c]][size[c]++] = id;
                }
            }
        }

        private void findDirect(Limits limits) {
            initial = new long[offsets[types.length]];
            required = new boolean[types.length];
            for (int v = 0; v < types.length; v++) {
                fill(initial, offsets[v], members[v].length + 1);
            }
            directOrder = new int[types.length];
            int count = 0;
            for (int i = 0; i < graph.directCount(); i++) {
                int variable = variableOfType[graph.denseTypeOf(graph.direct(i))];
                if (variable < 0) {
                    empty = true;
                    continue;
                }
                int absent = members[variable].length;
                if ((initial[offsets[variable] + (absent >> 6)] >> absent & 1) != 0) {
                    initial[offsets[variable] + (absent >> 6)] &= ~(1L << absent);
                    directOrder[count++] = variable;
                }
            }
            directOrder = Arrays.copyOf(directOrder, count);
            for (int id : limits.required()) {
                if (alive[id]) {
                    required[variableOfType[graph.denseTypeOf(id)]] = true;
                } else {
                    empty = true;
                }
            }
        }

        private void findNeighbours(List<int[]> pairs) {
            long[] keys = new long[1024];
            int count = 0;
            for (int representative : classes.representative) {
                long source = variableOfType[graph.denseTypeOf(representative)];
                int from = requirements.first(representative);
                int to = requirements.first(representative + 1);
                if (count + 2 * (to - from) > keys.length) {
                    keys = Arrays.copyOf(keys, Math.max(count + 2 * (to - from), keys.length * 2));
                }
                for (int r = from; r < to; r++) {
                    long target = variableOfType[requirements.type(r)];
                    keys[count++] = source << 32 | target;
                    keys[count++] = target << 32 | source;
                }
            }
            keys = Arrays.copyOf(keys, count + 2 * pairs.size());
            for (int[] pair : pairs) {
                long a = variableOfType[graph.denseTypeOf(pair[0])];
                long b = variableOfType[graph.denseTypeOf(pair[1])];
                keys[count++] = a << 32 | b;
                keys[count++] = b << 32 | a;
            }
            Arrays.sort(keys);
            neighbours = new int[types.length][];
            rowBases = new int[types.length][];
            reverse = new int[types.length][];
            int[] list = new int[types.length];
            long size = 0;
            int next = 0;
            for (int v = 0; v < types.length; v++) {
                int degree = 0;
                for (; next < keys.length && keys[next] >>> 32 == v; next++) {
                    if (degree == 0 || list[degree - 1] != (int) keys[next]) {
                        list[degree++] = (int) keys[next];
                    }
                }
                neighbours[v] = Arrays.copyOf(list, degree);
                rowBases[v] = new int[degree];
                reverse[v] = new int[degree];
                for (int n = 0; n < degree; n++) {
                    rowBases[v][n] = (int) size;
                    size += (long) (members[v].length + 1) * words[list[n]];
                }
            }
            if (size > Integer.MAX_VALUE - 8) {
                throw new OutOfMemoryError("the tables between types take more than 16 GiB");
            }
            rows = new long[(int) size];
            for (int v = 0; v < types.length; v++) {
                for (int n = 0; n < neighbours[v].length; n++) {
                    reverse[v][n] = Arrays.binarySearch(neighbours[neighbours[v][n]], v);
                }
            }
        }

        private void fillTables(List<int[]> pairs) {
            for (int v = 0; v < types.length; v++) {
                for (int n = 0; n < neighbours[v].length; n++) {
                    int u = neighbours[v][n];
                    for (int value = 0; value <= members[v].length; value++) {
                        fill(rows, rowBases[v][n] + value * words[u], members[u].length + 1);
                    }
                }
            }
            for (int c = 0; c < classes.representative.length; c++) {
                int id = classes.representative[c];
                int v = variableOfType[graph.denseTypeOf(id)];
                for (int r = requirements.first(id); r < requirements.first(id + 1); r++) {
                    int u = variableOfType[requirements.type(r)];
                    int n = Arrays.binarySearch(neighbours[v], u);
                    int row = rowBases[v][n] + valueOfClass[c] * words[u];
                    Arrays.fill(rows, row, row + words[u], 0);
                    for (int i = requirements.firstTarget(r); i < requirements.firstTarget(r + 1); i++) {
                        if (alive[requirements.target(i)]) {
                            int value = valueOfClass[classes.classOf[requirements.target(i)]];
                            rows[row + (value >> 6)] |= 1L << value;
                        }
                    }
                }
            }
            for (int[] pair : pairs) {
                int v = variableOfType[graph.denseTypeOf(pair[0])];
                int u = variableOfType[graph.denseTypeOf(pair[1])];
                int a = valueOfClass[classes.classOf[pair[0]]];
                int b = valueOfClass[classes.classOf[pair[1]]];
                int n = Arrays.binarySearch(neighbours[v], u);
                rows[rowBases[v][n] + a * words[u] + (b >> 6)] &= ~(1L << b);
            }
            for (int v = 0; v < types.length; v++) {
                for (int n = 0; n < neighbours[v].length; n++) {
                    mirror(v, n);
                }
            }
        }

        /** Takes out of the opposite table what this one forbids. */
        private void mirror(int v, int n) {
            int u = neighbours[v][n];
            int opposite = rowBases[u][reverse[v][n]];
            for (int a = 0; a < members[v].length; a++) {
                int row = rowBases[v][n] + a * words[u];
                for (int w = 0; w < words[u]; w++) {
                    int last = Math.min(64, members[u].length + 1 - 64 * w);
                    long missing = ~rows[row + w] & (last == 64 ? -1L : (1L << last) - 1);
                    while (missing != 0) {
                        int b = 64 * w + Long.numberOfTrailingZeros(missing);
                        rows[opposite + b * words[v] + (a >> 6)] &= ~(1L << a);
                        missing &= missing - 1;
                    }
                }
            }
        }

        private static void fill(long[] bits, int from, int count) {
            int whole = count >> 6;
            Arrays.fill(bits, from, from + whole, -1L);
            if ((count & 63) != 0) {
                bits[from + whole] = (1L << count) - 1;
            }
        }
    }
}
