package monkey.resolver.cover;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Deque;
import java.util.List;

/**
 * Puts rows into an order in which each brings as many tuples that none before it has as any that is left: whoever
 * stops early has the most. Ties go to the row that has waited longest.
 *
 * <p>What each row would bring is kept exactly: when a row is placed, each of its tuples that was not seen before is
 * crossed out in all rows that have it, which are found as the intersection of the sets of rows that have its cells.
 * Rows wait in one queue for each figure; since figures only fall, a row that is met in the wrong queue moves down.
 * Cost: tuples times rows / 64.
 */
final class RowOrder {
    private final List<Row> rows;
    private final TupleRanks ranks;
    private final long[] seen;
    private final long[][] rowsWith;
    private final long[] sharing;
    private final int[] brings;
    private int tuples;

    private RowOrder(List<Row> rows, Cells cells, TupleRanks ranks) {
        this.rows = rows;
        this.ranks = ranks;
        seen = new long[(int) ((ranks.count() + 63) / 64)];
        int words = (rows.size() + 63) / 64;
        rowsWith = new long[cells.targetCells][words];
        sharing = new long[words];
        brings = new int[rows.size()];
        for (int r = 0; r < brings.length; r++) {
            for (int c = 0; c < cells.targets; c++) {
                int cell = rows.get(r).cell()[c];
                if (cell >= 0) {
                    rowsWith[cell][r >> 6] |= 1L << r;
                }
            }
            tuples = 0;
            ranks.each(rows.get(r).cell(), (rank, tuple) -> tuples++);
            brings[r] = tuples;
        }
    }

    static List<RowSource.Placed> of(List<Row> rows, Cells cells, TupleRanks ranks) {
        return new RowOrder(rows, cells, ranks).sort();
    }

    private List<RowSource.Placed> sort() {
        int most = Arrays.stream(brings).max().orElse(0);
        List<Deque<Integer>> waiting = new ArrayList<>();
        for (int figure = 0; figure <= most; figure++) {
            waiting.add(new ArrayDeque<>());
        }
        for (int r = 0; r < brings.length; r++) {
            waiting.get(brings[r]).add(r);
        }
        List<RowSource.Placed> sorted = new ArrayList<>();
        for (int figure = most; figure >= 0; figure--) {
            while (!waiting.get(figure).isEmpty()) {
                int r = waiting.get(figure).remove();
                if (brings[r] < figure) {
                    waiting.get(brings[r]).add(r);
                } else {
                    sorted.add(new RowSource.Placed(rows.get(r), figure));
                    ranks.each(rows.get(r).cell(), this::see);
                }
            }
        }
        return sorted;
    }

    private void see(int rank, int[] tuple) {
        if ((seen[rank >> 6] >>> rank & 1) != 0) {
            return;
        }
        seen[rank >> 6] |= 1L << rank;
        System.arraycopy(rowsWith[tuple[0]], 0, sharing, 0, sharing.length);
        for (int i = 1; i < tuple.length; i++) {
            long[] with = rowsWith[tuple[i]];
            for (int w = 0; w < sharing.length; w++) {
                sharing[w] &= with[w];
            }
        }
        for (int w = 0; w < sharing.length; w++) {
            for (long rest = sharing[w]; rest != 0; rest &= rest - 1) {
                brings[64 * w + Long.numberOfTrailingZeros(rest)]--;
            }
        }
    }
}
