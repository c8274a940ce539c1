package monkey.resolver.cover;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import monkey.resolver.diagram.Diagram;
import monkey.resolver.diagram.FeasiblePairs;
import monkey.resolver.diagram.StackCursor;
import monkey.resolver.ending.Patience;
import monkey.resolver.ending.StoppedException;
import monkey.resolver.graph.Graph;

/**
 * Few stacks that hold every feasible tuple: each set of so many ids, of different types, that some stack holds.
 *
 * <p><b>How.</b> First what is feasible at all is read off the diagram, so nothing is ever searched that can't be
 * found. Rows are then made one by one, each around an open tuple of the columns that have the most
 * ({@link RowBuilder}), until none is open; then rows are taken out and their tuples moved into the others, until a
 * lower bound is met or a fixed amount of work is done ({@link Compaction}); in the end no row can be left out. Last,
 * the rows are put in an order of falling profit ({@link RowOrder}).
 *
 * <p>If fewer rows are asked for than any complete cover has, only those are made, with more care for each.
 *
 * <p><b>Cost.</b> Rows times cells, and the work of compaction, which grows with the tuples and is bounded. Memory: for
 * pairs eight bytes for each pair of ids of different types, for tuples of n eight bytes for each such tuple,
 * and the rows.
 *
 * <p>Everything chance decides comes from the seed, and all work is counted, not timed: same arguments, same rows.
 * Immutable, and thread-safe as long as patience is.
 */
public final class Cover {
    private static final long BYTES_PER_TUPLE = 9;

    private final Diagram diagram;
    private final Cells cells;
    private final Scopes scopes;
    private final Pairs pairs;
    private final TupleRanks ranks;
    private final Patience patience;

    /**
     * Prepares to cover the stacks of a diagram.
     *
     * @param feasible the feasible pairs of the diagram
     * @param strength how many ids are in a tuple, at least 1
     * @param types the dense types to be covered; empty for all
     * @throws IllegalArgumentException if there are too many tuples to count in the memory there is
     */
    public Cover(Diagram diagram, Graph graph, FeasiblePairs feasible, int strength, int[] types, Patience patience) {
        this.diagram = diagram;
        this.patience = patience;
        cells = new Cells(diagram, graph, feasible, types);
        scopes = new Scopes(diagram, cells);
        pairs = new Pairs(cells, feasible);
        ranks = strength > cells.targets ? null : new TupleRanks(cells.firstCell, cells.targets, strength);
        long bytes = ranks == null ? 0 : BYTES_PER_TUPLE * ranks.count();
        if (bytes > Runtime.getRuntime().maxMemory() / 2) {
            throw new IllegalArgumentException(String.format(
                    Locale.ROOT,
                    "%,d tuples of %d take %,d MB to count; name fewer types, or give at least -Xmx%dm",
                    ranks.count(),
                    strength,
                    bytes >> 20,
                    bytes >> 19));
        }
    }

    /** A bound that no cover of all feasible pairs of a diagram can stay below. */
    public static long leastRows(Diagram diagram, Graph graph, FeasiblePairs feasible) {
        Cells cells = new Cells(diagram, graph, feasible, new int[0]);
        return LowerBound.ofPairs(cells, new Pairs(cells, feasible));
    }

    /**
     * The stacks of a cover, best first. The note of the cursor says how many of the feasible tuples those it has shown
     * hold.
     *
     * @param limit at most so many; negative for as many as a complete cover takes
     */
    public StackCursor stacks(long seed, long limit) {
        return new CoverCursor(cells, limit, () -> plan(new Dice(seed), limit));
    }

    private Plan plan(Dice dice, long limit) {
        if (ranks == null) {
            return new Plan(0, List.of(), null);
        }
        Given given = new Given(diagram, cells, scopes);
        OpenTuples open;
        long leastRows;
        if (ranks.strength() == 2) {
            open = new OpenPairs(cells, pairs);
            leastRows = LowerBound.ofPairs(cells, pairs);
        } else {
            int[] oneEach = new int[cells.targets + 1];
            java.util.Arrays.setAll(oneEach, c -> c);
            TupleRanks sets = new TupleRanks(oneEach, cells.targets, ranks.strength());
            FeasibleTuples feasible = new FeasibleTuples(cells, ranks, sets, pairs, given, patience);
            leastRows = java.util.Arrays.stream(feasible.inSet).max().orElse(0);
            open = new OpenAny(cells, ranks, sets, feasible);
        }
        long tuples = open.open();
        RowBuilder builder = new RowBuilder(diagram, cells, scopes, given, open, dice);
        boolean some = limit >= 0 && limit < leastRows;
        List<Row> rows = new ArrayList<>();
        StoppedException stopped = null;
        try {
            if (some) {
                best(builder, open, dice, limit, rows);
            } else {
                all(builder, open, dice, rows);
                compact(rows, builder, leastRows, tuples, dice);
            }
        } catch (StoppedException e) {
            stopped = e;
        }
        List<RowOrder.Placed> sorted = RowOrder.of(rows, cells, ranks);
        if (some && stopped == null) {
            sorted.add(new RowOrder.Placed(builder.row(), 0));
        }
        return new Plan(tuples, sorted, stopped);
    }

    /**
     * What there is to cover, and the rows that do.
     *
     * @param stopped why there are no more rows although there are more tuples, or null
     */
    record Plan(long tuples, List<RowOrder.Placed> rows, StoppedException stopped) {}

    private void all(RowBuilder builder, OpenTuples open, Dice dice, List<Row> rows) {
        while (open.open() > 0) {
            patience.check();
            builder.give(open.pick(dice));
            builder.build();
            open.cover(builder.cell);
            rows.add(builder.row());
        }
    }

    /** So many rows, each the best of some. */
    private void best(RowBuilder builder, OpenTuples open, Dice dice, long limit, List<Row> rows) {
        while (rows.size() < limit) {
            patience.check();
            Row best = null;
            long most = -1;
            for (int tries = 0; tries < 4; tries++) {
                builder.give(open.pick(dice));
                long worth = builder.build();
                worth += builder.improve();
                worth += builder.improve();
                if (worth > most) {
                    most = worth;
                    best = builder.row();
                }
            }
            open.cover(best.cell());
            rows.add(best);
        }
    }

    private void compact(List<Row> rows, RowBuilder builder, long leastRows, long tuples, Dice dice) {
        Coverage coverage = new Coverage(cells, ranks);
        rows.forEach(coverage::add);
        Swaps swaps = new Swaps(diagram, cells, scopes);
        try {
            new Compaction(cells, coverage, builder, swaps, ranks.strength(), dice, patience)
                    .run(leastRows, Compaction.workFor(tuples));
        } finally {
            rows.clear();
            for (int r = 0; r < coverage.size(); r++) {
                if (coverage.row(r) != null) {
                    rows.add(coverage.row(r));
                }
            }
        }
    }
}
