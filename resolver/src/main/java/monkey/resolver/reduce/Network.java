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
    private final int livingIds;
    private boolean empty;

    private Network(Values values, Tables tables, Limits limits, int[][] tuples) {
        types = values.types;
        members = values.members;
        words = values.words;
        offsets = values.offsets;
        livingIds = values.livingIds;
        neighbours = tables.neighbours;
        rowBases = tables.rowBases;
        reverse = tables.reverse;
        rows = tables.rows;
        this.tuples = tuples;
        initial = new long[offsets[types.length]];
        for (int v = 0; v < types.length; v++) {
            Tables.fill(initial, offsets[v], members[v].length + 1);
        }
        directOrder = findDirect(values);
        required = findRequired(values, limits);
    }

    /** Reduces a graph within limits. Cost: linear in the pairs, plus the size of the tables. */
    public static Network of(Graph graph, Limits limits) {
        Requirements requirements = new Requirements(graph);
        boolean[] alive = LiveIds.find(graph, requirements, limits);
        List<int[]> pairs = new ArrayList<>();
        List<int[]> larger = new ArrayList<>();
        boolean[] single = new boolean[graph.idCount()];
        for (int[] set : limits.forbidden()) {
            if (canBite(set, graph, alive)) {
                (set.length == 2 ? pairs : larger).add(set);
                for (int id : set) {
                    single[id] = true;
                }
            }
        }
        Values values = new Values(graph, new Classes(graph, requirements, alive, single));
        int[][] tuples = new int[larger.size()][];
        for (int i = 0; i < tuples.length; i++) {
            tuples[i] = new int[larger.get(i).length * 2];
            for (int j = 0; j < larger.get(i).length; j++) {
                tuples[i][2 * j] = values.variableOf(larger.get(i)[j]);
                tuples[i][2 * j + 1] = values.valueOf(larger.get(i)[j]);
            }
        }
        return new Network(values, new Tables(values, pairs), limits, tuples);
    }

    /** Whether a set of two ids or more can come together: all of its ids alive, no two of one type. */
    private static boolean canBite(int[] set, Graph graph, boolean[] alive) {
        boolean possible = set.length > 1;
        for (int i = 0; i < set.length; i++) {
            possible &= alive[set[i]];
            for (int j = 0; j < i; j++) {
                possible &= graph.denseTypeOf(set[i]) != graph.denseTypeOf(set[j]);
            }
        }
        return possible;
    }

    /** Takes absent from the direct types. Returns their variables in the order given. */
    private int[] findDirect(Values values) {
        int[] order = new int[types.length];
        int count = 0;
        for (int i = 0; i < values.graph.directCount(); i++) {
            int variable = values.variableOf(values.graph.direct(i));
            if (variable < 0) {
                empty = true;
                continue;
            }
            int absent = members[variable].length;
            int place = offsets[variable] + (absent >> 6);
            if ((initial[place] >> absent & 1) != 0) {
                initial[place] &= ~(1L << absent);
                order[count++] = variable;
            }
        }
        return Arrays.copyOf(order, count);
    }

    private boolean[] findRequired(Values values, Limits limits) {
        boolean[] found = new boolean[types.length];
        for (int id : limits.required()) {
            if (values.isAlive(id)) {
                found[values.variableOf(id)] = true;
            } else {
                empty = true;
            }
        }
        return found;
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
}
