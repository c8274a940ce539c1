package monkey.jobs.measure;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicBoolean;
import monkey.amun.Backend;
import monkey.amun.Capabilities;
import monkey.amun.InspectionResult;
import monkey.amun.InspectionSpecification;
import monkey.amun.ItemResult;
import monkey.amun.Limits;
import monkey.amun.Outcome;
import monkey.amun.Submission;
import monkey.amun.Visit;
import monkey.dataset.Dataset;
import monkey.dataset.measure.MeasuredInspection;
import monkey.dataset.measure.MeasuredItem;
import monkey.dataset.run.Role;
import monkey.dataset.run.Run;
import monkey.dataset.run.RunInspection;
import monkey.dataset.run.Stacks;
import monkey.dataset.testing.PostgresExtension;
import monkey.jobs.inspect.Bench;
import monkey.jobs.inspect.InspectionBudget;
import monkey.jobs.inspect.InspectionLoop.Ending;
import monkey.jobs.inspect.ScriptToRun;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

@ExtendWith(PostgresExtension.class)
class MeasuringLoopTest {
    private static final int STACKS = 3;
    private static final int ITEMS = 20;
    private static final InspectionBudget PLENTY = new InspectionBudget(Optional.empty(), 1_000);

    @Test
    void inEachRoundEveryStackIsVisitedOnceInAnOrderOfItsOwn(Dataset dataset) {
        Made made = new Made(dataset);
        FakeBackend backend = new FakeBackend();
        assertEquals(Ending.ALL_ENDED, made.run(backend, PLENTY, new AtomicBoolean()));

        assertEquals(STACKS + 10 * (STACKS + 1), backend.visits.size());
        Set<List<String>> orders = new HashSet<>();
        for (int round = -1; round < 10; round++) {
            int of = round;
            List<String> visited = backend.visits.stream()
                    .filter(visit -> visit.round() == of)
                    .map(FakeBackend.Made::name)
                    .toList();
            assertEquals(round < 0 ? STACKS : STACKS + 1, visited.size(), "round " + round);
            assertEquals(visited.size(), new HashSet<>(visited).size(), "once each in round " + round);
            orders.add(visited);
        }
        assertTrue(orders.size() > 5, "the order changes: " + orders);
        assertEquals(
                backend.visits.stream().map(FakeBackend.Made::round).sorted().toList(),
                backend.visits.stream().map(FakeBackend.Made::round).toList(),
                "rounds follow each other");
    }

    @Test
    void theFirstStackThatRehearsesWellServesAsTheControlToo(Dataset dataset) {
        Made made = new Made(dataset);
        FakeBackend backend = new FakeBackend();
        backend.failing = "app==1.0";
        made.run(backend, PLENTY, new AtomicBoolean());

        List<RunInspection> asked = dataset.inspections().ofRun(made.run.id());
        RunInspection control = asked.stream()
                .filter(one -> one.role() == Role.CONTROL)
                .findFirst()
                .orElseThrow();
        assertEquals("1.1", control.stack().members().get(0).version());
        Map<Long, MeasuredInspection> measured = dataset.measurements().ofRun(made.run.id());
        assertEquals(ITEMS, measured.get(control.inspectionId()).items().size());
        assertEquals(
                10,
                measured.get(control.inspectionId()).items().stream()
                        .map(MeasuredItem::round)
                        .distinct()
                        .count());
        for (RunInspection one : asked) {
            boolean failed = one.role() == Role.CHOSEN
                    && one.stack().members().get(0).version().equals("1.0");
            assertEquals(failed ? monkey.dataset.run.Outcome.FAILED : monkey.dataset.run.Outcome.PASSED, one.outcome());
            assertEquals(
                    ITEMS,
                    dataset.inspections()
                            .items(made.run.id())
                            .get(one.inspectionId())
                            .size());
            assertEquals(!failed, measured.containsKey(one.inspectionId()), "only what went well is measured");
        }
    }

    @Test
    void killedInTheMiddleItGoesOnWithTheVisitsThatAreMissing(Dataset dataset) {
        Made made = new Made(dataset);
        FakeBackend dying = new FakeBackend();
        dying.diesAfter = 20;
        assertThrows(IllegalStateException.class, () -> made.run(dying, PLENTY, new AtomicBoolean()));

        FakeBackend backend = new FakeBackend();
        assertEquals(Ending.ALL_ENDED, made.run(backend, PLENTY, new AtomicBoolean()));
        List<FakeBackend.Made> all = new ArrayList<>(dying.visits);
        all.addAll(backend.visits);
        List<String> measured = all.stream()
                .filter(visit -> visit.round() >= 0)
                .map(visit -> visit.round() + " " + visit.name())
                .toList();
        assertEquals(10 * (STACKS + 1), measured.size(), "nothing is measured twice");
        assertEquals(measured.size(), new HashSet<>(measured).size());
        assertEquals(
                STACKS + 1,
                dataset.measurements().ofRun(made.run.id()).size(),
                "every stack and the control has ended");
    }

