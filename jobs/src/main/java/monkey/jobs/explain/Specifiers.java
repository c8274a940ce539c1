package monkey.jobs.explain;

import java.util.ArrayList;
import java.util.BitSet;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import monkey.dataset.python.SpecifierSet;
import monkey.dataset.python.Version;

/**
 * Sets of a package's candidate versions in the words of PEP 440. A specifier given here admits of the candidates exactly
 * those meant; where ranges cannot say it, versions are named one by one.
 */
final class Specifiers {
    /** More versions than that are not left out one by one where a range of others is an answer: nobody keeps such a line. */
    private static final int MOST_UNEQUAL = 8;

    private Specifiers() {}

    /** One specifier for each range without a gap, oldest first: alternatives of each other. */
    static List<String> of(List<String> candidates, BitSet levels) {
        List<String> ranges = new ArrayList<>();
        for (int from = levels.nextSetBit(0); from >= 0; ) {
            int to = levels.nextClearBit(from);
            ranges.addAll(range(candidates, from, Math.min(to, candidates.size())));
            from = levels.nextSetBit(to);
        }
        return ranges;
    }

    /** What leaves these versions out, each a whole answer: of each range of others only that, oldest first; then all but them. */
    static List<Exclusion> without(List<String> candidates, BitSet levels) {
        List<Exclusion> exclusions = new ArrayList<>();
        BitSet others = new BitSet();
        others.set(0, candidates.size());
        others.andNot(levels);
        for (int from = others.nextSetBit(0); from >= 0; ) {
            int to = Math.min(others.nextClearBit(from), candidates.size());
            add(exclusions, candidates, range(candidates, from, to), Exclusion.kept(from, to));
            from = others.nextSetBit(to);
        }
        int first = others.nextSetBit(0);
        int end = others.length();
        if (others.cardinality() < end - Math.max(0, first)) {
            Stream<String> ends = range(candidates, first, end).stream().filter(range -> !range.isEmpty());
            List<String> between = levels.stream()
                    .filter(level -> first < level && level < end)
                    .mapToObj(level -> "!=" + candidates.get(level))
                    .toList();
            if (between.size() > MOST_UNEQUAL && !exclusions.isEmpty()) {
                return exclusions;
            }
            String all = Stream.concat(ends, between.stream()).collect(Collectors.joining(","));
            add(exclusions, candidates, List.of(all), others);
        }
        return exclusions;
    }

    /**
     * A specifier that leaves versions out.
     *
     * @param kept levels that it leaves
     */
    record Exclusion(String specifier, BitSet kept) {
        private static BitSet kept(int from, int to) {
            BitSet kept = new BitSet();
            kept.set(from, to);
            return kept;
        }
    }

    private static void add(List<Exclusion> to, List<String> candidates, List<String> alternatives, BitSet kept) {
        if (alternatives.size() == 1 && admits(candidates, alternatives.get(0), kept)) {
            to.add(new Exclusion(alternatives.get(0), kept));
        }
    }

    private static List<String> range(List<String> candidates, int from, int to) {
        BitSet levels = new BitSet();
        levels.set(from, to);
        if (to - from == 1 && from > 0 && to < candidates.size()) {
            return List.of(equal(candidates, from));
        }
        String lower = from == 0 ? "" : ">=" + candidates.get(from);
        String upper = to == candidates.size() ? "" : "<" + candidates.get(to);
        String both = lower + (lower.isEmpty() || upper.isEmpty() ? "" : ",") + upper;
        if (both.isEmpty() || admits(candidates, both, levels)) {
            return List.of(both);
        }
        String inclusive = lower + (lower.isEmpty() ? "" : ",") + "<=" + candidates.get(to - 1);
        return admits(candidates, inclusive, levels)
                ? List.of(inclusive)
                : levels.stream().mapToObj(level -> equal(candidates, level)).toList();
    }

    /** {@code ==} also admits what has a local label, where the candidates have such a one. */
    private static String equal(List<String> candidates, int level) {
        BitSet only = new BitSet();
        only.set(level);
        String equal = "==" + candidates.get(level);
        return admits(candidates, equal, only) ? equal : "=" + equal;
    }

    private static boolean admits(List<String> candidates, String specifier, BitSet exactly) {
        Optional<SpecifierSet> set = SpecifierSet.tryParse(specifier);
        if (set.isEmpty()) {
            return false; // A local label can only be compared for equality.
        }
        for (int level = 0; level < candidates.size(); level++) {
            if (set.get().contains(Version.parse(candidates.get(level))) != exactly.get(level)) {
                return false;
            }
        }
        return true;
    }
}
