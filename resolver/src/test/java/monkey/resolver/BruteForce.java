package monkey.resolver;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.Deque;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import monkey.resolver.graph.Graph;

/**
 * The oracle: every choice of at most one id of each type is made, and those that are stacks by the letter of the
 * definition are kept. Shares no code and no idea with what it judges.
 */
public final class BruteForce {
    private BruteForce() {}

    /** All stacks, each ascending, in lexicographic order. */
    public static List<List<Integer>> stacks(Graph graph) {
        List<List<Integer>> found = new ArrayList<>();
        choose(graph, 0, new ArrayList<>(), found);
        found.sort(Comparator.comparing(Object::toString));
        return found;
    }

    private static void choose(Graph graph, int type, List<Integer> chosen, List<List<Integer>> found) {
        if (type == graph.typeCount()) {
            if (isStack(graph, chosen)) {
                List<Integer> stack = new ArrayList<>(chosen);
                stack.sort(null);
                found.add(stack);
            }
            return;
        }
        choose(graph, type + 1, chosen, found);
        for (int id = 0; id < graph.idCount(); id++) {
            if (graph.denseTypeOf(id) == type) {
                chosen.add(id);
                choose(graph, type + 1, chosen, found);
                chosen.remove(chosen.size() - 1);
            }
        }
    }

    /** Whether these ids, no two of one type, are a stack. */
    public static boolean isStack(Graph graph, List<Integer> ids) {
        Set<Integer> members = new HashSet<>(ids);
        Set<Integer> direct = new HashSet<>();
        for (int i = 0; i < graph.directCount(); i++) {
            direct.add(graph.direct(i));
        }
        for (int id : direct) {
            if (direct.stream().noneMatch(d -> graph.typeOf(d) == graph.typeOf(id) && members.contains(d))) {
                return false;
            }
        }
        for (int id : members) {
            if (graph.isBroken(id)) {
                return false;
            }
            for (int target : targets(graph, id)) {
                boolean met = Arrays.stream(targets(graph, id))
                        .anyMatch(t -> graph.typeOf(t) == graph.typeOf(target) && members.contains(t));
                if (!met) {
                    return false;
                }
            }
        }
        Deque<Integer> open = new ArrayDeque<>();
        Set<Integer> reached = new HashSet<>();
        for (int id : direct) {
            if (members.contains(id) && reached.add(id)) {
                open.add(id);
            }
        }
        while (!open.isEmpty()) {
            for (int target : targets(graph, open.remove())) {
                if (members.contains(target) && reached.add(target)) {
                    open.add(target);
                }
            }
        }
        return reached.equals(members);
    }

    private static int[] targets(Graph graph, int id) {
        int[] targets = new int[graph.firstTarget(id + 1) - graph.firstTarget(id)];
        for (int i = 0; i < targets.length; i++) {
            targets[i] = graph.target(graph.firstTarget(id) + i);
        }
        return targets;
    }
}
