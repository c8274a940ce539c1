package monkey.dataset.measure;

import static monkey.dataset.knowledge.Pages.NOON;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import java.util.Map;
import monkey.dataset.Dataset;
import monkey.dataset.run.InspectionTask;
import monkey.dataset.run.Item;
import monkey.dataset.run.Outcome;
import monkey.dataset.run.RecordedSpecification;
import monkey.dataset.run.Role;
import monkey.dataset.run.Run;
import monkey.dataset.run.RunInspection;
import monkey.dataset.run.Stacks;
import monkey.dataset.run.Worker;
import monkey.dataset.testing.PostgresExtension;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

@ExtendWith(PostgresExtension.class)
class MeasurementStoreTest {
    @Test
    void whatWasKeptOfAnInspectionIsThereForWhoeverGoesOnWithIt(Dataset dataset) {
        Stacks example = new Stacks(dataset, 1);
        Run run = example.asking("kept");
        long id;
        try (Worker dies = dataset.inspections().worker("local")) {
            id = dies.claim(run.id(), 1, NOON).get(0).inspectionId();
            assertTrue(dies.keep(id, run.id(), List.of(item(0)), List.of(measured(0, 0, 1.5))));
        }
        assertEquals(Map.of(), dataset.measurements().ofRun(run.id()));

        try (Worker worker = dataset.inspections().worker("local")) {
            InspectionTask task = worker.claim(run.id(), 1, NOON).get(0);
            assertEquals(
                    List.of(measured(0, 0, 1.5)),
                    dataset.measurements().of(List.of(id)).get(id).items());
            worker.keep(id, run.id(), List.of(item(1)), List.of(measured(1, 1, 1.25)));
            assertTrue(worker.endKept(Stacks.ended(task, Outcome.PASSED)));
        }
        MeasuredInspection all = dataset.measurements().ofRun(run.id()).get(id);
        assertEquals(List.of(measured(0, 0, 1.5), measured(1, 1, 1.25)), all.items());
        assertEquals(2, dataset.inspections().items(run.id()).get(id).size());
    }

    @Test
    void onlyWhoHasTheClaimKeepsOrDiscards(Dataset dataset) {
        Stacks example = new Stacks(dataset, 1);
        Run run = example.asking("claims");
        try (Worker owner = dataset.inspections().worker("local");
                Worker other = dataset.inspections().worker("local")) {
            long id = owner.claim(run.id(), 1, NOON).get(0).inspectionId();
            owner.keep(id, run.id(), List.of(item(0)), List.of(measured(0, 0, 1)));
            assertFalse(other.keep(id, run.id(), List.of(item(1)), List.of()));
            other.discardKept(id);
            assertEquals(1, dataset.measurements().of(List.of(id)).size());
            owner.discardKept(id);
            assertEquals(Map.of(), dataset.measurements().of(List.of(id)));
        }
    }

    @Test
    void aStackIsAskedForOnceMoreAsAControl(Dataset dataset) {
        Stacks example = new Stacks(dataset, 2);
        Run run = example.asking("control");
        RecordedSpecification twin = dataset.inspections().specification("t".repeat(64), "{\"control\": true}");
        dataset.inspections()
                .record(run.id(), example.environment, twin, 2, example.stacks.subList(0, 1), Role.CONTROL);
        assertEquals(
                List.of(Role.CHOSEN, Role.CHOSEN, Role.CONTROL),
                dataset.inspections().ofRun(run.id()).stream()
                        .map(RunInspection::role)
                        .toList());
    }

    @Test
    void aFurtherSessionCountsOnceAllOfItHasEndedAndOnlyItsSearchRunsIt(Dataset dataset) {
        Stacks example = new Stacks(dataset, 2);
        Run run = dataset.runs().findOrCreate("sessions", "digest", 0, "{}", NOON);
        dataset.inspections()
                .record(run.id(), example.environment, example.specification, 0, example.stacks.subList(0, 1));
        RecordedSpecification session = dataset.inspections().specification("n".repeat(64), "{\"session\": 1}");
        dataset.inspections()
                .record(run.id(), example.environment, session, 9, example.stacks.subList(0, 1), Role.ANCHOR);
        dataset.inspections()
                .record(run.id(), example.environment, session, 10, example.stacks.subList(1, 2), Role.PROBE);
        List<String> digests = example.stacks.stream()
                .map(stack -> stack.inspectionDigest(example.environment, session))
                .toList();

        try (Worker worker = dataset.inspections().worker("local")) {
            List<InspectionTask> chosen = worker.claim(run.id(), 9, NOON);
            assertEquals(1, chosen.size(), "the session's are left to whoever asked for them");
            end(worker, run, chosen.get(0), 0);
            assertTrue(dataset.inspections().progress(run.id()).isOver());
            List<InspectionTask> further = worker.claim(run.id(), digests, 9, NOON);
            assertEquals(2, further.size());
            end(worker, run, further.get(0), 1);
            assertEquals(1, dataset.measurements().ofRun(run.id()).size(), "half a session");
            end(worker, run, further.get(1), 1);
        }
        assertEquals(
                List.of(0, 1, 1),
                dataset.measurements().ofRun(run.id()).values().stream()
                        .map(one -> one.items().get(0).session())
                        .sorted()
                        .toList());
    }

    private static void end(Worker worker, Run run, InspectionTask task, int session) {
        worker.keep(task.inspectionId(), run.id(), List.of(item(0)), List.of(measured(0, session, 0, 1.5)));
        assertTrue(worker.endKept(Stacks.ended(task, Outcome.PASSED)));
    }

    private static Item item(int position) {
        return new Item(position, Outcome.PASSED, 0, 1.5, 1.0, 0.25, 1024L, "{}");
    }

    private static MeasuredItem measured(int position, int round, double seconds) {
        return measured(position, 0, round, seconds);
    }

    private static MeasuredItem measured(int position, int session, int round, double seconds) {
        return new MeasuredItem(
                position,
                session,
                round,
                "f".repeat(64),
                "a processor",
                "{}",
                "{}",
                List.of(new Measurement("Pi.elapsed", 0, "ms", 3), new Measurement("wall_time", 0, "s", seconds)));
    }
}
