package monkey.resolver.reduce;

import java.util.Arrays;
import monkey.resolver.graph.Graph;

/**
 * Removes the ids that can't be in any stack for a local reason, to a fixed point: broken ones, those of a direct type
 * that are not among the direct ids, and those with a requirement whose targets are all gone. What is left but can't be
 * reached from a direct id goes too.
 *
 * <p>Invariant: every requirement carries the number of its living targets; an id dies when one of them drops to zero.
 * Cost: linear in the pairs.
 */
final class LiveIds {
    private LiveIds() {}

    static boolean[] find(Graph graph, Requirements requirements, Limits limits) {
        int ids = graph.idCount();
        boolean[] alive = new boolean[ids];
        Arrays.fill(alive, true);
        int[] sourceOf = new int[requirements.count()];
        int[] living = new int[requirements.count()];
        int[] offsets = new int[ids + 1];
        for (int id = 0; id < ids; id++) {
            for (int r = requirements.first(id); r < requirements.first(id + 1); r++) {
                sourceOf[r] = id;
                living[r] = requirements.firstTarget(r + 1) - requirements.firstTarget(r);
                for (int i = requirements.firstTarget(r); i < requirements.firstTarget(r + 1); i++) {
                    offsets[requirements.target(i) + 1]++;
                }
            }
        }
        for (int id = 0; id < ids; id++) {
            offsets[id + 1] += offsets[id];
        }
        int[] wantedBy = new int[offsets[ids]];
        int[] next = Arrays.copyOf(offsets, ids);
        for (int r = 0; r < requirements.count(); r++) {
            for (int i = requirements.firstTarget(r); i < requirements.firstTarget(r + 1); i++) {
                wantedBy[next[requirements.target(i)]++] = r;
            }
        }
        int[] dying = new int[ids];
        int dead = 0;
        boolean[] doomed = doomed(graph, requirements, limits);
        for (int id = 0; id < ids; id++) {
            if (doomed[id]) {
                alive[id] = false;
                dying[dead++] = id;
            }
        }
        for (int i = 0; i < dead; i++) {
            int id = dying[i];
            for (int j = offsets[id]; j < offsets[id + 1]; j++) {
                int requirement = wantedBy[j];
                if (--living[requirement] == 0 && alive[sourceOf[requirement]]) {
                    alive[sourceOf[requirement]] = false;
                    dying[dead++] = sourceOf[requirement];
                }
            }
        }
        return reachable(graph, requirements, alive);
    }

    private static boolean[] doomed(Graph graph, Requirements requirements, Limits limits) {
        int ids = graph.idCount();
        boolean[] doomed = new boolean[ids];
        boolean[] isDirect = new boolean[ids];
        boolean[] directType = new boolean[graph.typeCount()];
        for (int i = 0; i < graph.directCount(); i++) {
            isDirect[graph.direct(i)] = true;
            directType[graph.denseTypeOf(graph.direct(i))] = true;
        }
        int[] requiredOfType = new int[graph.typeCount()];
        Arrays.fill(requiredOfType, -1);
        for (int id : limits.required()) {
            int type = graph.denseTypeOf(id);
            requiredOfType[type] = requiredOfType[type] < 0 || requiredOfType[type] == id ? id : ids;
        }
        for (int id = 0; id < ids; id++) {
            int type = graph.denseTypeOf(id);
            doomed[id] = graph.isBroken(id)
                    || requirements.excludesItself(id)
                    || directType[type] && !isDirect[id]
                    || requiredOfType[type] >= 0 && requiredOfType[type] != id;
        }
        for (int[] tuple : limits.forbidden()) {
            if (tuple.length == 1) {
                doomed[tuple[0]] = true;
            }
        }
        return doomed;
    }

    private static boolean[] reachable(Graph graph, Requirements requirements, boolean[] alive) {
        int ids = graph.idCount();
        boolean[] reached = new boolean[ids];
        int[] queue = new int[ids];
        int filled = 0;
        for (int i = 0; i < graph.directCount(); i++) {
            int id = graph.direct(i);
            if (alive[id] && !reached[id]) {
                reached[id] = true;
                queue[filled++] = id;
            }
        }
        for (int i = 0; i < filled; i++) {
            int id = queue[i];
            int from = requirements.firstTarget(requirements.first(id));
            int to = requirements.firstTarget(requirements.first(id + 1));
            for (int j = from; j < to; j++) {
                int target = requirements.target(j);
                if (alive[target] && !reached[target]) {
                    reached[target] = true;
                    queue[filled++] = target;
                }
            }
        }
        return reached;
    }
}
