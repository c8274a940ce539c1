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
import monkey.resolver.ending.Patience;
import monkey.resolver.graph.Graph;
import monkey.resolver.graph.GraphBuilder;
import monkey.resolver.reduce.Limits;
import monkey.resolver.reduce.Network;
import org.junit.jupiter.api.Test;

/** Whatever order variables are decided in, the diagram holds the same stacks, and each of them once. */
class EveryOrderTest {
    @Test
    void ordersAgreeOnGraphsOfAllKinds() {
        for (int seed = 0; seed < 1000; seed++) {
            agree(RandomGraphs.graph(seed), "seed " + seed);
        }
    }

    @Test
    void ordersAgreeWhereManyUnrelatedPartsMayOrMayNotDependOnTheSameFewHubs() {
        int met = 0;
        for (int seed = 0; seed < 400; seed++) {
            Graph graph = hubs(new Random(seed));
            agree(graph, "seed " + seed);
            met += BruteForce.stacks(graph).isEmpty() ? 0 : 1;
        }
        assertTrue(met > 200, met + " graphs have stacks");
    }

    private static void agree(Graph graph, String name) {
        List<List<Integer>> expected = BruteForce.stacks(graph);
        Network network = Network.of(graph, Limits.NONE);
        Domains domains = new Domains(network);
        if (network.isEmpty() || !domains.start()) {
            assertEquals(List.of(), expected, name);
            return;
        }
        boolean[] anytime = new boolean[network.variables()];
        for (int v = 0; v < anytime.length; v++) {
            anytime[v] = domains.founding().isFree(v);
        }
        int[] rank = Orders.separators(network, domains);
        int[] anyRank =
                new Random(name.hashCode()).ints(network.variables(), 0, 1000).toArray();
        for (Order order : Order.values()) {
            agree(expected, network, order, rank, anytime, name);
        }
        agree(expected, network, Order.SEPARATORS, anyRank, anytime, name + ", ranks by chance");
    }

    private static void agree(
            List<List<Integer>> expected, Network network, Order order, int[] rank, boolean[] anytime, String name) {
        Compiler compiler = new Compiler(
                network, order, rank, anytime, Patience.endless(), Long.MAX_VALUE, Compilation.mostWords());
        List<List<Integer>> listed = listed(compiler.compile());
        assertEquals(expected, listed, name + ", " + order);
    }

    @Test
    void valuesThatFoundAnObligedVariableAreToldFromThoseThatDoNot() {
        // Type 4 first: it is there only by an id of type 3, which is bound by that, and owes its presence to somebody
        // itself.
        // Ids 4 and 5 both go with all that is left of type 3 then, but only 5 depends on it.
        Graph graph = RandomGraphs.graph(800_869);
        Network network = Network.of(graph, Limits.NONE);
        Domains domains = new Domains(network);
        assertTrue(domains.start());
        boolean[] anytime = new boolean[network.variables()];
        Arrays.fill(anytime, true);
        Compiler compiler = new Compiler(
                network,
                Order.SEPARATORS,
                new int[] {5, 3, 1, 4, 0, 2},
                anytime,
                Patience.endless(),
                Long.MAX_VALUE,
                Compilation.mostWords());
        assertEquals(BruteForce.stacks(graph), listed(compiler.compile()));
    }

