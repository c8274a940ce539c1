package monkey.resolver.strategy;

import java.util.Arrays;
import java.util.BitSet;
import java.util.HashSet;
import java.util.Set;
import monkey.resolver.chance.SplitMix;
import monkey.resolver.diagram.Descent;
import monkey.resolver.diagram.StackCursor;
import monkey.resolver.ending.Ending;
import monkey.resolver.ending.StoppedException;
import monkey.resolver.graph.Graph;
import monkey.resolver.sample.Drawn;

/**
 * What can still be said of a space that could not be compiled: different stacks, drawn at random or so that each brings
 * many pairs that no stack before it has. Neither the uniform sample nor the complete cover that was asked for, so it
 * ends with the reason, not as complete and not at the limit, and its note says what it is. Not thread-safe.
 *
 * <p>For a cover, each stack is made around an id that none before it has, while there is one; its other ids are those with
 * the most new pairs beside the ids already in it. Cost: a {@link Descent} a stack; a bit for each pair of ids.
 */
final class Uncompiled implements StackCursor {
    private static final int MOST_FRUITLESS = 50;

    private final Descent descent;
    private final Graph graph;
    private final long limit;
    private final Ending reason;
    private final SplitMix random;
    private final boolean covering;
    private final boolean[] counts;
    private final BitSet[] together;
    private final BitSet unseen = new BitSet();
    private final Set<Drawn> known = new HashSet<>();
    private int[] stack = {};
    private long shown;
    private long pairs;

    /**
     * Prepares to make stacks.
     *
     * @param types the dense types whose pairs a cover looks at, empty for all; null for random stacks
     * @param reason why the space was not compiled
     */
    Uncompiled(Descent descent, Graph graph, int[] types, long seed, long limit, Ending reason) {
        this.descent = descent;
        this.graph = graph;
        this.limit = limit;
        this.reason = reason;
        random = new SplitMix(seed);
        covering = types != null;
        counts = new boolean[graph.typeCount()];
        together = new BitSet[covering ? graph.idCount() : 0];
        if (covering) {
            Arrays.fill(counts, types.length == 0);
            for (int type : types) {
                counts[type] = true;
            }
            for (int id = 0; id < together.length; id++) {
                together[id] = new BitSet();
                unseen.set(id, counts[graph.denseTypeOf(id)]);
            }
        }
    }

    @Override
    public boolean next() {
        for (int fruitless = 0; shown != limit && fruitless < MOST_FRUITLESS; fruitless++) {
            int[] ids = make();
            if (ids == null) {
                return false;
            }
            Arrays.sort(ids);
            if (known.add(new Drawn(ids)) && (!covering || note(ids) > 0)) {
                stack = ids;
                shown++;
                return true;
            }
        }
        throw new StoppedException(reason);
    }

    /** A stack, or null if there is none at all. */
    private int[] make() {
        while (covering && !unseen.isEmpty()) {
            int wanted = unseen.nextSetBit((int) random.below(unseen.length()));
            unseen.clear(wanted);
            int[] ids = descent.stack(wanted, this::gain);
            if (ids != null) {
                return ids;
            }
        }
        return descent.stack(-1, covering ? this::gain : (id, chosen, size) -> random.below(Long.MAX_VALUE));
    }

    private long gain(int id, int[] chosen, int size) {
        long gain = 0;
        if (counts[graph.denseTypeOf(id)]) {
            for (int i = 0; i < size; i++) {
                gain += counts[graph.denseTypeOf(chosen[i])] && !together[id].get(chosen[i]) ? 1 : 0;
            }
            gain = 2 * gain + (unseen.get(id) ? 1 : 0);
        }
        return gain << 32 | random.below(1L << 32);
    }

    /** Notes the pairs of a stack. Returns how many of them are new, and its new ids. */
    private long note(int[] ids) {
        long fresh = 0;
        for (int a : ids) {
            fresh += counts[graph.denseTypeOf(a)] && !together[a].get(a) ? 1 : 0;
            for (int b : ids) {
                if (counts[graph.denseTypeOf(a)] && counts[graph.denseTypeOf(b)] && !together[a].get(b)) {
                    together[a].set(b);
                    fresh += a < b ? 1 : 0;
                    pairs += a < b ? 1 : 0;
                }
            }
            unseen.clear(a);
        }
        return fresh;
    }

    @Override
    public boolean isSlow() {
        return true;
    }

    @Override
    public int[] ids() {
        return stack;
    }

    @Override
    public String note() {
        return covering
                ? "cover " + pairs + " pairs; how many are possible is not known, the space could not be compiled"
                : "sample not uniform, the space could not be compiled";
    }
}
