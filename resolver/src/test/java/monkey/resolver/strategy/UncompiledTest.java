package monkey.resolver.strategy;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import monkey.resolver.BruteForce;
import monkey.resolver.RandomGraphs;
import monkey.resolver.diagram.Descent;
import monkey.resolver.ending.Ending;
import monkey.resolver.ending.Patience;
import monkey.resolver.ending.StoppedException;
import monkey.resolver.graph.Graph;
import monkey.resolver.reduce.Limits;
import monkey.resolver.reduce.Network;
import monkey.resolver.request.Request;
import monkey.resolver.request.Strategy;
import org.junit.jupiter.api.Test;

class UncompiledTest {
    @Test
    void drawsOnlyStacksEachOnceAndEndsWithTheReason() {
        for (int seed = 0; seed < 400; seed++) {
            Graph graph = RandomGraphs.graph(seed);
            Set<List<Integer>> possible = new HashSet<>(BruteForce.stacks(graph));
            Uncompiled stacks = new Uncompiled(descent(graph), graph, null, seed, 5, Ending.MEMORY);
            List<List<Integer>> drawn = drain(stacks, possible.isEmpty());
            assertTrue(possible.containsAll(drawn), "seed " + seed);
            assertEquals(drawn.size(), new HashSet<>(drawn).size(), "seed " + seed);
            assertTrue(drawn.size() <= 5, "seed " + seed);
            assertEquals(possible.isEmpty(), drawn.isEmpty(), "seed " + seed);
        }
    }

    @Test
    void aCoverHasEveryIdThatIsInSomeStack() {
        for (int seed = 0; seed < 400; seed++) {
            Graph graph = RandomGraphs.graph(seed);
            List<List<Integer>> possible = BruteForce.stacks(graph);
            Set<Integer> expected = new HashSet<>();
            possible.forEach(expected::addAll);
            Uncompiled stacks = new Uncompiled(descent(graph), graph, new int[0], seed, -1, Ending.DEADLINE);
            Set<Integer> covered = new HashSet<>();
            drain(stacks, possible.isEmpty()).forEach(covered::addAll);
            assertEquals(expected, covered, "seed " + seed);
        }
    }

    @Test
    void standsInForASpaceThatDoesNotFit() throws Exception {
        Graph graph = RandomGraphs.graph(1);
        for (Strategy strategy : List.of(Strategy.SAMPLE, Strategy.COVER)) {
            var cursor = Strategies.open(
                    Request.stacks(strategy).withLimit(3),
                    graph,
                    (states, patience) -> {
                        throw new StoppedException(Ending.MEMORY);
                    },
                    Patience.endless());
            assertTrue(cursor.next());
            assertFalse(cursor.note().matches("cover \\d+ of .*"), "nobody knows of how many");
        }
    }

    private static Descent descent(Graph graph) {
        return new Descent(Network.of(graph, Limits.NONE), Patience.endless());
    }

    private static List<List<Integer>> drain(Uncompiled stacks, boolean none) {
        List<List<Integer>> all = new ArrayList<>();
        if (none) {
            assertFalse(stacks.next());
            return all;
        }
        StoppedException end = assertThrows(StoppedException.class, () -> {
            while (stacks.next()) {
                all.add(Arrays.stream(stacks.ids(), 0, stacks.size()).boxed().toList());
            }
        });
        assertTrue(end.ending() == Ending.MEMORY || end.ending() == Ending.DEADLINE);
        return all;
    }
}
