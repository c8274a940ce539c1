package monkey.dataset.run;

import static monkey.dataset.knowledge.Pages.NOON;
import static monkey.dataset.run.Stacks.ended;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.BufferedReader;
import java.io.InputStreamReader;
import java.sql.Connection;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import monkey.dataset.Dataset;
import monkey.dataset.testing.PostgresExtension;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.postgresql.ds.PGSimpleDataSource;

@ExtendWith(PostgresExtension.class)
class WorkerTest {

    @Test
    void inspectionsAreStartedInOrderOfChoice(Dataset dataset) {
        Stacks example = new Stacks(dataset, 5);
        Run run = example.asking("one");
        try (Worker worker = dataset.inspections().worker("local")) {
            List<InspectionTask> first = worker.claim(run.id(), 2, NOON);
            List<InspectionTask> rest = worker.claim(run.id(), 9, NOON);

            assertEquals(
                    example.stacks.subList(0, 2),
                    first.stream().map(InspectionTask::stack).toList());
            assertEquals(
                    example.stacks.subList(2, 5),
                    rest.stream().map(InspectionTask::stack).toList());
            assertEquals(List.of(), worker.claim(run.id(), 9, NOON));
            assertEquals(new Progress(0, 5, 0, 0), dataset.inspections().progress(run.id()));
        }
    }

    @Test
    void twoRunsOfTheSameStacksInspectEachOnce(Dataset dataset) throws Exception {
        Stacks example = new Stacks(dataset, 60);
        Collection<Long> ended = new ConcurrentLinkedQueue<>();
        ExecutorService threads = Executors.newFixedThreadPool(3);
        try {
            List<Future<?>> runs = new ArrayList<>();
            for (String name : List.of("a", "b", "c")) {
                runs.add(threads.submit(() -> {
                    Run run = example.asking(name);
                    try (Worker worker = dataset.inspections().worker("local")) {
                        while (!dataset.inspections().progress(run.id()).isOver()) {
                            for (InspectionTask task : worker.claim(run.id(), 3, NOON)) {
                                ended.add(task.inspectionId());
                                assertTrue(worker.end(ended(task, Outcome.PASSED)));
                            }
                        }
                    }
                }));
            }
            for (Future<?> run : runs) {
                run.get();
            }
        } finally {
            threads.shutdownNow();
        }
        assertEquals(60, ended.size());
        assertEquals(60, new HashSet<>(ended).size());
    }

    @Test
    void aRetryCountsAndACancelDoesNot(Dataset dataset) {
        Stacks example = new Stacks(dataset, 1);
        Run run = example.asking("one");
        try (Worker worker = dataset.inspections().worker("local")) {
            long id = worker.claim(run.id(), 1, NOON).get(0).inspectionId();
            assertTrue(worker.again(id));
            assertEquals(List.of(), worker.claim(run.id(), 1, NOON), "it is still claimed");

            worker.cancel(run.id(), List.of(id));
            assertEquals(
                    Set.of(Outcome.CANCELLED),
                    dataset.inspections()
                            .outcomes(run.id())
                            .get(example.environment.id())
                            .keySet());
            assertEquals(2, worker.claim(run.id(), 1, NOON).get(0).attempt());
            assertEquals(
                    Set.of(Outcome.NOT_REACHED),
                    dataset.inspections()
                            .outcomes(run.id())
                            .get(example.environment.id())
                            .keySet());
        }
        // Closing gave it back.
        assertEquals(new Progress(1, 0, 0, 0), dataset.inspections().progress(run.id()));
    }

    @Test
    void whatEndedStaysAsItEnded(Dataset dataset) {
        Stacks example = new Stacks(dataset, 1);
        Run run = example.asking("one");
        try (Worker worker = dataset.inspections().worker("local");
                Worker other = dataset.inspections().worker("local")) {
            InspectionTask task = worker.claim(run.id(), 1, NOON).get(0);
            assertFalse(other.end(ended(task, Outcome.FAILED)));
            assertFalse(other.again(task.inspectionId()));
            other.cancel(run.id(), List.of(task.inspectionId()));
            assertTrue(worker.end(ended(task, Outcome.PASSED)));
            assertFalse(worker.end(ended(task, Outcome.FAILED)));
            assertFalse(worker.again(task.inspectionId()));
        }
        assertEquals(
                List.of(Outcome.PASSED),
                dataset.inspections().ofRun(run.id()).stream()
                        .map(RunInspection::outcome)
                        .toList());
    }

