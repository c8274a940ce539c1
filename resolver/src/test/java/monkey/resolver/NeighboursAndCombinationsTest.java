package monkey.resolver;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.TreeSet;
import monkey.resolver.diagram.StackCursor;
import monkey.resolver.ending.Patience;
import monkey.resolver.graph.Graph;
import monkey.resolver.request.Request;
import monkey.resolver.request.Strategy;
import monkey.resolver.request.UsageException;
import monkey.resolver.strategy.Strategies;
import org.junit.jupiter.api.Test;

class NeighboursAndCombinationsTest {
    private static final int GRAPHS = 1000;

    @Test
    void neighboursAreAllOtherStacksWithinTheDistanceNearestFirst() throws UsageException {
        for (int seed = 0; seed < GRAPHS; seed++) {
            Graph graph = RandomGraphs.graph(seed);
            List<List<Integer>> stacks = BruteForce.stacks(graph);
            if (stacks.isEmpty()) {
                continue;
            }
            Random random = new Random(seed);
            List<Integer> centre = stacks.get(random.nextInt(stacks.size()));
            int farthest = 1 + random.nextInt(4);
            Request request =
                    Request.stacks(Strategy.NEIGHBOURS).withFrom(centre).withDistance(farthest);
            List<List<Integer>> listed = list(graph, request);
            Set<List<Integer>> expected = new HashSet<>(stacks);
            expected.removeIf(stack -> stack.equals(centre) || distance(graph, stack, centre) > farthest);
            assertEquals(expected, new HashSet<>(listed), "seed " + seed);
            assertEquals(expected.size(), listed.size(), "seed " + seed);
            for (int i = 1; i < listed.size(); i++) {
                assertTrue(
                        distance(graph, listed.get(i - 1), centre) <= distance(graph, listed.get(i), centre),
                        "seed " + seed);
            }
        }
    }

    @Test
    void eachCombinationOfTheTypesComesOnceAndTheRestDiffersAsLittleAsItCan() throws UsageException {
        for (int seed = 0; seed < GRAPHS; seed++) {
            Graph graph = RandomGraphs.graph(seed);
            List<List<Integer>> stacks = BruteForce.stacks(graph);
            Random random = new Random(seed);
            Set<Integer> types = new TreeSet<>();
            for (int i = 1 + random.nextInt(3); i > 0; i--) {
                types.add(graph.typeOf(random.nextInt(graph.idCount())));
            }
            List<List<Integer>> latest = list(graph, Request.stacks(Strategy.LATEST));
            Map<Set<Integer>, Integer> expected = new HashMap<>();
            for (List<Integer> stack : stacks) {
                expected.merge(restrict(graph, stack, types), distance(graph, stack, latest.get(0)), Math::min);
            }
            Map<Set<Integer>, Integer> listed = new HashMap<>();
            List<List<Integer>> rows =
                    list(graph, Request.stacks(Strategy.COMBINATIONS).withOf(List.copyOf(types)));
            for (List<Integer> stack : rows) {
                assertTrue(stacks.contains(stack), "seed " + seed);
                listed.put(restrict(graph, stack, types), distance(graph, stack, latest.get(0)));
            }
            assertEquals(expected, listed, "seed " + seed);
            assertEquals(expected.size(), rows.size(), "seed " + seed);
        }
    }

    private static List<List<Integer>> list(Graph graph, Request request) throws UsageException {
        StackCursor cursor =
                Strategies.open(request, graph, (states, patience) -> StackSpace.compile(graph), Patience.endless());
        return new ArrayList<>(SpaceAgainstBruteForceTest.list(cursor));
    }

    private static Set<Integer> restrict(Graph graph, List<Integer> stack, Set<Integer> types) {
        Set<Integer> ids = new TreeSet<>(stack);
        ids.removeIf(id -> !types.contains(graph.typeOf(id)));
        return ids;
    }

    private static int distance(Graph graph, List<Integer> some, List<Integer> others) {
        int distance = 0;
        for (int a : some) {
            for (int b : others) {
                distance += a != b && graph.typeOf(a) == graph.typeOf(b) ? 1 : 0;
            }
        }
        return distance;
    }
}
