package monkey.dataset.finding;

import static monkey.dataset.knowledge.Pages.NOON;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.math.BigInteger;
import java.util.List;
import java.util.TreeMap;
import monkey.dataset.Dataset;
import monkey.dataset.run.InspectionTask;
import monkey.dataset.run.Outcome;
import monkey.dataset.run.Role;
import monkey.dataset.run.Run;
import monkey.dataset.run.StackMember;
import monkey.dataset.run.Stacks;
import monkey.dataset.run.Worker;
import monkey.dataset.testing.PostgresExtension;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

@ExtendWith(PostgresExtension.class)
class FindingStoreTest {
    @Test
    void whatOtherRunsTriedIsKnownAndOwnProbesAreToldApart(Dataset dataset) {
        Stacks example = new Stacks(dataset, 4);
        Run earlier = example.asking("earlier");
        end(example, earlier, Outcome.PASSED, 2);
        Run run = example.run("this");
        dataset.inspections()
                .record(run.id(), example.environment, example.specification, 0, example.stacks.subList(0, 1));
        dataset.inspections()
                .record(
                        run.id(),
                        example.environment,
                        example.specification,
                        10,
                        example.stacks.subList(2, 3),
                        Role.PROBE);
        end(example, run, Outcome.FAILED, 1);

        List<KnownOutcome> known = known(dataset, example, run);

        assertEquals(
                List.of(Outcome.PASSED, Outcome.FAILED, Outcome.PASSED),
                known.stream().map(KnownOutcome::outcome).toList());
        assertEquals(
                List.of(false, true, false),
                known.stream().map(KnownOutcome::ownProbe).toList());
        assertEquals(
                List.of(),
                dataset.findings()
                        .known(
                                run.id(),
                                example.environment.id(),
                                List.of(example.specification.id()),
                                List.of(1L, 2L)));
    }

    @Test
    void repetitionsOfOtherRunsThatAgreeMakeAnOutcomeSurer(Dataset dataset) {
        Stacks example = new Stacks(dataset, 1);
        Run earlier = example.asking("earlier");
        long id = end(example, earlier, Outcome.FAILED, 1);
        dataset.findings().record(earlier.id(), new Repetition(id, 1, Outcome.FAILED, "s", NOON));
        dataset.findings().record(earlier.id(), new Repetition(id, 1, Outcome.PASSED, null, NOON));
        Run run = example.asking("this");
        assertEquals(2, known(dataset, example, run).get(0).executions());
        assertEquals(1, known(dataset, example, earlier).get(0).executions());
        assertEquals(1, dataset.findings().repetitions(earlier.id()).get(id).size());
        assertTrue(dataset.findings().repetitions(run.id()).isEmpty());
    }

    @Test
    void aSearchIsRecordedOnceWithAllItFound(Dataset dataset) {
        Stacks example = new Stacks(dataset, 2);
        Run run = example.asking("run");
        long failing = end(example, run, Outcome.FAILED, 1);
        long passing = end(example, run, Outcome.PASSED, 1);
        CauseSearchRow search = new CauseSearchRow(example.environment.id(), 7, false, 2);
        Finding finding = new Finding(
                example.environment.id(),
                0,
                Finding.Kind.FAILURE,
                Finding.Status.SUSPECTED,
                new TreeMap<>(java.util.Map.of("app", List.of("<1.1", ">=2"))),
                List.of("a \u0000 signature"),
                new BigInteger("9".repeat(40)),
                List.of("app!=1.0"),
                BigInteger.ZERO,
                7,
                3,
                List.of(
                        new Finding.Proof(failing, passing, "app", true),
                        new Finding.Proof(failing, null, null, false)));

        dataset.findings().record(run.id(), search, List.of(finding), List.of(passing));
        dataset.findings().record(run.id(), search, List.of(finding, finding), List.of());

        assertEquals(List.of(search), dataset.findings().searches(run.id()));
        Finding read = dataset.findings().ofRun(run.id()).get(0);
        assertEquals(1, dataset.findings().ofRun(run.id()).size());
        assertEquals(finding.conditions(), read.conditions());
        assertEquals(finding.stacksAffected(), read.stacksAffected());
        assertEquals(finding.evidence(), read.evidence());
        assertFalse(read.signatures().get(0).contains("\u0000"));
        assertEquals(
                1L,
                dataset.inspections()
                        .outcomes(run.id())
                        .get(example.environment.id())
                        .get(Outcome.FLAKY));
    }

    private static List<KnownOutcome> known(Dataset dataset, Stacks example, Run run) {
        return dataset.findings()
                .known(
                        run.id(),
                        example.environment.id(),
                        List.of(example.specification.id()),
                        example.stacks.stream()
                                .flatMap(stack -> stack.members().stream())
                                .map(StackMember::distributionId)
                                .distinct()
                                .toList());
    }

    /** Ends so many of what is planned, chosen or not; the last one's number. */
    private static long end(Stacks example, Run run, Outcome outcome, int count) {
        long last = 0;
        List<String> digests = example.stacks.stream()
                .map(stack -> stack.inspectionDigest(example.environment, example.specification))
                .toList();
        try (Worker worker = example.dataset.inspections().worker("local")) {
            for (InspectionTask task : worker.claim(run.id(), digests, count, NOON)) {
                worker.end(Stacks.ended(task, outcome));
                last = task.inspectionId();
            }
        }
        return last;
    }
}
