package monkey.reports.performance;

import java.util.ArrayList;
import java.util.BitSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;
import monkey.reports.text.VersionOrder;

/**
 * Which versions stand in which stack, as numbers, and the terms that could explain a difference. A term is told by the stacks
 * it holds: of several that hold the same stacks (or exactly the others) the simplest stands for all.
 *
 * @param packages names of those with more than one tested version
 * @param versions of each, oldest first
 * @param stacks the level of each package in each stack; -1 where it is not there
 */
record Design(List<String> packages, List<List<String>> versions, int[][] stacks) {
    /** Beyond it fewer pairs of packages are looked at. */
    private static final int MOST_PAIRS = 300_000;

    static Design of(List<Series> series) {
        List<String> packages = new ArrayList<>();
        List<List<String>> versions = new ArrayList<>();
        TreeSet<String> names = new TreeSet<>();
        series.forEach(one -> names.addAll(one.versions().keySet()));
        for (String name : names) {
            List<String> tested = VersionOrder.oldestFirst(series.stream()
                    .map(one -> one.versions().get(name))
                    .filter(version -> version != null)
                    .toList());
            boolean everywhere = series.stream().allMatch(one -> one.versions().containsKey(name));
            if (tested.size() > 1 || !everywhere) {
                packages.add(name);
                versions.add(tested);
            }
        }
        int[][] stacks = new int[series.size()][packages.size()];
        for (int s = 0; s < stacks.length; s++) {
            for (int p = 0; p < packages.size(); p++) {
                String version = series.get(s).versions().get(packages.get(p));
                stacks[s][p] = version == null ? -1 : versions.get(p).indexOf(version);
            }
        }
        return new Design(List.copyOf(packages), List.copyOf(versions), stacks);
    }

    /** The stacks that a term holds. */
    BitSet column(Term term) {
        BitSet column = new BitSet();
        for (int s = 0; s < stacks.length; s++) {
            column.set(s, term.holds(stacks[s]));
        }
        return column;
    }

    /** Every range of versions of one package, the simpler first: rays, then what has two ends. */
    List<Term> ranges() {
        List<Term> rays = new ArrayList<>();
        List<Term> others = new ArrayList<>();
        for (int p = 0; p < packages.size(); p++) {
            int last = versions.get(p).size() - 1;
            for (int low = 0; low <= last; low++) {
                for (int high = low; high <= last; high++) {
                    (low == 0 || high == last ? rays : others).add(Term.of(p, low, high));
                }
            }
        }
        rays.addAll(others);
        return rays;
    }

    /** Rays and single versions of two packages, together. */
    List<Term> pairs() {
        List<List<Term>> simple = new ArrayList<>();
        for (int p = 0; p < packages.size(); p++) {
            List<Term> ofOne = new ArrayList<>();
            int last = versions.get(p).size() - 1;
            for (int v = 0; v <= last; v++) {
                ofOne.add(Term.of(p, v, v));
                if (v > 0 && v < last) {
                    ofOne.add(Term.of(p, 0, v));
                    ofOne.add(Term.of(p, v, last));
                }
            }
            simple.add(ofOne);
        }
        List<Term> pairs = new ArrayList<>();
        for (int p = 0; p < packages.size(); p++) {
            for (int q = p + 1; q < packages.size(); q++) {
                if (pairs.size() + simple.get(p).size() * simple.get(q).size() > MOST_PAIRS) {
                    return pairs;
                }
                for (Term first : simple.get(p)) {
                    for (Term second : simple.get(q)) {
                        pairs.add(first.and(second));
                    }
                }
            }
        }
        return pairs;
    }

    /**
     * By the stacks they hold, without those that hold all or none. Of several that hold the same stacks, or exactly the
     * others, the first stands for all; what tells stacks apart as one of {@code known} does is left out.
     */
    Map<BitSet, Term> distinct(List<Term> terms, Map<BitSet, Term> known) {
        Map<BitSet, Term> distinct = new LinkedHashMap<>();
        for (Term term : terms) {
            BitSet column = column(term);
            int held = column.cardinality();
            if (held > 0 && held < stacks.length) {
                BitSet others = complement(column);
                if (!distinct.containsKey(others) && !known.containsKey(column) && !known.containsKey(others)) {
                    distinct.putIfAbsent(column, term);
                }
            }
        }
        return distinct;
    }

    BitSet complement(BitSet column) {
        BitSet others = (BitSet) column.clone();
        others.flip(0, stacks.length);
        return others;
    }
}
