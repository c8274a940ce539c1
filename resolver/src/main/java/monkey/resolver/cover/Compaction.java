package monkey.resolver.cover;

import java.util.HashMap;
import java.util.Map;
import monkey.resolver.ending.Patience;

/**
 * Makes a complete cover smaller: takes a row out and mends what is lost, again and again.
 *
 * <p><b>Idea.</b> The row that alone covers the least is taken out. While tuples are lost, one of them is drawn and put
 * into a row that has all of it but one cell: of all such changes the one that loses least on balance, even if it loses
 * more than it wins, but never a cell that was changed a moment ago (tabu search focused on what is missing: Nurmela
 * 2004, with the walk of WalkSAT). If no row can take the tuple by one change, one that alone covers little is built
 * anew around it, keeping of its cells what the diagram allows. When nothing is lost any more there is a row less; when
 * the steps allowed are used up, the rows are put back as they were and another row is tried.
 *
 * <p><b>Invariant.</b> Each row is a stack at any time; between two attempts the cover is complete. After the last, no
 * row can be left out.
 *
 * <p><b>Cost.</b> What a change costs is known without search (see {@link Coverage}), so a step takes time in
 * proportion to the rows that share a cell and to the columns. Work is counted in steps, never by a clock: the
 * same seed ends with the same rows on any machine.
 */
final class Compaction {
    /** An attempt is given up when so many more tuples are lost than four times those it began with. */
    private static final int HOPELESS = 200;

    /** The first attempt to take a row out may use this part of the steps allowed; each that fails doubles it. */
    private static final int FIRST_SHARE = 8;

    private final Cells cells;
    private final Coverage coverage;
    private final RowBuilder builder;
    private final Swaps swaps;
    private final Dice dice;
    private final Patience patience;
    private final int strength;
    private final Map<Integer, Row> before = new HashMap<>();

    private int sought;
    private long lastMove = -1;
    private long lastButOne = -1;
    private int[] having = new int[64];
    private int havingCount;
    private int[] candidates = new int[256];
    private int[] values = new int[256];
    private int candidateCount;
    private long steps;

    Compaction(
            Cells cells,
            Coverage coverage,
            RowBuilder builder,
            Swaps swaps,
            int strength,
            Dice dice,
            Patience patience) {
        this.cells = cells;
        this.coverage = coverage;
        this.builder = builder;
        this.swaps = swaps;
        this.strength = strength;
        this.dice = dice;
        this.patience = patience;
    }

    /** How many steps to allow for so many tuples. */
    static long workFor(long tuples) {
        return Math.min(50_000_000, 3_000 * tuples) + 20 * tuples;
    }

    /** Takes rows out until there are as few as a lower bound or the steps allowed are used up. */
    void run(long lowerBound, long stepsAllowed) {
        dropIdle();
        long attempt = stepsAllowed / FIRST_SHARE;
        boolean[] stuck = new boolean[coverage.size()];
        while (coverage.rows() > lowerBound && work() < stepsAllowed) {
            int victim = leastNeeded(stuck);
            if (victim < 0) {
                return;
            }
            before.clear();
            before.put(victim, coverage.row(victim).copy());
            coverage.take(victim);
            boolean mended = false;
            try {
                mended = mend(Math.min(stepsAllowed, work() + attempt));
            } finally {
                if (!mended) {
                    restore();
                }
            }
            if (mended) {
                dropIdle();
                attempt = stepsAllowed / FIRST_SHARE;
            } else {
                stuck[victim] = true;
                attempt *= 2;
            }
        }
    }

    private long work() {
        return steps + coverage.steps + builder.steps;
    }

    private void dropIdle() {
        for (int r = 0; r < coverage.size(); r++) {
            if (coverage.row(r) != null && coverage.loss(r) == 0) {
                coverage.take(r);
            }
        }
    }

    private int leastNeeded(boolean[] stuck) {
        int best = -1;
        for (int r = 0; r < coverage.size(); r++) {
            if (coverage.row(r) != null && !stuck[r] && (best < 0 || coverage.loss(r) < coverage.loss(best))) {
                best = r;
            }
        }
        return best;
    }

    private void restore() {
        for (int r : before.keySet()) {
            if (coverage.row(r) != null) {
                coverage.take(r);
            }
        }
        before.forEach(coverage::put);
    }

    private void remember(int r) {
        if (!before.containsKey(r)) {
            before.put(r, coverage.row(r).copy());
        }
    }

    /** Covers what is lost. Returns false if the work reaches a limit first. */
    private boolean mend(long limit) {
        int fewest = coverage.lost();
        int hopeless = 4 * fewest + HOPELESS;
        long turn = 0;
        while (coverage.lost() > 0) {
            if (work() >= limit) {
                return false;
            }
            if ((++turn & 1023) == 0) {
                patience.check();
            }
            int place = dice.roll(coverage.lost());
            collect(place, fewest);
            if (!change()) {
                rebuild(place);
            }
            if (coverage.lost() > hopeless) {
                return false;
            }
            fewest = Math.min(fewest, coverage.lost());
        }
        return true;
    }

