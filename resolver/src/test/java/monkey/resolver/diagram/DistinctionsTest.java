package monkey.resolver.diagram;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Arrays;
import java.util.stream.IntStream;
import monkey.resolver.RandomGraphs;
import monkey.resolver.graph.GraphBuilder;
import monkey.resolver.reduce.Limits;
import monkey.resolver.reduce.Network;
import org.junit.jupiter.api.Test;

class DistinctionsTest {
    private static final int[] SIZES = IntStream.range(0, 100).toArray();

    @Test
    void branchesAreTheGroupsThatADecisionWouldPartInto() {
        int looked = 0;
        for (int seed = 0; seed < 1000; seed++) {
            Network network = Network.of(RandomGraphs.graph(seed), Limits.NONE);
            Domains domains = new Domains(network);
            if (network.isEmpty() || !domains.start()) {
                continue;
            }
            int[] all = IntStream.range(0, network.variables()).toArray();
            for (int v : all) {
                // A tie makes of two variables one, and absent is a group of its own even if nobody tells it apart.
                if (domains.isFounded(v) && domains.size(v) < 3) {
                    Distinctions distinctions = new Distinctions(network, domains, SIZES);
                    distinctions.look(v, new int[network.variables()], 0);
                    int groups = new Grouping(network, domains).of(v, all).length / network.words(v);
                    assertEquals(groups, distinctions.branches(), "seed " + seed + ", variable " + v);
                    looked++;
                }
            }
        }
        assertTrue(looked > 500, looked + " variables");
    }

    @Test
    void aPackageAndTheSameWithAnExtraAreDecidedAsOne() {
        // Eight versions of 0; 1 is tied to it, version by version; 2 tells two sorts of 0 apart, 3 four sorts of 1.
        GraphBuilder builder = new GraphBuilder();
        for (int id = 0; id < 16; id++) {
            builder.type(id / 8);
        }
        builder.type(2).type(2);
        for (int id = 18; id < 22; id++) {
            builder.type(3);
        }
        for (int v = 0; v < 8; v++) {
            builder.direct(v).direct(8 + v);
            builder.pair(8 + v, v).pair(v, 8 + v);
            builder.pair(v, 16 + v / 4);
            builder.pair(8 + v, 18 + v / 2);
        }
        Network network = Network.of(builder.build(), Limits.NONE);
        Domains domains = new Domains(network);
        assertTrue(domains.start());
        int[] stamp = new int[network.variables()];
        Arrays.fill(stamp, 1);
        for (int v = 0; v < 2; v++) {
            Distinctions distinctions = new Distinctions(network, domains, SIZES);
            distinctions.look(v, stamp, 1);
            assertEquals(4, distinctions.branches(), "variable " + v);
            assertEquals(2 + 4, distinctions.settled(), "variable " + v);
        }
    }
}
