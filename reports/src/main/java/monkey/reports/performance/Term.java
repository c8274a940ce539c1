package monkey.reports.performance;

import java.util.BitSet;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * Versions of one package, or of two packages together, that stacks may have. Levels number a package's tested versions, oldest
 * first.
 */
record Term(SortedMap<Integer, BitSet> levels) {
    static Term of(int packageIndex, int low, int high) {
        BitSet range = new BitSet();
        range.set(low, high + 1);
        return new Term(new TreeMap<>(Map.of(packageIndex, range)));
    }

    Term and(Term other) {
        SortedMap<Integer, BitSet> both = new TreeMap<>(levels);
        both.putAll(other.levels);
        return new Term(both);
    }

    Term with(int packageIndex, BitSet range) {
        SortedMap<Integer, BitSet> changed = new TreeMap<>(levels);
        changed.put(packageIndex, range);
        return new Term(changed);
    }

    boolean isInteraction() {
        return levels.size() > 1;
    }

    /** @param stack level of each package; -1 where the stack does not have it */
    boolean holds(int[] stack) {
        for (Map.Entry<Integer, BitSet> one : levels.entrySet()) {
            int level = stack[one.getKey()];
            if (level < 0 || !one.getValue().get(level)) {
                return false;
            }
        }
        return true;
    }
}
