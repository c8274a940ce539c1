package monkey.resolver.diagram;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Arrays;
import java.util.Random;
import java.util.stream.IntStream;
import monkey.resolver.RandomGraphs;
import monkey.resolver.ending.Patience;
import monkey.resolver.graph.Graph;
import monkey.resolver.graph.GraphBuilder;
import monkey.resolver.reduce.Limits;
import monkey.resolver.reduce.Network;
import org.junit.jupiter.api.Test;

class CutsTest {
    @Test
    void aGainIsWhatIsLeftBesideTheLargestPieceOnceAVariableIsGone() {
        int gains = 0;
        for (int seed = 0; seed < 2000; seed++) {
            Network network = Network.of(
                    seed % 2 == 0 ? RandomGraphs.graph(seed) : EveryOrderTest.hubs(new Random(seed)), Limits.NONE);
            Domains domains = new Domains(network);
            if (network.isEmpty() || !domains.start()) {
                continue;
            }
            int[] weights = IntStream.range(0, 100).map(size -> 7 * size).toArray();
            for (int[] part : new Parts(network, domains).of(all(network), -1)) {
                Cuts cuts = new Cuts(network, domains, weights);
                cuts.look(part);
                for (int v : part) {
                    long expected = left(network, domains, weights, part, v) - weights[domains.size(v)];
                    assertEquals(Math.max(0, expected), cuts.gain(v), "seed " + seed + ", variable " + v);
                    gains += expected > 0 ? 1 : 0;
                }
            }
        }
        assertTrue(gains > 20, gains + " gains");
    }

    @Test
    void aLongChainIsCompiledInLittleMemory() {
        int levels = 1000;
        GraphBuilder builder = new GraphBuilder();
        for (int id = 0; id < 3 * levels; id++) {
            builder.type(id / 3);
        }
        builder.direct(0).direct(1).direct(2);
        for (int id = 0; id < 3 * (levels - 1); id++) {
            for (int next = 0; next < 3; next++) {
                if (Math.abs(id % 3 - next) < 2) {
                    builder.pair(id, 3 * (id / 3 + 1) + next);
                }
            }
        }
        Graph graph = builder.build();
        Network network = Network.of(graph, Limits.NONE);
        Compiler compiler = new Compiler(
                network,
                Order.ENTANGLED,
                new int[levels],
                new boolean[levels],
                Patience.endless(),
                Long.MAX_VALUE,
                400_000);
        Diagram diagram = compiler.compile();
        assertNotNull(diagram);
        assertTrue(new Counts(diagram).total().bitLength() > levels);
    }

    /** By taking the variable out and looking what hangs together without it. */
    private static long left(Network network, Domains domains, int[] weights, int[] part, int without) {
        boolean[] open = new boolean[network.variables()];
        for (int v : part) {
            open[v] = v != without;
        }
        long sum = 0;
        long largest = 0;
        for (int v : part) {
            long piece = piece(network, domains, weights, open, v);
            sum += piece;
            largest = Math.max(largest, piece);
        }
        return sum - largest;
    }

    private static long piece(Network network, Domains domains, int[] weights, boolean[] open, int v) {
        if (!open[v]) {
            return 0;
        }
        open[v] = false;
        long sum = weights[domains.size(v)];
        for (int n = 0; n < network.neighbours(v).length; n++) {
            if (domains.matters(v, n)) {
                sum += piece(network, domains, weights, open, network.neighbours(v)[n]);
            }
        }
        return sum;
    }

    private static int[] all(Network network) {
        int[] all = new int[network.variables()];
        Arrays.setAll(all, v -> v);
        return all;
    }
}
