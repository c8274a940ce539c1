package monkey.dataset.run;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.Instant;
import monkey.dataset.Dataset;
import monkey.dataset.testing.PostgresExtension;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

@ExtendWith(PostgresExtension.class)
class RunGraphStoreTest {
    private static final String GRAPH = "types 0 0 1\ndirect 0 1\npair 1 2 # größer\n";

    @Test
    void aGraphComesBackAsItWasRecorded(Dataset dataset) {
        long run = run(dataset);
        int environment = environment(dataset);
        assertTrue(dataset.graphs().find(run, environment).isEmpty());

        dataset.graphs().record(run, environment, new RunGraph(GRAPH, new long[] {7, 8, 0}));

        RunGraph found = dataset.graphs().find(run, environment).orElseThrow();
        assertEquals(GRAPH, found.text());
        assertArrayEquals(new long[] {7, 8, 0}, found.distributions());
    }

    @Test
    void whatIsLearntLaterDoesNotChangeTheGraphOfARun(Dataset dataset) {
        long run = run(dataset);
        int environment = environment(dataset);
        dataset.graphs().record(run, environment, new RunGraph(GRAPH, new long[] {7, 8, 0}));

        dataset.graphs().record(run, environment, new RunGraph("types 0\n", new long[] {9}));

        assertEquals(
                GRAPH, dataset.graphs().find(run, environment).orElseThrow().text());
    }

    private static long run(Dataset dataset) {
        return dataset.runs()
                .findOrCreate("graph", "digest", 0, "{}", Instant.EPOCH)
                .id();
    }

    private static int environment(Dataset dataset) {
        return dataset.runs()
                .environment("digest", "python-3.11.7", "3.11.7", "{}")
                .id();
    }
}
