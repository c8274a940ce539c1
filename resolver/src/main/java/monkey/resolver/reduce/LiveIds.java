package monkey.resolver.reduce;

import java.util.Arrays;
import monkey.resolver.graph.Graph;

/**
 * Removes the ids that can't be in any stack for a local reason, to a fixed point: broken ones, those of a direct type
 * that are not among the direct ids, and those with a requirement whose targets are all gone. What is left but can't be
 * reached from a direct id goes too.
 *
 * <p>Invariant: every set of targets carries the number of its living members; when it drops to zero, all who ask for one
 * of the set die. Cost: linear in the requirements and in the sizes of their sets, each set counted once.
 */
final class LiveIds {
    private LiveIds() {}

    static boolean[] find(Graph graph, Requirements requirements, Limits limits) {
        int ids = graph.idCount();
        boolean[] alive = new boolean[ids];
        Arrays.fill(alive, true);
        IdSets sets = requirements.targets();
        int[] living = new int[sets.count()];
        for (int set = 0; set < living.length; set++) {
            living[set] = sets.size(set);
        }
        IdSets.Index wantedIn = sets.byId(ids);
        IdSets.Index sources = requirements.sources();
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
            for (int j = wantedIn.offsets()[id]; j < wantedIn.offsets()[id + 1]; j++) {
                int set = wantedIn.values()[j];
                if (--living[set] > 0) {
                    continue;
                }
                for (int k = sources.offsets()[set]; k < sources.offsets()[set + 1]; k++) {
                    int source = sources.values()[k];
                    if (alive[source]) {
                        alive[source] = false;
                        dying[dead++] = source;
                    }
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
        IdSets sets = requirements.targets();
        boolean[] seen = new boolean[sets.count()];
        for (int i = 0; i < filled; i++) {
            for (int r = requirements.first(queue[i]); r < requirements.first(queue[i] + 1); r++) {
                int set = requirements.set(r);
                for (int j = sets.first(set); !seen[set] && j < sets.first(set + 1); j++) {
                    int target = sets.id(j);
                    if (alive[target] && !reached[target]) {
                        reached[target] = true;
                        queue[filled++] = target;
                    }
                }
                seen[set] = true;
            }
        }
        return reached;
    }
}
