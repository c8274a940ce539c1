package monkey.resolver.reduce;

import java.util.Arrays;
import monkey.resolver.graph.Graph;

/**
 * The pairs of a graph as requirements: for each id and each type it depends on, the ids that will do, each once.
 * Requirements on the own type are left out; {@link #excludesItself} tells of which ids they can't be met (a stack has
 * one id of a type, so such a requirement holds exactly if the id is among its own targets).
 */
final class Requirements {
    private final int[] first;
    private final int[] type;
    private final int[] firstTarget;
    private final int[] targets;
    private final boolean[] excludesItself;

    Requirements(Graph graph) {
        int ids = graph.idCount();
        first = new int[ids + 1];
        int[] types = new int[Math.min(graph.pairCount(), 1024)];
        int[] starts = new int[types.length + 1];
        targets = new int[graph.pairCount()];
        excludesItself = new boolean[ids];
        int[] slotOfType = new int[graph.typeCount()];
        int[] slotStamp = new int[graph.typeCount()];
        int[] seen = new int[ids];
        int[] counts = new int[8];
        int requirements = 0;
        int used = 0;
        for (int id = 0; id < ids; id++) {
            first[id] = requirements;
            int from = graph.firstTarget(id);
            int to = graph.firstTarget(id + 1);
            int own = graph.denseTypeOf(id);
            boolean onOwnType = false;
            boolean onItself = false;
            for (int i = from; i < to; i++) {
                int target = graph.target(i);
                int targetType = graph.denseTypeOf(target);
                if (targetType == own) {
                    onOwnType = true;
                    onItself |= target == id;
                } else if (seen[target] != id + 1) {
                    seen[target] = id + 1;
                    if (slotStamp[targetType] != id + 1) {
                        slotStamp[targetType] = id + 1;
                        if (requirements == types.length) {
                            types = Arrays.copyOf(types, requirements * 2);
                        }
                        types[requirements] = targetType;
                        slotOfType[targetType] = requirements - first[id];
                        if (slotOfType[targetType] == counts.length) {
                            counts = Arrays.copyOf(counts, counts.length * 2);
                        }
                        counts[slotOfType[targetType]] = 0;
                        requirements++;
                    }
                    counts[slotOfType[targetType]]++;
                }
            }
            excludesItself[id] = onOwnType && !onItself;
            if (requirements >= starts.length) {
                starts = Arrays.copyOf(starts, Math.max(requirements + 1, starts.length * 2));
            }
            for (int slot = 0; slot < requirements - first[id]; slot++) {
                int size = counts[slot];
                starts[first[id] + slot] = used;
                counts[slot] = used;
                used += size;
            }
            for (int i = from; i < to; i++) {
                int target = graph.target(i);
                int targetType = graph.denseTypeOf(target);
                if (targetType != own && seen[target] == id + 1) {
                    seen[target] = 0;
                    targets[counts[slotOfType[targetType]]++] = target;
                }
            }
        }
        first[ids] = requirements;
        type = Arrays.copyOf(types, requirements);
        firstTarget = Arrays.copyOf(starts, requirements + 1);
        firstTarget[requirements] = used;
    }

    int count() {
        return type.length;
    }

    /** Index of the first requirement of an id; for the number of ids, the number of requirements. */
    int first(int id) {
        return first[id];
    }

    /** Dense type that a requirement is on. */
    int type(int requirement) {
        return type[requirement];
    }

    int firstTarget(int requirement) {
        return firstTarget[requirement];
    }

    int target(int index) {
        return targets[index];
    }

    boolean excludesItself(int id) {
        return excludesItself[id];
    }
}
