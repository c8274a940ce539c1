package monkey.dataset.run;

import static monkey.dataset.knowledge.Pages.NOON;
import static monkey.dataset.run.Stacks.ended;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import java.util.Map;
import monkey.dataset.Dataset;
import monkey.dataset.digest.Sha256;
import monkey.dataset.testing.PostgresExtension;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

@ExtendWith(PostgresExtension.class)
class InspectionStoreTest {

    @Test
    void aStacksDigestIsThatOfItsSortedLines() {
        StackMember b = new StackMember(1, "b", "2.0", "https://i/", "b.whl", "https://f/b.whl", "bb");
        StackMember a = new StackMember(2, "a", "1.0", "https://i/", "a.whl", "https://f/a.whl", null);

        assertEquals(
                Sha256.ofLines(List.of("a==1.0 a.whl https://i/", "b==2.0 bb https://i/")),
                new Stack(List.of(b, a)).digest());
        assertEquals(List.of("a==1.0", "b==2.0"), new Stack(List.of(b, a)).pins());
        // echo hello | sha256sum
        assertEquals(
                "5891b5b522d5df086d0ff0b110fbd9d21bb4fc7163af34d08286a2e846f6be03", Sha256.ofLines(List.of("hello")));
    }

    @Test
    void aChunkRecordedTwiceIsRecordedOnce(Dataset dataset) {
        Stacks example = new Stacks(dataset, 3);
        Run run = example.asking("one");
        dataset.inspections().record(run.id(), example.environment, example.specification, 0, example.stacks);

        List<RunInspection> asked = dataset.inspections().ofRun(run.id());
        assertEquals(example.stacks, asked.stream().map(RunInspection::stack).toList());
        assertEquals(
                List.of(0, 1, 2), asked.stream().map(RunInspection::position).toList());
        assertEquals(new Progress(3, 0, 0, 0), dataset.inspections().progress(run.id()));
        assertEquals(
                Map.of(example.environment.id(), Map.of(Outcome.NOT_REACHED, 3L)),
                dataset.inspections().outcomes(run.id()));
    }

    @Test
    void anInspectionThatEndedIsReusedByTheNextRunButNotOneThatTellsNothing(Dataset dataset) {
        Stacks example = new Stacks(dataset, 3);
        Run first = example.asking("first");
        try (Worker worker = dataset.inspections().worker("local")) {
            List<InspectionTask> tasks = worker.claim(first.id(), 10, NOON);
            worker.end(ended(tasks.get(0), Outcome.PASSED));
            worker.end(ended(tasks.get(1), Outcome.INFRASTRUCTURE));
            worker.end(ended(tasks.get(2), Outcome.FAILED));
            // The run that had it itself does not try again: what ended has ended.
            dataset.inspections().record(first.id(), example.environment, example.specification, 0, example.stacks);
            assertTrue(dataset.inspections().progress(first.id()).isOver());

            Run second = example.asking("second");

            assertEquals(new Progress(1, 0, 2, 2), dataset.inspections().progress(second.id()));
            assertEquals(
                    List.of(true, false, true),
                    dataset.inspections().ofRun(second.id()).stream()
                            .map(RunInspection::reused)
                            .toList());
            InspectionTask again = worker.claim(second.id(), 10, NOON).get(0);
            assertEquals(example.stacks.get(1), again.stack());
            assertEquals(1, again.attempt());
        }
    }

    @Test
    void anotherSpecificationOrEnvironmentIsAnotherInspection(Dataset dataset) {
        Stacks example = new Stacks(dataset, 1);
        RecordedSpecification other = dataset.inspections().specification("other", "{}");
        RecordedEnvironment later = dataset.runs().environment("later", "python-3.12", "3.12.1", "{}");
        Run run = example.asking("one");

        dataset.inspections().record(run.id(), example.environment, other, 1, example.stacks);
        dataset.inspections().record(run.id(), later, example.specification, 0, example.stacks);

        List<RunInspection> asked = dataset.inspections().ofRun(run.id());
        assertEquals(
                3, asked.stream().map(RunInspection::inspectionId).distinct().count());
        assertEquals(
                List.of(example.environment.id(), later.id(), example.environment.id()),
                asked.stream().map(RunInspection::environmentId).toList());
        Stack stack = example.stacks.get(0);
        assertNotEquals(
                stack.inspectionDigest(example.environment, other),
                stack.inspectionDigest(example.environment, example.specification));
    }

    @Test
    void aPlanCanBeTakenBackButNotWhatEnded(Dataset dataset) {
        Stacks example = new Stacks(dataset, 3);
        Run run = example.asking("one");
        try (Worker worker = dataset.inspections().worker("local")) {
            worker.end(ended(worker.claim(run.id(), 1, NOON).get(0), Outcome.PASSED));
        }

        dataset.inspections().discardPlanned(run.id(), example.environment.id());
        dataset.inspections()
                .record(run.id(), example.environment, example.specification, 0, example.stacks.subList(1, 2));

        assertEquals(new Progress(1, 0, 1, 0), dataset.inspections().progress(run.id()));
    }

    @Test
    void everythingAReportNeedsIsReadBackAsTheWorkerFoundIt(Dataset dataset) {
        Stacks example = new Stacks(dataset, 2);
        Run run = example.asking("one");
        Failure failure = new Failure("import", "ImportError", "cannot\0 import", "app/__init__.py:<module>", "sig");
        Evidence evidence = new Evidence("building\n", "Traceback\0 ...");
        List<Item> items = List.of(
                new Item(0, Outcome.FAILED, 1, 0.25, 0.2, 0.05, 1_000_000L, "{\"stdout\": \"a\\u0000b\"}"),
                new Item(1, Outcome.TIMED_OUT, null, null, null, null, null, null));
        long id;
        try (Worker worker = dataset.inspections().worker("local")) {
            id = worker.claim(run.id(), 1, NOON).get(0).inspectionId();
            assertTrue(worker.end(
                    new InspectionResult(id, Outcome.FAILED, NOON.plusSeconds(3), 2.5, failure, evidence, items)));
        }

        RunInspection read = dataset.inspections().ofRun(run.id()).get(0);
        assertEquals(
                new RunInspection(
                        id,
                        example.environment.id(),
                        0,
                        Role.CHOSEN,
                        false,
                        example.stacks.get(0),
                        Outcome.FAILED,
                        1,
                        "local",
                        NOON,
                        NOON.plusSeconds(3),
                        2.5,
                        new Failure("import", "ImportError", "cannot\uFFFD import", "app/__init__.py:<module>", "sig")),
                read);
        List<Item> readItems = dataset.inspections().items(run.id()).get(id);
        assertEquals(new Item(0, Outcome.FAILED, 1, 0.25, 0.2, 0.05, 1_000_000L, null), readItems.get(0));
        assertEquals(items.get(1), readItems.get(1));
        assertEquals(
                "{\"stdout\": \"a\uFFFDb\"}",
                dataset.inspections().documents(id).get(0));
        assertEquals(
                Map.of(id, new Evidence("building\n", "Traceback\uFFFD ...")),
                dataset.inspections().evidence(List.of(id)));
        assertEquals(
                Map.of(example.environment.id(), Map.of(Outcome.FAILED, 1L, Outcome.NOT_REACHED, 1L)),
                dataset.inspections().outcomes(run.id()));
        assertEquals(new RunSummary(run, 2, 1), dataset.runs().list(1).get(0));
        assertFalse(dataset.inspections().progress(run.id()).isOver());
    }
}
