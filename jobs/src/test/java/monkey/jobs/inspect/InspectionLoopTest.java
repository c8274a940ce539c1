package monkey.jobs.inspect;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicBoolean;
import monkey.amun.Limits;
import monkey.amun.Outcome;
import monkey.dataset.Dataset;
import monkey.dataset.run.InspectionTask;
import monkey.dataset.run.Progress;
import monkey.dataset.run.Run;
import monkey.dataset.run.Stacks;
import monkey.dataset.testing.PostgresExtension;
import monkey.jobs.inspect.InspectionLoop.Ending;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

@ExtendWith(PostgresExtension.class)
class InspectionLoopTest {
    private static final InspectionBudget PLENTY = new InspectionBudget(Optional.empty(), 1_000);
    private static final ScriptToRun SCRIPT =
            new ScriptToRun("import app", List.of(), Map.of(), Map.of(), 1, Limits.DEFAULT);
    private static final InspectionWatcher NOBODY = new InspectionWatcher() {
        @Override
        public void ended(InspectionTask task, monkey.amun.InspectionResult result) {}

        @Override
        public void retried(InspectionTask task, String reason) {}
    };

    @Test
    void everyInspectionEndsAndTheWindowIsNeverExceeded(Dataset dataset) {
        Run run = new Stacks(dataset, 20).asking("run");
        ScriptedBackend backend =
                new ScriptedBackend((stack, attempt) -> stack.equals("app==1.3") ? Outcome.FAILED : Outcome.PASSED);

        assertEquals(Ending.ALL_ENDED, loop(dataset, backend, 3, run, PLENTY));

        assertEquals(new Progress(0, 0, 20, 0), dataset.inspections().progress(run.id()));
        assertEquals(
                Map.of(monkey.dataset.run.Outcome.PASSED, 19L, monkey.dataset.run.Outcome.FAILED, 1L),
                outcomes(dataset, run));
        assertEquals(20, backend.submitted.size());
        assertTrue(backend.mostInFlight <= 3, "in flight: " + backend.mostInFlight);
    }

    @Test
    void whatIsNotTheStacksFaultIsTriedAgainButNotForEver(Dataset dataset) {
        Run run = new Stacks(dataset, 2).asking("run");
        ScriptedBackend backend = new ScriptedBackend(
                (stack, attempt) -> stack.equals("app==1.0") && attempt == 2 ? Outcome.PASSED : Outcome.INFRASTRUCTURE);

        assertEquals(Ending.ALL_ENDED, loop(dataset, backend, 1, run, PLENTY));

        assertEquals(
                Map.of(monkey.dataset.run.Outcome.PASSED, 1L, monkey.dataset.run.Outcome.INFRASTRUCTURE, 1L),
                outcomes(dataset, run));
        assertEquals(List.of("app==1.0", "app==1.0", "app==1.1", "app==1.1", "app==1.1"), backend.submitted);
    }

    @Test
    void aBudgetLeavesTheRestNotReachedAndCountsOnlyWhatBegan(Dataset dataset) {
        Run run = new Stacks(dataset, 5).asking("run");
        ScriptedBackend backend = new ScriptedBackend((stack, attempt) -> Outcome.PASSED);

        assertEquals(Ending.BUDGET_SPENT, loop(dataset, backend, 2, run, new InspectionBudget(Optional.empty(), 3)));

        assertEquals(
                Map.of(monkey.dataset.run.Outcome.PASSED, 3L, monkey.dataset.run.Outcome.NOT_REACHED, 2L),
                outcomes(dataset, run));
        assertEquals(3, backend.submitted.size());
    }

    @Test
    void noTimeMeansNothingBegins(Dataset dataset) {
        Run run = new Stacks(dataset, 2).asking("run");
        ScriptedBackend backend = new ScriptedBackend((stack, attempt) -> Outcome.PASSED);

        assertEquals(
                Ending.BUDGET_SPENT,
                loop(dataset, backend, 2, run, new InspectionBudget(Optional.of(Duration.ZERO), 9)));

        assertEquals(List.of(), backend.submitted);
    }

    @Test
    void anInterruptionCancelsWhatIsInFlightAndTheNextLoopDoesIt(Dataset dataset) {
        Run run = new Stacks(dataset, 3).asking("run");
        AtomicBoolean interrupted = new AtomicBoolean();
        ScriptedBackend hanging = new ScriptedBackend((stack, attempt) -> {
            interrupted.set(stack.equals("app==1.1"));
            return null;
        });
        InspectionLoop loop =
                new InspectionLoop(dataset.inspections(), new Bench("test", hanging, 2, null), Clock.systemUTC());
        loop.wake();

        assertEquals(
                Ending.INTERRUPTED,
                loop.run(run.id(), InspectionLoopTest::specification, PLENTY, interrupted::get, NOBODY));

        assertEquals(
                List.of("app==1.0", "app==1.1"),
                hanging.cancelled.stream().sorted().toList());
        assertEquals(
                Map.of(monkey.dataset.run.Outcome.CANCELLED, 2L, monkey.dataset.run.Outcome.NOT_REACHED, 1L),
                outcomes(dataset, run));

        ScriptedBackend backend = new ScriptedBackend((stack, attempt) -> Outcome.PASSED);
        assertEquals(Ending.ALL_ENDED, loop(dataset, backend, 2, run, PLENTY));
        assertEquals(Map.of(monkey.dataset.run.Outcome.PASSED, 3L), outcomes(dataset, run));
    }

    private static Ending loop(Dataset dataset, ScriptedBackend backend, int window, Run run, InspectionBudget budget) {
        return new InspectionLoop(dataset.inspections(), new Bench("test", backend, window, null), Clock.systemUTC())
                .run(run.id(), InspectionLoopTest::specification, budget, () -> false, NOBODY);
    }

    private static monkey.amun.InspectionSpecification specification(InspectionTask task) {
        return InspectionTranslation.specification(task, "3.11.7", SCRIPT);
    }

    private static Map<monkey.dataset.run.Outcome, Long> outcomes(Dataset dataset, Run run) {
        return dataset.inspections().outcomes(run.id()).values().iterator().next();
    }
}
