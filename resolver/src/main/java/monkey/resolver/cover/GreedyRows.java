package monkey.resolver.cover;

import monkey.resolver.ending.Patience;

/**
 * Rows made one by one as they are asked for, each the best of some tries: whoever stops has had the most that greed
 * finds. While all are open anyway one try is as good as another, so few are made; and where many rows are wanted, each
 * of them matters less.
 */
final class GreedyRows implements RowSource {
    private final RowBuilder builder;
    private final OpenTuples open;
    private final Dice dice;
    private final Patience patience;
    private final int tries;
    private final long tuples;

    GreedyRows(RowBuilder builder, OpenTuples open, Dice dice, Patience patience, int tries) {
        this.builder = builder;
        this.open = open;
        this.dice = dice;
        this.patience = patience;
        this.tries = tries;
        tuples = open.open();
    }

    @Override
    public Placed next() {
        if (open.open() == 0) {
            return null;
        }
        Row best = null;
        long most = -1;
        for (int i = 0; i < tries; i++) {
            patience.check();
            builder.give(open.pick(dice));
            long worth = builder.build();
            if (worth > most) {
                most = worth;
                best = builder.row();
            }
        }
        return new Placed(best, open.cover(best.cell()));
    }

    @Override
    public boolean hasMore() {
        return open.open() > 0;
    }

    @Override
    public long tuples() {
        return tuples;
    }
}