    /** Gathers the changes of one cell that cover a lost tuple. */
    private void collect(int place, int fewest) {
        candidateCount = 0;
        for (int missing = 0; missing < strength; missing++) {
            int cell = coverage.lost(place, missing);
            int column = cells.columnOf[cell];
            findHaving(cell);
            long[] rows = rowsWithAllBut(place, missing);
            for (int w = 0; w < rows.length; w++) {
                for (long rest = rows[w]; rest != 0; rest &= rest - 1) {
                    int r = 64 * w + Long.numberOfTrailingZeros(rest);
                    if (coverage.row(r).cell()[column] < 0) {
                        continue;
                    }
                    int value = gain(r) - coverage.loss(r, column);
                    steps++;
                    long move = (long) r << 32 | column;
                    if ((move == lastMove || move == lastButOne) && coverage.lost() - value >= fewest) {
                        continue;
                    }
                    consider(r, missing, value);
                }
            }
        }
        sought = place;
    }

    private void consider(int r, int missing, int value) {
        if (candidateCount == candidates.length) {
            candidates = java.util.Arrays.copyOf(candidates, 2 * candidateCount);
            values = java.util.Arrays.copyOf(values, 2 * candidateCount);
        }
        candidates[candidateCount] = r * strength + missing;
        values[candidateCount++] = value;
    }

    /** The lost tuples that have a cell. */
    private void findHaving(int cell) {
        havingCount = 0;
        for (int place = 0; place < coverage.lost(); place++) {
            for (int i = 0; i < strength; i++) {
                if (coverage.lost(place, i) == cell) {
                    if (havingCount == having.length) {
                        having = java.util.Arrays.copyOf(having, 2 * havingCount);
                    }
                    having[havingCount++] = place * strength + i;
                }
            }
        }
        steps += coverage.lost();
    }

    /** How many of those tuples a row would cover. */
    private int gain(int r) {
        int[] row = coverage.row(r).cell();
        int gain = 0;
        for (int h = 0; h < havingCount; h++) {
            int place = having[h] / strength;
            int own = having[h] % strength;
            boolean all = true;
            for (int i = 0; i < strength && all; i++) {
                int cell = coverage.lost(place, i);
                all = i == own || row[cells.columnOf[cell]] == cell;
            }
            gain += all ? 1 : 0;
        }
        return gain;
    }

    private long[] rowsWithAllBut(int place, int missing) {
        if (strength == 2) {
            return coverage.rowsWith(coverage.lost(place, 1 - missing));
        }
        long[] all = null;
        for (int i = 0; i < strength; i++) {
            if (i != missing) {
                long[] with = coverage.rowsWith(coverage.lost(place, i));
                if (all == null) {
                    all = with.clone();
                } else {
                    for (int w = 0; w < all.length; w++) {
                        all[w] &= w < with.length ? with[w] : 0;
                    }
                }
            }
        }
        return all == null ? new long[0] : all;
    }

    /** Makes the best of the changes gathered that leaves a stack. Returns false if none does. */
    private boolean change() {
        int place = sought;
        for (int refused = 0; candidateCount > 0 && refused < 64; refused++) {
            int best = 0;
            int ties = 0;
            for (int i = 0; i < candidateCount; i++) {
                if (values[i] > values[best]) {
                    ties = 0;
                }
                if (values[i] > values[best] || values[i] == values[best] && dice.roll(++ties) == 0) {
                    best = i;
                }
            }
            int r = candidates[best] / strength;
            int cell = coverage.lost(place, candidates[best] % strength);
            int column = cells.columnOf[cell];
            if (swaps.fits(coverage.row(r), column, cell)) {
                remember(r);
                swaps.adjust(coverage.row(r));
                coverage.change(r, column, cell);
                lastButOne = dice.roll(2) == 0 ? -1 : lastMove;
                lastMove = (long) r << 32 | column;
                return true;
            }
            candidates[best] = candidates[--candidateCount];
            values[best] = values[candidateCount];
        }
        return false;
    }

    /** Builds a row anew around a lost tuple. */
    private void rebuild(int place) {
        int[] tuple = new int[strength];
        for (int i = 0; i < strength; i++) {
            tuple[i] = coverage.lost(place, i);
        }
        builder.give(tuple);
        int bestRow = -1;
        Row best = null;
        int least = Integer.MAX_VALUE;
        for (int tries = 0; tries < 4; tries++) {
            int r = drawRow();
            builder.rebuild(coverage.row(r), coverage, r);
            int price = price(r);
            if (price < least) {
                least = price;
                bestRow = r;
                best = builder.row();
            }
        }
        remember(bestRow);
        coverage.take(bestRow);
        coverage.put(bestRow, best);
    }

    /** Of some rows drawn at random, the one that alone covers the least. */
    private int drawRow() {
        int best = -1;
        for (int tries = 0; tries < 8; tries++) {
            int r = dice.roll(coverage.size());
            while (coverage.row(r) == null) {
                r = r + 1 == coverage.size() ? 0 : r + 1;
            }
            if (best < 0 || coverage.loss(r) < coverage.loss(best)) {
                best = r;
            }
        }
        return best;
    }

    /** At most how many tuples would be lost if a row became the one just built. */
    private int price(int r) {
        int price = 0;
        for (int c = 0; c < cells.targets; c++) {
            if (coverage.row(r).cell()[c] != builder.cell[c]) {
                price += coverage.loss(r, c);
            }
        }
        return price;
    }
}
