package monkey.resolver.sample;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Arrays;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import monkey.resolver.BruteForce;
import monkey.resolver.RandomGraphs;
import monkey.resolver.StackSpace;
import monkey.resolver.chance.SplitMix;
import monkey.resolver.graph.Graph;
import monkey.resolver.graph.GraphBuilder;
import org.junit.jupiter.api.Test;

class SampleTest {
    @Test
    void drawsEveryStackOnceAndThenNoMore() {
        for (int seed = 0; seed < 300; seed++) {
            Graph graph = RandomGraphs.graph(seed);
            Sample sample = sample(graph, seed);
            Set<List<Integer>> drawn = new HashSet<>();
            while (sample.next()) {
                assertTrue(drawn.add(stack(sample)), "seed " + seed);
            }
            assertEquals(new HashSet<>(BruteForce.stacks(graph)), drawn, "seed " + seed);
        }
    }

    @Test
    void theSameSeedDrawsTheSameStacksAndAnotherSeedOthers() {
        Graph graph = free(30);
        assertEquals(first(graph, 1), first(graph, 1));
        assertTrue(!first(graph, 1).equals(first(graph, 2)));
    }

    @Test
    void theFirstStackIsUniformByRankAndByDraw() {
        int judged = 0;
        for (int seed = 0; judged < 3; seed++) {
            Graph graph = RandomGraphs.graph(seed);
            StackSpace space = StackSpace.compile(graph);
            int stacks = space.count().intValueExact();
            if (stacks < 10 || stacks > 200) {
                continue;
            }
            judged++;
            Map<List<Integer>, Integer> byRank = new HashMap<>();
            Map<List<Integer>, Integer> byDraw = new HashMap<>();
            Draws draws = new Draws(space.diagram(), space.counts(), new SplitMix(seed));
            int rounds = stacks * 200;
            for (int round = 0; round < rounds; round++) {
                Sample sample = new Sample(space.diagram(), space.counts(), round);
                sample.next();
                byRank.merge(stack(sample), 1, Integer::sum);
                byDraw.merge(Arrays.stream(draws.next()).sorted().boxed().toList(), 1, Integer::sum);
            }
            assertLooksUniform(byRank, stacks, rounds);
            assertLooksUniform(byDraw, stacks, rounds);
        }
    }

    /** Chi-square against the 99.99 % quantile (Wilson and Hilferty's approximation); seeds are fixed, so is the result. */
    private static void assertLooksUniform(Map<List<Integer>, Integer> seen, int stacks, int rounds) {
        assertEquals(stacks, seen.size());
        double expected = (double) rounds / stacks;
        double chiSquare = seen.values().stream()
                .mapToDouble(n -> (n - expected) * (n - expected) / expected)
                .sum();
        double freedom = stacks - 1;
        double root = 1 - 2 / (9 * freedom) + 3.719 * Math.sqrt(2 / (9 * freedom));
        assertTrue(chiSquare < freedom * root * root * root, chiSquare + " with " + freedom + " degrees of freedom");
    }

    private static Graph free(int types) {
        GraphBuilder builder = new GraphBuilder();
        for (int id = 0; id < 10 * types; id++) {
            builder.type(id / 10).direct(id);
        }
        return builder.build();
    }

    private static List<List<Integer>> first(Graph graph, long seed) {
        Sample sample = sample(graph, seed);
        List<List<Integer>> stacks = new java.util.ArrayList<>();
        for (int i = 0; i < 5 && sample.next(); i++) {
            stacks.add(stack(sample));
        }
        return stacks;
    }

    private static Sample sample(Graph graph, long seed) {
        StackSpace space = StackSpace.compile(graph);
        return new Sample(space.diagram(), space.counts(), seed);
    }

    private static List<Integer> stack(Sample sample) {
        return Arrays.stream(sample.ids(), 0, sample.size()).sorted().boxed().toList();
    }
}
