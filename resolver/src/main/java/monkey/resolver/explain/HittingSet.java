package monkey.resolver.explain;

import java.util.BitSet;
import java.util.List;

/**
 * A smallest set of elements that has one of each of some sets, and that contains none of some others. Iterative
 * deepening: with so many elements to spend, one of the first set not met must be taken. A lower bound from sets that share
 * nothing cuts most of it off.
 */
final class HittingSet {
    private final List<BitSet> toMeet;
    private final List<BitSet> notToContain;
    private final BitSet chosen = new BitSet();
    private final BitSet ruledOut;

    HittingSet(List<BitSet> toMeet, List<BitSet> notToContain, int elements) {
        this.toMeet = toMeet;
        this.notToContain = notToContain;
        ruledOut = new BitSet(elements);
    }

    /** A smallest such set, or null if none has at most so many elements. */
    BitSet smallest(int most) {
        for (int size = 0; size <= most; size++) {
            if (spend(size)) {
                return (BitSet) chosen.clone();
            }
        }
        return null;
    }

    private boolean spend(int left) {
        for (BitSet bad : notToContain) {
            BitSet missing = (BitSet) bad.clone();
            missing.andNot(chosen);
            if (missing.isEmpty()) {
                return false;
            }
        }
        BitSet open = null;
        BitSet used = new BitSet();
        int apart = 0;
        for (BitSet set : toMeet) {
            if (set.intersects(chosen)) {
                continue;
            }
            BitSet options = (BitSet) set.clone();
            options.andNot(ruledOut);
            if (options.isEmpty()) {
                return false;
            }
            if (open == null || options.cardinality() < open.cardinality()) {
                open = options;
            }
            if (!options.intersects(used)) {
                used.or(options);
                apart++;
            }
        }
        if (open == null) {
            return true;
        }
        if (apart > left) {
            return false;
        }
        boolean done = false;
        BitSet tried = new BitSet();
        for (int i = open.nextSetBit(0); i >= 0 && !done; i = open.nextSetBit(i + 1)) {
            chosen.set(i);
            done = spend(left - 1);
            if (!done) {
                chosen.clear(i);
                ruledOut.set(i);
                tried.set(i);
            }
        }
        ruledOut.andNot(tried);
        return done;
    }
}
