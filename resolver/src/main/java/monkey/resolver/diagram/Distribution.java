package monkey.resolver.diagram;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.BitSet;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import monkey.resolver.reduce.Network;

/**
 * Keeps parts independent of each other although an obligation could be met in several of them. Not thread-safe.
 *
 * <p><b>Idea.</b> "Somebody in one of these parts depends on it" falls into disjoint cases by the first part in which
 * somebody does: in the parts before it nobody does - that only takes values from domains -, in the first one somebody has
 * to, and those after it are free. So each part is solved under at most three conditions for each obligation, by
 * itself, and the product of what comes out is the answer. Tying the parts together instead would multiply their states.
 *
 * <p><b>Cost.</b> Cases are the product, over the obligations that several parts could meet, of the number of these
 * parts. Obligations beyond {@link #MOST_CASES} do tie their parts together.
 */
final class Distribution {
    private static final int MOST_CASES = 16;

    private final Network network;
    private final Domains domains;
    private final Obligations obligations;
    private final Splitting.Solver solver;

    /** One case: which obligations must be met in a part, and which must not. */
    private record Case(int part, BitSet met, BitSet unmet) {}

    Distribution(Network network, Domains domains, Splitting.Solver solver) {
        this.network = network;
        this.domains = domains;
        this.solver = solver;
        obligations = domains.obligations();
    }

    /** Disjoint alternatives, each as independent nodes, for parts under the open obligations. */
    List<int[]> solve(int[][] given, double share) {
        int[] owed = new int[obligations.count()];
        BitSet[] able = new BitSet[owed.length];
        if (!findAble(given, owed, able)) {
            return List.of();
        }
        int[][] parts = tie(given, able);
        long cases = 1;
        for (BitSet who : able) {
            cases *= who.cardinality();
        }
        return new Cases(owed, able, parts, share / cases).solve();
    }

    /** For each obligation the parts that could meet it. Returns false if one has none. */
    private boolean findAble(int[][] parts, int[] owed, BitSet[] able) {
        int[] partOf = new int[network.variables()];
        Arrays.fill(partOf, -1);
        for (int i = 0; i < parts.length; i++) {
            for (int v : parts[i]) {
                partOf[v] = i;
            }
        }
        int next = 0;
        for (int o = obligations.next(0); o >= 0; o = obligations.next(o + 1)) {
            BitSet who = new BitSet();
            int[] neighbours = network.neighbours(o);
            for (int n = 0; n < neighbours.length; n++) {
                if (partOf[neighbours[n]] >= 0 && domains.founding().canDemand(o, n)) {
                    who.set(partOf[neighbours[n]]);
                }
            }
            if (who.isEmpty()) {
                return false;
            }
            owed[next] = o;
            able[next++] = who;
        }
        return true;
    }

    /** Makes one of parts that share an obligation beyond the number of cases allowed. */
    private static int[][] tie(int[][] given, BitSet[] able) {
        int[] leader = new int[given.length];
        for (int i = 0; i < leader.length; i++) {
            leader[i] = i;
        }
        long cases = 1;
        for (BitSet who : able) {
            if (cases * who.cardinality() <= MOST_CASES) {
                cases *= who.cardinality();
            } else {
                int first = leader[who.nextSetBit(0)];
                for (int i = who.nextSetBit(0); i >= 0; i = who.nextSetBit(i + 1)) {
                    int other = leader[i];
                    for (int j = 0; j < leader.length; j++) {
                        leader[j] = leader[j] == other ? first : leader[j];
                    }
                }
            }
        }
        List<int[]> tied = new ArrayList<>();
        int[] number = new int[given.length];
        for (int i = 0; i < given.length; i++) {
            if (leader[i] == i) {
                int[] all = {};
                for (int j = 0; j < given.length; j++) {
                    if (leader[j] == i) {
                        number[j] = tied.size();
                        all = both(all, given[j]);
                    }
                }
                Arrays.sort(all);
                tied.add(all);
            }
        }
        for (int o = 0; o < able.length; o++) {
            BitSet who = new BitSet();
            able[o].stream().forEach(i -> who.set(number[i]));
            able[o] = who;
        }
        return tied.toArray(new int[0][]);
    }

