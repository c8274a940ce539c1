package monkey.resolver.diagram;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Arrays;
import java.util.BitSet;
import java.util.List;
import java.util.Random;
import monkey.resolver.BruteForce;
import monkey.resolver.RandomGraphs;
import monkey.resolver.StackSpace;
import monkey.resolver.graph.Graph;
import org.junit.jupiter.api.Test;

class ConditioningTest {
    private static final int GRAPHS = 1000;

    @Test
    void pairsAreFeasibleExactlyIfSomeStackHasBoth() {
        for (int seed = 0; seed < GRAPHS; seed++) {
            Graph graph = RandomGraphs.graph(seed);
            List<List<Integer>> stacks = BruteForce.stacks(graph);
            FeasiblePairs pairs = new FeasiblePairs(StackSpace.compile(graph).diagram(), graph);
            long count = 0;
            for (int a = 0; a < graph.idCount(); a++) {
                int id = a;
                assertEquals(stacks.stream().anyMatch(s -> s.contains(id)), pairs.isFeasible(a), "seed " + seed);
                for (int b = 0; b < a; b++) {
                    List<Integer> both = List.of(a, b);
                    boolean expected = stacks.stream().anyMatch(s -> s.containsAll(both));
                    assertEquals(expected, pairs.areTogether(a, b), "seed " + seed);
                    assertEquals(expected, pairs.areTogether(b, a), "seed " + seed);
                    count += expected ? 1 : 0;
                }
            }
            assertEquals(count, pairs.count(), "seed " + seed);
        }
    }

    @Test
    void fixedIdsLeaveTheSamePossibilitiesAsFilteringAndTheBestOfThem() {
        for (int seed = 0; seed < GRAPHS; seed++) {
            Graph graph = RandomGraphs.graph(seed);
            Random random = new Random(seed);
            List<List<Integer>> stacks = BruteForce.stacks(graph);
            Conditioning conditioning =
                    new Conditioning(StackSpace.compile(graph).diagram(), graph);
            for (int round = 0; round < 5; round++) {
                int[] fixed = random.ints(random.nextInt(4), 0, graph.idCount()).toArray();
                List<Integer> ids = Arrays.stream(fixed).boxed().toList();
                List<List<Integer>> left =
                        stacks.stream().filter(s -> s.containsAll(ids)).toList();
                assertEquals(!left.isEmpty(), conditioning.fix(fixed), "seed " + seed);
                BitSet expected = new BitSet();
                left.forEach(s -> s.forEach(expected::set));
                assertEquals(expected, conditioning.feasibleIds(), "seed " + seed);
                long[] gain = random.longs(graph.idCount(), -10, 10).toArray();
                int[] best = conditioning.best(gain);
                if (left.isEmpty()) {
                    assertNull(best);
                } else {
                    List<Integer> stack = Arrays.stream(best).sorted().boxed().toList();
                    assertTrue(left.contains(stack), "seed " + seed);
                    assertEquals(
                            left.stream().mapToLong(s -> gain(s, gain)).max().getAsLong(), gain(stack, gain));
                }
            }
        }
    }

    private static long gain(List<Integer> stack, long[] gain) {
        return stack.stream().mapToLong(id -> gain[id]).sum();
    }
}