    @Test
    void aDocumentThatCannotBeStoredDoesNotCostTheOutcome(Dataset dataset) {
        Stacks example = new Stacks(dataset, 2);
        Run run = example.asking("one");
        try (Worker worker = dataset.inspections().worker("local")) {
            for (String document : List.of("{\"not\": json", "{\"n\": 1e200000}")) {
                InspectionTask task = worker.claim(run.id(), 1, NOON).get(0);
                Item item = new Item(0, Outcome.PASSED, 0, 1.0, null, null, null, document);

                assertTrue(worker.end(new InspectionResult(
                        task.inspectionId(), Outcome.PASSED, NOON, 1.0, Failure.NONE, Evidence.NONE, List.of(item))));

                assertEquals(
                        List.of(item.withoutDocument()),
                        dataset.inspections().items(run.id()).get(task.inspectionId()));
            }
        }
        assertTrue(dataset.inspections().progress(run.id()).isOver());
    }

    @Test
    void aWorkerWhoseConnectionWasCutIsStillAlive(Dataset dataset, PGSimpleDataSource database) throws Exception {
        Stacks example = new Stacks(dataset, 3);
        Run run = example.asking("one");
        try (Worker worker = dataset.inspections().worker("local")) {
            InspectionTask first = worker.claim(run.id(), 1, NOON).get(0);
            try (Connection connection = database.getConnection()) {
                connection
                        .createStatement()
                        .execute("select pg_terminate_backend(pid) from pg_locks"
                                + " where locktype = 'advisory' and pid <> pg_backend_pid()");
            }
            InspectionTask second = worker.claim(run.id(), 1, NOON).get(0);
            assertNotEquals(first.inspectionId(), second.inspectionId());

            try (Worker other = dataset.inspections().worker("local")) {
                assertEquals(1, other.claim(run.id(), 9, NOON).size());
                assertTrue(worker.end(ended(first, Outcome.PASSED)));
                assertTrue(worker.end(ended(second, Outcome.PASSED)));
            }
        }
    }

    @Test
    void aKilledProcessLeavesNothingThatItsSuccessorDoesNotFinish(Dataset dataset, PGSimpleDataSource database)
            throws Exception {
        Stacks example = new Stacks(dataset, 40);
        Run run = example.asking("one");
        Process doomed = new ProcessBuilder(
                        ProcessHandle.current().info().command().orElse("java"),
                        "-cp",
                        System.getProperty("java.class.path"),
                        DoomedWorker.class.getName(),
                        database.getUrl(),
                        database.getUser(),
                        Long.toString(run.id()))
                .redirectError(ProcessBuilder.Redirect.INHERIT)
                .start();
        BufferedReader told = new BufferedReader(new InputStreamReader(doomed.getInputStream()));
        Set<Long> endedThere = new HashSet<>();
        for (int i = 0; i < 10; i++) {
            endedThere.add(Long.parseLong(told.readLine()));
        }
        doomed.toHandle().destroyForcibly(); // SIGKILL, with three in flight; what it told last can still be read
        doomed.waitFor();
        told.lines().forEach(id -> endedThere.add(Long.parseLong(id)));

        Set<Long> endedHere = new HashSet<>();
        try (Worker worker = dataset.inspections().worker("local")) {
            while (!dataset.inspections().progress(run.id()).isOver()) {
                for (InspectionTask task : worker.claim(run.id(), 5, NOON)) {
                    assertTrue(worker.end(ended(task, Outcome.PASSED)));
                    endedHere.add(task.inspectionId());
                }
            }
        }

        assertTrue(endedThere.stream().noneMatch(endedHere::contains));
        assertEquals(new Progress(0, 0, 40, 0), dataset.inspections().progress(run.id()));
    }

    /** Runs inspections three at a time, telling each that ended, until it is killed. */
    static final class DoomedWorker {
        public static void main(String[] arguments) throws InterruptedException {
            PGSimpleDataSource database = new PGSimpleDataSource();
            database.setUrl(arguments[0]);
            database.setUser(arguments[1]);
            long run = Long.parseLong(arguments[2]);
            Worker worker = Dataset.open(database).inspections().worker("local");
            List<InspectionTask> inFlight = new ArrayList<>();
            while (true) {
                inFlight.addAll(worker.claim(run, 3 - inFlight.size(), NOON));
                InspectionTask task = inFlight.remove(0);
                worker.end(ended(task, Outcome.PASSED));
                System.out.println(task.inspectionId());
                Thread.sleep(20);
            }
        }
    }
}
