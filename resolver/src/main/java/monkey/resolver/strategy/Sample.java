package monkey.resolver.strategy;

import java.math.BigInteger;
import java.util.HashSet;
import java.util.Set;
import monkey.resolver.diagram.Counts;
import monkey.resolver.diagram.Diagram;
import monkey.resolver.diagram.StackCursor;
import monkey.resolver.diagram.Unranking;

/**
 * Draws stacks uniformly without replacement: each is the stack of a random rank that was not drawn before. Drawing on
 * to the last stack costs more and more rejected draws, so from half of the space on the ranks are dealt out: those
 * that were not drawn, shuffled.
 */
final class Sample implements StackCursor {
    private final BigInteger total;
    private final Unranking unranking;
    private final SplitMix random;
    private final Set<BigInteger> drawn = new HashSet<>();
    private BigInteger[] dealt;
    private int dealtLeft;
    private int[] stack = new int[0];

    Sample(Diagram diagram, Counts counts, long seed) {
        total = counts.total();
        unranking = new Unranking(diagram, counts);
        random = new SplitMix(seed);
    }

    @Override
    public boolean next() {
        BigInteger rank = nextRank();
        if (rank == null) {
            return false;
        }
        stack = unranking.stack(rank);
        return true;
    }

    private BigInteger nextRank() {
        if (dealt == null && BigInteger.valueOf(drawn.size()).shiftLeft(1).compareTo(total) >= 0) {
            dealt = new BigInteger[total.intValueExact() - drawn.size()];
            for (BigInteger rank = BigInteger.ZERO; rank.compareTo(total) < 0; rank = rank.add(BigInteger.ONE)) {
                if (!drawn.contains(rank)) {
                    dealt[dealtLeft++] = rank;
                }
            }
            drawn.clear();
        }
        if (dealt != null) {
            if (dealtLeft == 0) {
                return null;
            }
            int chosen = random.below(BigInteger.valueOf(dealtLeft)).intValue();
            BigInteger rank = dealt[chosen];
            dealt[chosen] = dealt[--dealtLeft];
            return rank;
        }
        while (true) {
            BigInteger rank = random.below(total);
            if (drawn.add(rank)) {
                return rank;
            }
        }
    }

    @Override
    public int[] ids() {
        return stack;
    }

    @Override
    public int size() {
        return stack.length;
    }

    @Override
    public int kept() {
        return 0;
    }
}
