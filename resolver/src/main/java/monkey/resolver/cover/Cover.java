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
 * <p>Where fewer rows are asked for than any complete cover has, or there is a deadline, rows are shown as they are made,
 * those with the most first, and none is taken out again ({@link GreedyRows}).
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
    private static final int TRIES_FOR_FEW = 16;

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
        return new CoverCursor(cells, limit, () -> rows(new Dice(seed), limit));
    }

    private RowSource rows(Dice dice, long limit) {
        if (ranks == null) {
            return new PlannedRows(0, List.of(), null);
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
        RowBuilder builder = new RowBuilder(diagram, cells, scopes, given, open, dice);
        boolean some = limit >= 0 && limit < leastRows;
        if (some || patience.isBounded()) {
            return new GreedyRows(builder, open, dice, patience, some ? TRIES_FOR_FEW : 1);
        }
        return plan(builder, open, leastRows, dice);
    }

    private RowSource plan(RowBuilder builder, OpenTuples open, long leastRows, Dice dice) {
        long tuples = open.open();
        List<Row> rows = new ArrayList<>();
        StoppedException stopped = null;
        try {
            all(builder, open, dice, rows);
            compact(rows, builder, leastRows, tuples, dice);
        } catch (StoppedException e) {
            stopped = e;
        }
        return new PlannedRows(tuples, RowOrder.of(rows, cells, ranks), stopped);
    }

    private void all(RowBuilder builder, OpenTuples open, Dice dice, List<Row> rows) {
        while (open.open() > 0) {
            patience.check();
            builder.give(open.pick(dice));
            builder.build();
            open.cover(builder.cell);
            rows.add(builder.row());
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