    @Test
    void whatWasFoundPossibleBesideSomethingThatIsNotIsInNoPair() {
        // Id 0 needs one of type 1, which is well by itself, and of each of types 2, 3, 4, no two of which may have the
        // same
        // number: with two numbers that can't be, but no single pair says so. Id 1 needs nothing.
        GraphBuilder builder = new GraphBuilder();
        builder.type(0).type(0);
        for (int id = 2; id < 10; id++) {
            builder.type(id / 2);
        }
        builder.type(5).type(5);
        builder.direct(0).direct(1);
        for (int id = 2; id < 10; id++) {
            builder.pair(0, id);
        }
        builder.pair(2, 10).pair(3, 11);
        for (int v = 0; v < 2; v++) {
            builder.pair(4 + v, 7 - v).pair(6 + v, 9 - v).pair(8 + v, 5 - v);
        }
        Graph graph = builder.build();
        assertEquals(List.of(List.of(1)), BruteForce.stacks(graph));
        Network network = Network.of(graph, Limits.NONE);
        for (Order order : Order.values()) {
            int all = network.variables();
            Compiler compiler = new Compiler(
                    network, order, new int[all], new boolean[all], Patience.endless(), Long.MAX_VALUE, 1 << 20);
            Diagram diagram = compiler.compile();
            FeasiblePairs pairs = new FeasiblePairs(diagram, graph);
            for (int id = 0; id < graph.idCount(); id++) {
                assertEquals(id == 1, pairs.isFeasible(id), order + ", id " + id);
            }
            assertEquals(0, pairs.count(), order.name());
        }
    }

    private static List<List<Integer>> listed(Diagram diagram) {
        Walk walk = new Walk(diagram, false);
        List<List<Integer>> listed = new ArrayList<>();
        while (walk.next()) {
            listed.add(
                    Arrays.stream(walk.ids(), 0, walk.size()).sorted().boxed().toList());
        }
        listed.sort(Comparator.comparing(Object::toString));
        return listed;
    }

    @Test
    void aCompilationThatWasStoppedGoesOnFromWhereItStood() {
        int stopped = 0;
        for (int seed = 0; seed < 600; seed++) {
            Graph graph = seed % 2 == 0 ? RandomGraphs.graph(seed) : hubs(new Random(seed));
            Network network = Network.of(graph, Limits.NONE);
            Domains domains = new Domains(network);
            if (network.isEmpty() || !domains.start()) {
                continue;
            }
            boolean[] anytime = new boolean[network.variables()];
            for (int v = 0; v < anytime.length; v++) {
                anytime[v] = domains.founding().isFree(v);
            }
            int[] rank = Orders.separators(network, domains);
            Compiler compiler =
                    new Compiler(network, Order.CUTS, rank, anytime, Patience.endless(), 0, Compilation.mostWords());
            Diagram diagram = null;
            for (int states = 0; diagram == null; states++) {
                diagram = compiler.compile(states);
                stopped += diagram == null ? 1 : 0;
            }
            List<List<Integer>> listed = listed(diagram);
            assertEquals(BruteForce.stacks(graph), listed, "seed " + seed);
        }
        assertTrue(stopped > 1000, stopped + " times stopped");
    }

    /** Three or four direct types, of which some versions depend on hubs, one of them by way of a type of its own. */
    static Graph hubs(Random random) {
        int parts = 3 + random.nextInt(2);
        int hubs = 1 + random.nextInt(6 - parts);
        GraphBuilder builder = new GraphBuilder();
        for (int type = 0; type < parts + hubs + 1; type++) {
            builder.type(type).type(type);
        }
        int between = parts + hubs;
        for (int part = 0; part < parts; part++) {
            for (int v = 0; v < 2; v++) {
                builder.direct(2 * part + v);
                if (part == 0 && random.nextInt(3) > 0) {
                    depend(builder, random, v, between);
                }
                for (int hub = 0; hub < hubs; hub++) {
                    if (random.nextInt(3) == 0) {
                        depend(builder, random, 2 * (part == 0 ? between : part) + v, parts + hub);
                    }
                }
            }
        }
        if (hubs > 1 && random.nextBoolean()) {
            depend(builder, random, 2 * parts, parts + 1);
        }
        return builder.build();
    }

    /** One or both ids of a type will do. */
    private static void depend(GraphBuilder builder, Random random, int id, int type) {
        int least = random.nextInt(2);
        for (int v = 0; v < 2; v++) {
            if (v == least || random.nextInt(3) > 0) {
                builder.pair(id, 2 * type + v);
            }
        }
    }
}
