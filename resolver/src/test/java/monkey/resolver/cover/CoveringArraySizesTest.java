package monkey.resolver.cover;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.HashSet;
import java.util.Set;
import java.util.stream.IntStream;
import monkey.resolver.StackSpace;
import monkey.resolver.diagram.FeasiblePairs;
import monkey.resolver.diagram.StackCursor;
import monkey.resolver.ending.Patience;
import monkey.resolver.graph.Graph;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/**
 * Types that know nothing of each other: the models that generators of test cases are compared by (the table of
 * pairwise.org), each with the rows that the best published array and PICT need.
 */
class CoveringArraySizesTest {
    @ParameterizedTest(name = "{0}: best published {1}, PICT {2}")
    @CsvSource({
        "3^4, 9, 9",
        "3^13, 15, 18",
        "4^15 3^17 2^29, 29, 37",
        "4^1 3^39 2^35, 21, 27",
        "2^100, 10, 15",
        "10^20, 180, 210"
    })
    void coversEveryPairInFewerRowsThanTheUsualGenerators(String model, int best, int usual) {
        Graph graph = graphOf(model);
        StackSpace space = StackSpace.compile(graph);
        FeasiblePairs feasible = new FeasiblePairs(space.diagram(), graph);
        StackCursor rows = new Cover(space.diagram(), graph, feasible, 2, new int[0], Patience.endless()).stacks(0, -1);

        Set<Long> covered = new HashSet<>();
        int count = 0;
        while (rows.next()) {
            count++;
            for (int i = 0; i < rows.size(); i++) {
                for (int j = 0; j < i; j++) {
                    covered.add((long) rows.ids()[i] << 32 | rows.ids()[j]);
                }
            }
        }

        long pairs = 0;
        for (int a = 0; a < graph.idCount(); a++) {
            for (int b = 0; b < a; b++) {
                if (graph.typeOf(a) != graph.typeOf(b)) {
                    pairs++;
                    assertTrue(covered.contains((long) a << 32 | b), a + " and " + b);
                }
            }
        }
        assertEquals("cover " + pairs + " of " + pairs + " tuples", rows.note());
        assertTrue(count <= best + (usual - best) / 3, count + " rows");
    }

    /** One type for each factor, all direct, all their ids free. */
    private static Graph graphOf(String model) {
        int[] sizes = {};
        for (String part : model.split(" ")) {
            int size = Integer.parseInt(part.substring(0, part.indexOf('^')));
            int times = Integer.parseInt(part.substring(part.indexOf('^') + 1));
            sizes = IntStream.concat(
                            IntStream.of(sizes), IntStream.generate(() -> size).limit(times))
                    .toArray();
        }
        int[] sizeOf = sizes;
        int[] types = IntStream.range(0, sizes.length)
                .flatMap(type -> IntStream.generate(() -> type).limit(sizeOf[type]))
                .toArray();
        return Graph.of(types, IntStream.range(0, types.length).toArray(), new int[0], new int[0], new int[0]);
    }
}
