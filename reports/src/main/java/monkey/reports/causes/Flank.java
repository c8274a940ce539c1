package monkey.reports.causes;

import java.util.ArrayList;
import java.util.Collection;
import java.util.List;

/** The places of a front that are worth running, where it has several. */
final class Flank {
    /** Of all combinations of ends that something lies beyond, the share that may go without a place that is run. */
    private static final double LEAST = 0.2;

    /** Of so many levels of a package at most combinations are made. */
    private static final int LEVELS = 12;

    private Flank() {}

    /**
     * Of a front, those that each lie beyond many combinations of ends which no other of them does.
     *
     * @param all levels that go together, the front's among them
     * @param directions see {@link Fronts#isAsFar}
     */
    static List<List<Integer>> thinned(List<List<Integer>> front, Collection<List<Integer>> all, int directions) {
        if (front.size() == 1) {
            return front;
        }
        List<List<Integer>> ends = combinations(all);
        ends.removeIf(end -> front.stream().noneMatch(levels -> Fronts.isAsFar(levels, end, directions)));
        double few = LEAST * ends.size();
        List<List<Integer>> kept = new ArrayList<>();
        while (true) {
            List<Integer> best = null;
            double most = few;
            for (List<Integer> levels : front) {
                long beyond = ends.stream()
                        .filter(end -> Fronts.isAsFar(levels, end, directions))
                        .count();
                if (beyond > most) {
                    most = beyond;
                    best = levels;
                }
            }
            if (best == null) {
                return kept;
            }
            List<Integer> chosen = best;
            kept.add(chosen);
            ends.removeIf(end -> Fronts.isAsFar(chosen, end, directions));
        }
    }

    /** Of each package one of its levels, in all ways, whether they go together or not. */
    private static List<List<Integer>> combinations(Collection<List<Integer>> all) {
        List<List<Integer>> combinations = new ArrayList<>(List.of(List.of()));
        for (int i = 0; i < all.iterator().next().size(); i++) {
            int which = i;
            List<Integer> levels = Spread.evenly(
                    all.stream().map(one -> one.get(which)).distinct().sorted().toList(), LEVELS);
            List<List<Integer>> longer = new ArrayList<>();
            for (List<Integer> start : combinations) {
                for (int level : levels) {
                    List<Integer> one = new ArrayList<>(start);
                    one.add(level);
                    longer.add(one);
                }
            }
            combinations = longer;
        }
        return combinations;
    }
}