    private static int[] both(int[] some, int[] others) {
        int[] all = Arrays.copyOf(some, some.length + others.length);
        System.arraycopy(others, 0, all, some.length, others.length);
        return all;
    }

    /** The cases of one call. */
    private final class Cases {
        private final int[] owed;
        private final BitSet[] able;
        private final int[][] parts;
        private final double share;
        private final BitSet[] met;
        private final BitSet[] unmet;
        private final Map<Case, List<int[]>> solved = new HashMap<>();
        private final List<int[]> result = new ArrayList<>();

        Cases(int[] owed, BitSet[] able, int[][] parts, double share) {
            this.owed = owed;
            this.able = able;
            this.parts = parts;
            this.share = share;
            met = new BitSet[parts.length];
            unmet = new BitSet[parts.length];
            Arrays.setAll(met, i -> new BitSet());
            Arrays.setAll(unmet, i -> new BitSet());
        }

        List<int[]> solve() {
            distribute(0);
            return result;
        }

        private void distribute(int o) {
            if (o == owed.length) {
                multiply();
                return;
            }
            BitSet who = able[o];
            for (int i = who.nextSetBit(0); i >= 0; i = who.nextSetBit(i + 1)) {
                met[i].set(o);
                distribute(o + 1);
                met[i].clear(o);
                unmet[i].set(o);
            }
            for (int i = who.nextSetBit(0); i >= 0; i = who.nextSetBit(i + 1)) {
                unmet[i].clear(o);
            }
        }

        private void multiply() {
            List<int[]> product = List.of(new int[0]);
            for (int i = 0; i < parts.length; i++) {
                Case key = new Case(i, (BitSet) met[i].clone(), (BitSet) unmet[i].clone());
                List<int[]> answer = solved.get(key);
                if (answer == null) {
                    answer = part(key);
                    solved.put(key, answer);
                }
                List<int[]> longer = new ArrayList<>(product.size() * answer.size());
                for (int[] before : product) {
                    for (int[] nodes : answer) {
                        longer.add(both(before, nodes));
                    }
                }
                product = longer;
                if (product.isEmpty()) {
                    return;
                }
            }
            result.addAll(product);
        }

        private List<int[]> part(Case key) {
            int[] variables = parts[key.part];
            int mark = domains.mark();
            for (int o = 0; o < owed.length; o++) {
                if (key.met.get(o)) {
                    // Who could meet it elsewhere is hidden; nobody looks there while this part is solved.
                    exempt(owed[o], variables, false);
                    domains.enqueue(owed[o]);
                } else {
                    obligations.drop(owed[o]);
                    if (key.unmet.get(o)) {
                        exempt(owed[o], variables, true);
                    }
                }
            }
            int changes = domains.mark();
            List<int[]> answer;
            if (!domains.propagate()) {
                answer = List.of();
            } else if (!key.unmet.isEmpty() || domains.mark() != changes) {
                answer = solver.alternatives(variables, share / parts.length);
            } else {
                int node = solver.component(variables, share / parts.length);
                answer = node < 0 ? List.of() : List.of(new int[] {node});
            }
            domains.undo(mark);
            return answer;
        }

        /** Takes the values that depend on an obliged variable from the neighbours inside or outside of a part. */
        private void exempt(int obliged, int[] variables, boolean inside) {
            int[] neighbours = network.neighbours(obliged);
            for (int n = 0; n < neighbours.length; n++) {
                if (Arrays.binarySearch(variables, neighbours[n]) >= 0 == inside
                        && domains.founding().canDemand(obliged, n)) {
                    obligations.exempt(obliged, n);
                    if (inside) {
                        domains.enqueue(neighbours[n]);
                    }
                }
            }
        }
    }
}
