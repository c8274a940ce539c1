package monkey.resolver;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.math.BigInteger;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Random;
import monkey.resolver.diagram.Search;
import monkey.resolver.diagram.StackCursor;
import monkey.resolver.diagram.Unranking;
import monkey.resolver.diagram.Walk;
import monkey.resolver.ending.Patience;
import monkey.resolver.graph.Graph;
import monkey.resolver.reduce.Limits;
import monkey.resolver.reduce.Network;
import org.junit.jupiter.api.Test;

class SpaceAgainstBruteForceTest {
    private static final int GRAPHS = 3000;

    @Test
    void countsAndListsExactlyTheStacksOfThousandsOfGraphs() {
        int withStacks = 0;
        for (int seed = 0; seed < GRAPHS; seed++) {
            Graph graph = RandomGraphs.graph(seed);
            List<List<Integer>> expected = BruteForce.stacks(graph);
            StackSpace space = StackSpace.compile(graph);
            assertEquals(BigInteger.valueOf(expected.size()), space.count(), "seed " + seed);
            assertEquals(expected, sorted(list(new Walk(space.diagram(), false))), "seed " + seed);
            withStacks += expected.isEmpty() ? 0 : 1;
        }
        assertTrue(withStacks > GRAPHS / 4 && withStacks < GRAPHS, withStacks + " graphs have stacks");
    }

    @Test
    void listsBackwardsInTheOppositeOrderAndByRankInTheSameOrder() {
        for (int seed = 0; seed < GRAPHS / 4; seed++) {
            StackSpace space = StackSpace.compile(RandomGraphs.graph(seed));
            List<List<Integer>> forwards = list(new Walk(space.diagram(), false));
            List<List<Integer>> backwards = list(new Walk(space.diagram(), true));
            java.util.Collections.reverse(backwards);
            assertEquals(forwards, backwards, "seed " + seed);
            Unranking unranking = new Unranking(space.diagram(), space.counts());
            for (int i = 0; i < forwards.size(); i++) {
                assertEquals(forwards.get(i), ascending(unranking.stack(BigInteger.valueOf(i))), "seed " + seed);
            }
        }
    }

    @Test
    void searchesListTheSameStacksWithoutADiagram() {
        for (int seed = 0; seed < GRAPHS / 3; seed++) {
            Graph graph = RandomGraphs.graph(seed);
            Network network = Network.of(graph, Limits.NONE);
            List<List<Integer>> forwards = list(new Search(network, false, Patience.endless()));
            List<List<Integer>> backwards = list(new Search(network, true, Patience.endless()));
            assertEquals(BruteForce.stacks(graph), sorted(forwards), "seed " + seed);
            assertEquals(BruteForce.stacks(graph), sorted(backwards), "seed " + seed);
        }
    }

    @Test
    void limitsAreTheSameAsFiltering() {
        for (int seed = 0; seed < GRAPHS; seed++) {
            Graph graph = RandomGraphs.graph(seed);
            Random random = new Random(seed);
            List<Integer> required = new ArrayList<>();
            List<int[]> forbidden = new ArrayList<>();
            for (int i = random.nextInt(3); i > 0; i--) {
                required.add(random.nextInt(graph.idCount()));
            }
            for (int i = random.nextInt(4); i > 0; i--) {
                forbidden.add(
                        random.ints(1 + random.nextInt(3), 0, graph.idCount()).toArray());
            }
            List<List<Integer>> expected = new ArrayList<>(BruteForce.stacks(graph));
            expected.removeIf(stack -> !stack.containsAll(required));
            for (int[] set : forbidden) {
                expected.removeIf(stack -> java.util.Arrays.stream(set).allMatch(stack::contains));
            }
            StackSpace space = StackSpace.compile(graph, new Limits(required, forbidden), Patience.endless());
            assertEquals(expected, sorted(list(new Walk(space.diagram(), false))), "seed " + seed);
        }
    }

    static List<List<Integer>> list(StackCursor cursor) {
        List<List<Integer>> stacks = new ArrayList<>();
        List<Integer> before = List.of();
        while (cursor.next()) {
            List<Integer> stack = new ArrayList<>();
            for (int i = 0; i < cursor.size(); i++) {
                stack.add(cursor.ids()[i]);
            }
            assertEquals(before.subList(0, cursor.kept()), stack.subList(0, cursor.kept()));
            before = new ArrayList<>(stack);
            stack.sort(null);
            stacks.add(stack);
        }
        return stacks;
    }

    static List<Integer> ascending(int[] ids) {
        return java.util.Arrays.stream(ids).sorted().boxed().toList();
    }

    static List<List<Integer>> sorted(List<List<Integer>> stacks) {
        List<List<Integer>> copy = new ArrayList<>(stacks);
        copy.sort(Comparator.comparing(Object::toString));
        return copy;
    }
}
