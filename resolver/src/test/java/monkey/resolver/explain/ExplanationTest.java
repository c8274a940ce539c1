package monkey.resolver.explain;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import monkey.resolver.BruteForce;
import monkey.resolver.RandomGraphs;
import monkey.resolver.ending.Patience;
import monkey.resolver.graph.Graph;
import monkey.resolver.graph.GraphBuilder;
import org.junit.jupiter.api.Test;

class ExplanationTest {
    @Test
    void twoDirectDependenciesThatPinAThirdDifferentlyAreNamedWithIt() {
        Graph graph = new GraphBuilder()
                .type(0)
                .type(0)
                .type(1)
                .type(2)
                .type(2)
                .type(3)
                .direct(0)
                .direct(1)
                .direct(2)
                .direct(5)
                .pair(0, 3)
                .pair(1, 3)
                .pair(2, 4)
                .pair(5, 3)
                .pair(5, 4)
                .build();
        assertEquals(List.of(">0,1 >2 0,1>3 2>4"), explain(graph));
    }

    @Test
    void aRequirementThatNothingMeetsIsNamed() {
        Graph graph = new GraphBuilder()
                .type(0)
                .type(1)
                .direct(0)
                .pair(0, 1)
                .broken(1)
                .build();
        assertEquals(List.of(">0 0>1 1>"), explain(graph));
    }

    @Test
    void aGraphWithAStackNeedsNoExplanation() {
        assertEquals(List.of(), explain(new GraphBuilder().type(0).direct(0).build()));
    }

    @Test
    void theSetsNamedAreExactlyTheSmallestThatContradict() {
        int explained = 0;
        for (int seed = 0; seed < 2000 && explained < 40; seed++) {
            Graph graph = RandomGraphs.graph(seed);
            Demands demands = new Demands(graph);
            if (demands.size() > 9 || !BruteForce.stacks(graph).isEmpty()) {
                continue;
            }
            explained++;
            Set<String> smallest = new TreeSet<>();
            int size = demands.size();
            for (int set = 0; set < 1 << demands.size(); set++) {
                if (Integer.bitCount(set) > size) {
                    continue;
                }
                boolean[] kept = new boolean[demands.size()];
                for (int i = 0; i < kept.length; i++) {
                    kept[i] = (set >> i & 1) != 0;
                }
                if (BruteForce.stacks(demands.graph(kept)).isEmpty()) {
                    if (Integer.bitCount(set) < size) {
                        smallest.clear();
                        size = Integer.bitCount(set);
                    }
                    smallest.add(java.util.Arrays.toString(kept));
                }
            }
            List<String> lines = explain(graph);
            assertEquals(Math.min(8, smallest.size()), lines.size(), "seed " + seed);
            assertEquals(new HashSet<>(lines).size(), lines.size(), "seed " + seed);
        }
        assertTrue(explained == 40, explained + " graphs explained");
    }

    private static List<String> explain(Graph graph) {
        return Explanation.of(graph, g -> !BruteForce.stacks(g).isEmpty(), Patience.endless());
    }
}
