package monkey.resolver.explain;

import java.util.ArrayList;
import java.util.BitSet;
import java.util.List;
import java.util.function.Predicate;
import monkey.resolver.ending.Patience;
import monkey.resolver.graph.Graph;

/**
 * The smallest sets of demands that leave no stack: drop any one of a set and, as far as the rest of the set goes, there
 * is a stack.
 *
 * <p><b>Idea.</b> A set of demands contradicts itself exactly if it meets every <em>correction</em>, a set of demands
 * whose removal makes a stack possible. So: take a smallest set that meets all corrections known; if it contradicts
 * itself it is one of the smallest there are; if not, let it grow demand by demand while there is still a stack, and what is
 * then left out is a new correction (implicit hitting sets; Ignatiev et al. 2015, Forqes). Whether there is a stack is
 * asked of a search, not of a diagram.
 *
 * <p><b>Cost.</b> A search for each question; questions are corrections times demands. The number of corrections can be
 * large, so after {@link #MOST_CORRECTIONS} of them it is left at one set that can't be made smaller by leaving
 * demands out, found by dropping demands one by one.
 */
public final class Explanation {
    private static final int MOST_CORRECTIONS = 400;
    private static final int MOST_SETS = 8;

    private final Demands demands;
    private final Predicate<Graph> hasStack;
    private final Patience patience;
    private final List<BitSet> corrections = new ArrayList<>();
    private final List<BitSet> found = new ArrayList<>();

    private Explanation(Demands demands, Predicate<Graph> hasStack, Patience patience) {
        this.demands = demands;
        this.hasStack = hasStack;
        this.patience = patience;
    }

    /**
     * Explains a graph without a stack.
     *
     * @param hasStack tells whether a graph has a stack
     * @return one line for each smallest set, at most eight: its demands, separated by blanks, each as {@code A,B>C,D} -
     *     the ids A and B each need one of C and D - or {@code >C,D} for direct dependencies, or {@code A>} for a
     *     requirement that nothing meets. Empty if there is a stack
     */
    public static List<String> of(Graph graph, Predicate<Graph> hasStack, Patience patience) {
        if (hasStack.test(graph)) {
            return List.of();
        }
        Demands demands = new Demands(graph);
        return new Explanation(demands, hasStack, patience).smallest();
    }

    private List<String> smallest() {
        BitSet some = irreducible();
        for (int size = -1; found.size() < MOST_SETS && corrections.size() < MOST_CORRECTIONS; ) {
            patience.check();
            BitSet candidate = new HittingSet(corrections, found, demands.size()).smallest(some.cardinality());
            if (candidate == null || size >= 0 && candidate.cardinality() > size) {
                break;
            }
            if (isPossible(candidate)) {
                corrections.add(correction(candidate));
            } else {
                found.add(candidate);
                size = candidate.cardinality();
            }
        }
        if (found.isEmpty()) {
            found.add(some);
        }
        List<String> lines = new ArrayList<>();
        for (BitSet set : found) {
            lines.add(line(set));
        }
        return lines;
    }

    /** A contradicting set from which nothing can be left out: halves go first, single demands last. */
    private BitSet irreducible() {
        BitSet kept = new BitSet();
        kept.set(0, demands.size());
        for (int chunk = Math.max(1, demands.size() / 2); ; chunk = Math.max(1, chunk / 2)) {
            for (int from = kept.nextSetBit(0); from >= 0; ) {
                BitSet without = (BitSet) kept.clone();
                int last = from;
                int taken = 0;
                for (int i = from; i >= 0 && taken < chunk; i = kept.nextSetBit(i + 1)) {
                    without.clear(i);
                    last = i;
                    taken++;
                }
                patience.check();
                if (!isPossible(without)) {
                    kept = without;
                }
                from = kept.nextSetBit(last + 1);
            }
            if (chunk == 1) {
                return kept;
            }
        }
    }

    /** What is left out of a set that was let grow as long as there is a stack. */
    private BitSet correction(BitSet seed) {
        BitSet grown = (BitSet) seed.clone();
        grow(grown, 0, demands.size());
        BitSet left = new BitSet();
        left.set(0, demands.size());
        left.andNot(grown);
        return left;
    }

    /** Takes in what it can of a range: all of it at once if that goes, else half by half. */
    private void grow(BitSet grown, int from, int to) {
        if (from == to) {
            return;
        }
        BitSet larger = (BitSet) grown.clone();
        larger.set(from, to);
        if (larger.equals(grown)) {
            return;
        }
        if (isPossible(larger)) {
            grown.or(larger);
        } else if (to - from > 1) {
            int middle = from + to >>> 1;
            grow(grown, from, middle);
            grow(grown, middle, to);
        }
    }

    private boolean isPossible(BitSet kept) {
        boolean[] flags = new boolean[demands.size()];
        for (int i = kept.nextSetBit(0); i >= 0; i = kept.nextSetBit(i + 1)) {
            flags[i] = true;
        }
        return hasStack.test(demands.graph(flags));
    }

    private String line(BitSet set) {
        StringBuilder line = new StringBuilder();
        for (int i = set.nextSetBit(0); i >= 0; i = set.nextSetBit(i + 1)) {
            for (Demand.Line part : demands.get(i).lines()) {
                if (line.length() > 0) {
                    line.append(' ');
                }
                append(line, part.sources());
                line.append('>');
                append(line, part.targets());
            }
        }
        return line.toString();
    }

    private static void append(StringBuilder line, List<Integer> ids) {
        for (int i = 0; i < ids.size(); i++) {
            line.append(i > 0 ? "," : "").append(ids.get(i));
        }
    }
}
