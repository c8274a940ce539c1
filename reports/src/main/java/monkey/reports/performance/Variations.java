package monkey.reports.performance;

import java.util.ArrayList;
import java.util.BitSet;
import java.util.List;

/** Terms that are nearly the same as another. */
record Variations(Design design) {
    /** The same with one end of one of its ranges one version further in or out. */
    List<Term> besides(Term term) {
        List<Term> besides = new ArrayList<>();
        term.levels().forEach((p, range) -> {
            int last = design.versions().get(p).size() - 1;
            int low = range.nextSetBit(0);
            int high = range.length() - 1;
            for (int[] ends : new int[][] {{low - 1, high}, {low + 1, high}, {low, high - 1}, {low, high + 1}}) {
                if (ends[0] >= 0 && ends[1] <= last && ends[0] <= ends[1] && ends[1] - ends[0] < last) {
                    BitSet changed = new BitSet();
                    changed.set(ends[0], ends[1] + 1);
                    besides.add(term.with(p, changed));
                }
            }
        });
        return besides;
    }

    /** Without versions that no stack holds together with the others: of those nothing was seen. */
    Term narrowed(Term term) {
        if (!term.isInteraction()) {
            return term;
        }
        BitSet column = design.column(term);
        for (Term smaller : besides(term)) {
            if (count(smaller) < count(term) && design.column(smaller).equals(column)) {
                return narrowed(smaller);
            }
        }
        return term;
    }

    private static int count(Term term) {
        return term.levels().values().stream().mapToInt(BitSet::cardinality).sum();
    }

    /** All versions of the one package that the other term does not name: the same said from the other side. */
    boolean isOtherSide(Term one, Term other) {
        if (one.isInteraction()
                || other.isInteraction()
                || !one.levels().firstKey().equals(other.levels().firstKey())) {
            return false;
        }
        int p = one.levels().firstKey();
        BitSet rest = (BitSet) one.levels().get(p).clone();
        rest.flip(0, design.versions().get(p).size());
        return rest.equals(other.levels().get(p));
    }
}
