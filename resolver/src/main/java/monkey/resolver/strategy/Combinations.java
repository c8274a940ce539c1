package monkey.resolver.strategy;

import java.util.Arrays;
import java.util.BitSet;
import monkey.resolver.diagram.Conditioning;
import monkey.resolver.diagram.Diagram;
import monkey.resolver.diagram.StackCursor;
import monkey.resolver.graph.Graph;

/**
 * Each possible combination of ids of some types once, newest first; a type that can be absent has that as its last
 * possibility. The rest of each stack differs from the stack held in as few types as the combination allows, and has, next to
 * that, as few ids that the stack held does not have.
 *
 * <p><b>Idea.</b> A depth-first choice over the types; under each choice one look at the conditioned diagram says which
 * ids of the next type are possible, so no choice fails. The rest is the best stack by gains. <b>Cost.</b> A few passes
 * over the diagram for each combination.
 */
final class Combinations implements StackCursor {
    private static final int ABSENT = -1;
    private static final long CHANGE = -1_000_000;
    private static final long ADDITION = -1;

    private final Graph graph;
    private final Conditioning conditioning;
    private final int[] types;
    private final long[] gain;
    private final int[][] choices;
    private final int[] at;
    private boolean started;
    private int[] stack = new int[0];

    /**
     * Prepares to list.
     *
     * @param types dense types, each once
     * @param held the stack to stay close to, or null if there is none
     */
    Combinations(Diagram diagram, Graph graph, int[] types, int[] held) {
        this.graph = graph;
        this.types = types;
        conditioning = new Conditioning(diagram, graph);
        choices = new int[types.length][];
        at = new int[types.length];
        gain = new long[graph.idCount()];
        boolean[] heldType = new boolean[graph.typeCount()];
        if (held != null) {
            for (int id : held) {
                heldType[graph.denseTypeOf(id)] = true;
            }
        }
        for (int id = 0; id < gain.length; id++) {
            gain[id] = heldType[graph.denseTypeOf(id)] ? CHANGE : ADDITION;
        }
        if (held != null) {
            for (int id : held) {
                gain[id] = 0;
            }
        }
    }

    @Override
    public boolean next() {
        int level;
        if (!started) {
            started = true;
            if (!conditioning.fix()) {
                return false;
            }
            level = 0;
        } else {
            level = types.length - 1;
            while (level >= 0 && ++at[level] == choices[level].length) {
                level--;
            }
            if (level < 0) {
                return false;
            }
            condition(level + 1);
            level++;
        }
        for (; level < types.length; level++) {
            choices[level] = possible(level);
            at[level] = 0;
            condition(level + 1);
        }
        stack = conditioning.best(gain);
        return true;
    }

    /** What the type of a level can be under the present condition on those before it. */
    private int[] possible(int level) {
        BitSet ids = conditioning.feasibleIds();
        int[] found = new int[graph.idCount() + 1];
        int count = 0;
        for (int id = graph.idCount() - 1; id >= 0; id--) {
            if (ids.get(id) && graph.denseTypeOf(id) == types[level]) {
                found[count++] = id;
            }
        }
        if (count == 0 || condition(level, ABSENT)) {
            found[count++] = ABSENT;
        }
        return Arrays.copyOf(found, count);
    }

    private boolean condition(int levels) {
        return levels == 0 ? conditioning.fix() : condition(levels - 1, choices[levels - 1][at[levels - 1]]);
    }

    /** Fixes what was chosen on the first levels, and one more choice. */
    private boolean condition(int levels, int more) {
        int[] ids = new int[levels + 1];
        int[] absent = new int[levels + 1];
        int idCount = 0;
        int absentCount = 0;
        for (int i = 0; i <= levels; i++) {
            int chosen = i < levels ? choices[i][at[i]] : more;
            if (chosen == ABSENT) {
                absent[absentCount++] = types[i];
            } else {
                ids[idCount++] = chosen;
            }
        }
        return conditioning.fix(Arrays.copyOf(ids, idCount), Arrays.copyOf(absent, absentCount));
    }

    @Override
    public int[] ids() {
        return stack;
    }
}