    @Test
    void anInterruptionEndsItAtOnceAndLeavesAllToBeDone(Dataset dataset) {
        Made made = new Made(dataset);
        AtomicBoolean interrupted = new AtomicBoolean();
        FakeBackend hanging = new FakeBackend();
        hanging.hangsAt = 10;
        hanging.onHang = () -> interrupted.set(true);
        assertEquals(Ending.INTERRUPTED, made.run(hanging, PLENTY, interrupted));
        assertEquals(0, dataset.inspections().progress(made.run.id()).ended());
        assertEquals(Ending.ALL_ENDED, made.run(new FakeBackend(), PLENTY, new AtomicBoolean()));
    }

    @Test
    void aBudgetOfTimeEndsItBetweenVisits(Dataset dataset) {
        Made made = new Made(dataset);
        FakeBackend backend = new FakeBackend();
        assertEquals(
                Ending.BUDGET_SPENT,
                made.run(
                        backend,
                        new InspectionBudget(Optional.of(Duration.ZERO.minusSeconds(1)), 9),
                        new AtomicBoolean()));
        assertEquals(List.of(), backend.visits);
    }

    @Test
    void whatCannotBeBuiltEndsInTheRehearsal(Dataset dataset) {
        Made made = new Made(dataset);
        FakeBackend backend = new FakeBackend();
        backend.unbuildable = "app==1.2";
        made.run(backend, PLENTY, new AtomicBoolean());
        assertEquals(
                1,
                backend.visits.stream()
                        .filter(visit -> visit.name().equals("app==1.2"))
                        .count());
        assertEquals(
                1,
                dataset.inspections().ofRun(made.run.id()).stream()
                        .filter(one -> one.outcome() == monkey.dataset.run.Outcome.BUILD_FAILED)
                        .count());
        assertNotEquals(0, dataset.measurements().ofRun(made.run.id()).size());
    }

    /** A run of three stacks that measures. */
    private static final class Made {
        private static final ScriptToRun SCRIPT =
                new ScriptToRun("import app", List.of(), Map.of(), Map.of(), ITEMS, Limits.DEFAULT, true);

        private final Dataset dataset;
        private final Run run;
        private final MadeUpPlan plan;

        Made(Dataset dataset) {
            this.dataset = dataset;
            Stacks stacks = new Stacks(dataset, STACKS);
            run = stacks.asking("run");
            plan = new MadeUpPlan(dataset, run, stacks.environment, SCRIPT);
        }

        Ending run(Backend backend, InspectionBudget budget, AtomicBoolean interrupted) {
            return new MeasuringLoop(dataset, new Bench("test", backend, 9, null), plan, Clock.systemUTC())
                    .run(budget, interrupted::get, MadeUpPlan.UNWATCHED);
        }
    }

    /** Ends each visit at once, as it is told. */
    private static final class FakeBackend implements Backend {
        record Made(String name, int round) {}

        final List<Made> visits = new ArrayList<>();
        String failing = "";
        String unbuildable = "";
        int diesAfter = Integer.MAX_VALUE;
        int hangsAt = Integer.MAX_VALUE;
        Runnable onHang = () -> {};

        @Override
        public Submission submit(InspectionSpecification specification) {
            if (visits.size() >= diesAfter) {
                throw new IllegalStateException("killed");
            }
            Visit visit = specification.visit().orElseThrow();
            String stack = specification.stack().get(0);
            CompletableFuture<InspectionResult> result = new CompletableFuture<>();
            boolean hangs = visits.size() == hangsAt;
            if (hangs) {
                onHang.run();
            } else {
                visits.add(new Made(stack + (visit.control() ? " again" : ""), visit.round()));
                result.complete(result(specification, stack));
            }
            return new Submission() {
                @Override
                public CompletableFuture<InspectionResult> result() {
                    return result.copy();
                }

                @Override
                public void cancel() {
                    result.complete(ended(specification, Outcome.CANCELLED, List.of()));
                }
            };
        }

        private InspectionResult result(InspectionSpecification specification, String stack) {
            if (stack.equals(unbuildable)) {
                return ended(specification, Outcome.BUILD_FAILED, List.of());
            }
            Outcome outcome = stack.equals(failing) ? Outcome.FAILED : Outcome.PASSED;
            List<ItemResult> items = new ArrayList<>();
            for (int item = 0; item < specification.batchSize(); item++) {
                items.add(new ItemResult(
                        item,
                        outcome,
                        OptionalInt.of(0),
                        Instant.EPOCH,
                        Duration.ofMillis(5),
                        Optional.empty(),
                        Optional.empty(),
                        "{\"usage\": {}, \"measurement\": {\"wall_seconds\": 0.5}}"));
            }
            return ended(specification, outcome, items);
        }

        private static InspectionResult ended(
                InspectionSpecification specification, Outcome outcome, List<ItemResult> items) {
            return new InspectionResult(
                    specification.identifier(), outcome, "", Optional.empty(), Duration.ZERO, "", items);
        }

        @Override
        public Capabilities capabilities() {
            return new Capabilities(List.of());
        }

        @Override
        public void close() {}
    }
}
