package monkey.resolver.client;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.File;
import java.math.BigInteger;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import monkey.resolver.ending.Ending;
import monkey.resolver.graph.Graph;
import monkey.resolver.graph.GraphBuilder;
import monkey.resolver.request.Request;
import monkey.resolver.request.Strategy;
import org.junit.jupiter.api.Test;

class ResolverProcessTest {
    private static ResolverProcess start(Graph graph) {
        String java = System.getProperty("java.home") + File.separator + "bin" + File.separator + "java";
        String classes = System.getProperty("user.dir") + File.separator + "target" + File.separator + "classes";
        return ResolverProcess.start(ResolverProcess.command(java, classes, 128), graph);
    }

    /** So many free types with ten ids each. */
    private static Graph star(int types) {
        GraphBuilder builder = new GraphBuilder();
        for (int id = 0; id < 10 * types; id++) {
            builder.type(id / 10).direct(id);
        }
        return builder.build();
    }

    @Test
    void answersSeveralRequestsOnOneGraph() {
        try (ResolverProcess resolver = start(star(3))) {
            assertEquals(BigInteger.valueOf(1000), resolver.count(Request.count()));
            assertEquals(
                    BigInteger.valueOf(99),
                    resolver.count(
                            Request.count().withRequired(List.of(7)).withForbidden(List.of(new int[] {11, 22}))));
            try (StackStream latest = resolver.stacks(Request.stacks(Strategy.LATEST))) {
                assertArrayEquals(new int[] {9, 19, 29}, latest.next());
                assertNull(latest.next());
                assertEquals(Ending.COMPLETE, latest.ending());
            }
            try (StackStream all = resolver.stacks(Request.stacks(Strategy.ALL))) {
                Set<String> seen = new HashSet<>();
                for (int[] stack; (stack = all.next()) != null; ) {
                    seen.add(java.util.Arrays.toString(stack));
                }
                assertEquals(1000, seen.size());
                assertEquals(Ending.COMPLETE, all.ending());
                assertEquals(1000, all.count());
            }
            try (StackStream some =
                    resolver.stacks(Request.stacks(Strategy.SAMPLE).withLimit(5))) {
                for (int i = 0; i < 5; i++) {
                    assertNotNull(some.next());
                }
                assertNull(some.next());
                assertEquals(Ending.LIMIT, some.ending());
            }
        }
    }

    @Test
    void closingAStreamEarlyStopsTheAnswerAndKeepsTheProcess() {
        try (ResolverProcess resolver = start(star(12))) {
            StackStream all = resolver.stacks(Request.stacks(Strategy.ALL));
            assertNotNull(all.next());
            all.close();
            assertEquals(Ending.CANCELLED, all.ending());
            assertEquals(BigInteger.TEN.pow(12), resolver.count(Request.count()));
        }
    }

    @Test
    void aRefusedRequestIsAnErrorAndTheNextOneIsAnswered() {
        try (ResolverProcess resolver = start(star(2))) {
            ResolverException refused = assertThrows(
                    ResolverException.class,
                    () -> resolver.count(Request.count().withRequired(List.of(4711))));
            assertTrue(refused.getMessage().contains("no id 4711"), refused.getMessage());
            assertEquals(BigInteger.valueOf(100), resolver.count(Request.count()));
        }
    }

    @Test
    void whatAKilledChildHasSentIsUsedAndTheStreamIsPartial() {
        try (ResolverProcess resolver = start(star(12))) {
            StackStream all = resolver.stacks(Request.stacks(Strategy.ALL));
            for (int i = 0; i < 1000; i++) {
                assertNotNull(all.next());
            }
            resolver.process().destroyForcibly();
            long read = 1000;
            while (all.next() != null) {
                read++;
            }
            assertEquals(Ending.PARTIAL, all.ending());
            assertEquals(read, all.count());
        }
    }
}
