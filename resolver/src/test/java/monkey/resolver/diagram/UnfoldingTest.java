package monkey.resolver.diagram;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Random;
import monkey.resolver.BruteForce;
import monkey.resolver.RandomGraphs;
import monkey.resolver.StackSpace;
import monkey.resolver.ending.Patience;
import monkey.resolver.graph.Graph;
import monkey.resolver.graph.GraphBuilder;
import monkey.resolver.reduce.Limits;
import monkey.resolver.reduce.Network;
import org.junit.jupiter.api.Test;

class UnfoldingTest {
    @Test
    void listsWhatAWalkOverTheDiagramListsInTheSameOrder() {
        int several = 0;
        for (int seed = 0; seed < 2000; seed++) {
            Graph graph = seed % 2 == 0 ? RandomGraphs.graph(seed) : EveryOrderTest.hubs(new Random(seed));
            StackSpace space = StackSpace.compile(graph);
            List<List<Integer>> walked = list(new Walk(space.diagram(), false));
            assertEquals(walked, list(new Unfolding(space.network(), Patience.endless())), "seed " + seed);
            several += walked.size() > 1 ? 1 : 0;
        }
        assertTrue(several > 300, several + " graphs with several stacks");
    }

    @Test
    void listsEachStackOnceHoweverFewNodesMayBeCompiled() {
        for (int seed = 0; seed < 1000; seed++) {
            Graph graph = RandomGraphs.graph(seed);
            List<List<Integer>> expected = BruteForce.stacks(graph);
            for (int mostStates : new int[] {0, 1, 3, 7}) {
                List<List<Integer>> listed =
                        list(new Unfolding(Network.of(graph, Limits.NONE), Patience.endless(), mostStates));
                listed.sort(Comparator.comparing(Object::toString));
                assertEquals(expected, listed, "seed " + seed + ", " + mostStates + " states");
            }
        }
    }

    @Test
    void theFirstStacksOfASpaceThatFitsNowhereComeAtOnce() {
        Network network = Network.of(entangled(60, 12), Limits.NONE);
        Unfolding stacks = new Unfolding(network, Patience.endless(), 50);
        for (int i = 0; i < 2000; i++) {
            assertTrue(stacks.next());
            assertEquals(60, stacks.size());
        }
    }

    /** Direct types of which each version excludes some of half of the others, in no pattern a diagram could use. */
    private static Graph entangled(int types, int versions) {
        GraphBuilder builder = new GraphBuilder();
        for (int id = 0; id < types * versions; id++) {
            builder.type(id / versions).direct(id);
        }
        for (int id = 0; id < types * versions; id++) {
            for (int target = 0; target < types * versions; target++) {
                int pair = id / versions * 31 + target / versions * 17;
                boolean depends = id / versions < target / versions && pair % 2 == 0;
                if (depends && (id * 7919 + target * 104729) % 11 != 0) {
                    builder.pair(id, target);
                }
            }
        }
        return builder.build();
    }

    private static List<List<Integer>> list(StackCursor cursor) {
        List<List<Integer>> stacks = new ArrayList<>();
        int[] before = {};
        while (cursor.next()) {
            int[] stack = Arrays.copyOf(cursor.ids(), cursor.size());
            assertTrue(Arrays.mismatch(before, stack) < 0 || Arrays.mismatch(before, stack) >= cursor.kept());
            before = stack;
            stacks.add(Arrays.stream(stack).sorted().boxed().toList());
        }
        return stacks;
    }
}
