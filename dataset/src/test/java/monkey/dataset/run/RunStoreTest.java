package monkey.dataset.run;

import static monkey.dataset.knowledge.Pages.NOON;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.math.BigInteger;
import java.util.List;
import java.util.Optional;
import monkey.dataset.Dataset;
import monkey.dataset.postgres.SessionLock;
import monkey.dataset.testing.PostgresExtension;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

@ExtendWith(PostgresExtension.class)
class RunStoreTest {

    @Test
    void theSameExperimentIsTheSameRunUnlessAskedForAgain(Dataset dataset) {
        RunStore runs = dataset.runs();
        assertEquals(Optional.empty(), runs.latest("d"));

        Run first = runs.findOrCreate("flask-1", "d", 0, "{\"name\": \"flask-1\"}", NOON);
        Run same = runs.findOrCreate("flask-1", "d", 0, "{\"name\": \"flask-1\"}", NOON.plusSeconds(5));
        Run again = runs.findOrCreate("flask-1", "d", 1, "{\"name\": \"flask-1\"}", NOON.plusSeconds(5));

        assertEquals(first, same);
        assertEquals(
                new Run(first.id(), "flask-1", "d", 0, "{\"name\": \"flask-1\"}", NOON, null, RunState.RUNNING, null),
                first);
        assertEquals(1, again.repetition());
        assertEquals(1, runs.latest("d").orElseThrow().repetition());
        assertEquals(Optional.of(again), runs.newestNamed("flask-1"));
        assertEquals(Optional.empty(), runs.newestNamed("flask"));
        assertEquals(
                List.of(again, first),
                runs.list(10).stream().map(RunSummary::run).toList());
        assertEquals(1, runs.list(1).size());
    }

    @Test
    void aRunThatFailedSaysWhyAndMayGoOn(Dataset dataset) {
        Run run = dataset.runs().findOrCreate("x", "d", 0, "{}", NOON);

        dataset.runs().end(run.id(), RunState.FAILED, "the disk is full", NOON.plusSeconds(7));
        Run failed = dataset.runs().find(run.id()).orElseThrow();
        assertEquals(RunState.FAILED, failed.state());
        assertEquals("the disk is full", failed.message());
        assertEquals(NOON.plusSeconds(7), failed.endedAt());

        dataset.runs().resume(run.id());
        assertEquals(Optional.of(run), dataset.runs().find(run.id()));
    }

    @Test
    void onlyOneProcessExecutesARun(Dataset dataset) {
        Run run = dataset.runs().findOrCreate("x", "d", 0, "{}", NOON);
        try (SessionLock mine = dataset.runs().own(run.id()).orElseThrow()) {
            assertTrue(dataset.runs().own(run.id()).isEmpty());
            assertTrue(dataset.runs().own(run.id() + 1).isPresent());
        }
        assertTrue(dataset.runs().own(run.id()).isPresent());
    }

    @Test
    void aStackSpaceOfAnySizeIsKeptExactly(Dataset dataset) {
        Run run = dataset.runs().findOrCreate("x", "d", 0, "{}", NOON);
        RecordedEnvironment second = dataset.runs().environment("2", "python-3.12", "3.12.1", "{}");
        RecordedEnvironment first = dataset.runs().environment("1", "python-3.11", "3.11.7", "{\"a\": 1}");
        BigInteger huge = BigInteger.TEN.pow(400).add(BigInteger.ONE);
        dataset.runs().record(run.id(), RunEnvironment.unexplored(second, 1));
        dataset.runs().record(run.id(), RunEnvironment.unexplored(first, 0));

        RunEnvironment facts =
                new RunEnvironment(first, 0, huge, "limit", 7, 90, BigInteger.valueOf(1000), BigInteger.valueOf(999));
        dataset.runs().record(run.id(), facts);

        assertEquals(
                List.of(facts, RunEnvironment.unexplored(second, 1)),
                dataset.runs().environments(run.id()));
        assertEquals(first, dataset.runs().environment("1", "python-3.11", "3.11.7", "{\"a\": 1}"));
    }

    @Test
    void whatWasPossibleAtTheStartIsSaidOnceAndKept(Dataset dataset) {
        Run run = dataset.runs().findOrCreate("x", "d", 0, "{}", NOON);
        RecordedEnvironment environment = dataset.runs().environment("1", "e", "3.11.7", "{}");
        assertEquals(Optional.empty(), dataset.runs().start(run.id(), environment.id()));
        AtStart start = new AtStart(false, BigInteger.TEN.pow(400));

        dataset.runs().recordStart(run.id(), environment, 0, start);
        dataset.runs().record(run.id(), RunEnvironment.unexplored(environment, 0));
        dataset.runs().recordStart(run.id(), environment, 0, AtStart.KNOWN);

        assertEquals(Optional.of(start), dataset.runs().start(run.id(), environment.id()));
    }

    @Test
    void whatWasLeftOutIsSaidAnewEachTime(Dataset dataset) {
        Run run = dataset.runs().findOrCreate("x", "d", 0, "{}", NOON);
        int environment = dataset.runs().environment("1", "e", "3.11.7", "{}").id();
        dataset.runs().recordLeftOut(run.id(), environment, List.of(new LeftOut("b", "1.0", LeftOutReason.YANKED, "")));
        List<LeftOut> now = List.of(
                new LeftOut("a", "", LeftOutReason.MISSING, "no index has it"),
                new LeftOut("b", "1.0", LeftOutReason.LIMITED, "newest: 30"));

        dataset.runs().recordLeftOut(run.id(), environment, now);

        assertEquals(now, dataset.runs().leftOut(run.id(), environment));
    }
}
