package monkey.resolver.sample;

import java.math.BigInteger;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import monkey.resolver.chance.SplitMix;
import monkey.resolver.diagram.Counts;
import monkey.resolver.diagram.Diagram;
import monkey.resolver.diagram.StackCursor;
import monkey.resolver.diagram.Unranking;

/**
 * Draws stacks uniformly without replacement.
 *
 * <p>Where ranks fit into a long, ranks are shuffled (Fisher and Yates, of which only the places that were touched are
 * kept), so that drawing on to the very last stack never slows down. In a larger space stacks are drawn by
 * {@link Draws} and one that was drawn before is drawn again; even a billion draws hardly ever meet one. Memory grows with
 * what was drawn.
 */
public final class Sample implements StackCursor {
    private static final int BITS_OF_RANKS = 62;

    private final SplitMix random;
    private final Unranking unranking;
    private final Draws draws;
    private long left;
    private final Map<Long, Long> moved = new HashMap<>();
    private final Set<Drawn> drawn = new HashSet<>();
    private int[] stack = new int[0];

    /** @param counts of the diagram */
    public Sample(Diagram diagram, Counts counts, long seed) {
        random = new SplitMix(seed);
        boolean ranked = counts.total().bitLength() <= BITS_OF_RANKS;
        left = ranked ? counts.total().longValue() : -1;
        unranking = ranked ? new Unranking(diagram, counts) : null;
        draws = ranked ? null : new Draws(diagram, counts, random);
    }

    @Override
    public boolean next() {
        if (draws != null) {
            do {
                stack = draws.next();
            } while (!drawn.add(new Drawn(stack)));
            return true;
        }
        if (left == 0) {
            return false;
        }
        long place = random.below(left);
        left--;
        Long last = moved.remove(left);
        long lastRank = last == null ? left : last;
        Long rank = place == left ? Long.valueOf(lastRank) : moved.put(place, lastRank);
        stack = unranking.stack(BigInteger.valueOf(rank == null ? place : rank));
        return true;
    }

    @Override
    public int[] ids() {
        return stack;
    }
}
