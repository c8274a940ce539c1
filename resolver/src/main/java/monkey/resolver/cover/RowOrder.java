package monkey.resolver.cover;

import java.util.ArrayList;
import java.util.List;
import java.util.PriorityQueue;

/**
 * Puts rows into an order in which each brings as many tuples that none before it has as any that is left: whoever
 * stops early has the most. Ties go to the row that came first.
 *
 * <p>What a row brings can only shrink while others go before it, so an old figure is an upper bound, and only the row
 * with the largest is counted again (Minoux 1978, lazy greedy).
 */
final class RowOrder {
    private final TupleRanks ranks;
    private final long[] seen;
    private long fresh;

    private RowOrder(TupleRanks ranks) {
        this.ranks = ranks;
        seen = new long[(int) ((ranks.count() + 63) / 64)];
    }

    /** A row and how many tuples it has that no row before it has. */
    record Placed(Row row, long brings) {}

    static List<Placed> of(List<Row> rows, TupleRanks ranks) {
        return new RowOrder(ranks).sort(rows);
    }

    private List<Placed> sort(List<Row> rows) {
        PriorityQueue<Bound> queue = new PriorityQueue<>();
        for (int i = 0; i < rows.size(); i++) {
            queue.add(new Bound(count(rows.get(i)), i));
        }
        List<Placed> sorted = new ArrayList<>();
        while (!queue.isEmpty()) {
            Bound first = queue.poll();
            Row row = rows.get(first.index);
            Bound now = new Bound(count(row), first.index);
            if (now.most < first.most && !queue.isEmpty() && queue.peek().compareTo(now) < 0) {
                queue.add(now);
                continue;
            }
            ranks.each(row.cell(), (rank, tuple) -> seen[rank >> 6] |= 1L << rank);
            sorted.add(new Placed(row, now.most));
        }
        return sorted;
    }

    private long count(Row row) {
        fresh = 0;
        ranks.each(row.cell(), (rank, tuple) -> fresh += ~seen[rank >> 6] >>> rank & 1);
        return fresh;
    }

    private record Bound(long most, int index) implements Comparable<Bound> {
        @Override
        public int compareTo(Bound other) {
            return most != other.most ? Long.compare(other.most, most) : Integer.compare(index, other.index);
        }
    }
}
