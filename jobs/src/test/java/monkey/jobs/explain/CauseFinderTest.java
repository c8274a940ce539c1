package monkey.jobs.explain;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.stream.IntStream;
import monkey.amun.Backend;
import monkey.amun.Capabilities;
import monkey.amun.InspectionResult;
import monkey.amun.InspectionSpecification;
import monkey.amun.Limits;
import monkey.amun.Outcome;
import monkey.amun.Submission;
import monkey.dataset.Dataset;
import monkey.dataset.finding.Finding;
import monkey.dataset.run.RecordedSpecification;
import monkey.dataset.run.Role;
import monkey.dataset.run.Run;
import monkey.dataset.run.Stack;
import monkey.dataset.run.Stacks;
import monkey.dataset.testing.PostgresExtension;
import monkey.jobs.inspect.Bench;
import monkey.jobs.inspect.InspectionTranslation;
import monkey.jobs.inspect.Machine;
import monkey.jobs.inspect.ScriptToRun;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** Real rows and a real resolver; only how a stack ends is made up: app fails from its tenth version on. */
@ExtendWith(PostgresExtension.class)
class CauseFinderTest {
    private static final int VERSIONS = 20;
    private static final ScriptToRun SCRIPT =
            new ScriptToRun("import app", List.of(), Map.of(), Map.of(), 1, Limits.DEFAULT);

    private final List<String> executed = new ArrayList<>();
    private int mostExecutions = Integer.MAX_VALUE;
    private boolean goesOnForEver;
    private int left;
    private RecordedSpecification probed;

    @Test
    void theVersionsToBlameAreFoundAndRecordedWithTheirEvidence(Dataset dataset) {
        Stacks example = new Stacks(dataset, VERSIONS);
        Run run = tried(dataset, example, 3, 15);

        find(dataset, example, run, 100);

        Finding finding = dataset.findings().ofRun(run.id()).get(0);
        assertEquals(Finding.Status.PROVEN, finding.status());
        assertEquals(Map.of("app", List.of(">=1.10")), finding.conditions());
        assertEquals("10", finding.stacksAffected().toString());
        assertEquals(List.of("app<1.10"), finding.suggestion());
        assertEquals(0, finding.stacksLost().signum());
        assertTrue(dataset.findings().searches(run.id()).get(0).complete());
        assertTrue(dataset.inspections().ofRun(run.id()).stream().anyMatch(one -> one.role() == Role.PROBE));
        assertEquals(
                2,
                dataset.inspections().outcomes(run.id()).get(example.environment.id()).values().stream()
                        .mapToLong(count -> count)
                        .sum(),
                "probes are not counted among those chosen");
    }

    @Test
    void aSearchThatIsCutOffAnywhereGoesOnWithoutRunningAnythingAgain(Dataset dataset) {
        Stacks example = new Stacks(dataset, VERSIONS);
        Run run = tried(dataset, example, 3, 15);
        for (int cut = 1; dataset.findings().searches(run.id()).isEmpty(); cut += 5) {
            mostExecutions = cut;
            find(dataset, example, run, 100);
            assertTrue(cut < 100, "no end");
        }
        assertEquals(
                Map.of("app", List.of(">=1.10")),
                dataset.findings().ofRun(run.id()).get(0).conditions());
        for (String stack : executed) {
            assertTrue(Collections.frequency(executed, stack) <= 2, executed.toString());
        }
    }

    @Test
    void whereProbesGoOnWithoutUsAWishForAnEndLeavesThemToIt(Dataset dataset) {
        Stacks example = new Stacks(dataset, VERSIONS);
        Run run = tried(dataset, example, 3, 15);
        goesOnForEver = true;
        mostExecutions = 1;

        find(dataset, example, run, 100);

        assertEquals(1, left);
        assertEquals(List.of(), dataset.findings().searches(run.id()), "a later search goes on");
    }

    @Test
    void probesThatRunOutLeaveASuspicion(Dataset dataset) {
        Stacks example = new Stacks(dataset, VERSIONS);
        Run run = tried(dataset, example, 3, 15);
        find(dataset, example, run, 2);
        Finding finding = dataset.findings().ofRun(run.id()).get(0);
        assertEquals(Finding.Status.SUSPECTED, finding.status());
        assertTrue(finding.missing() > 0);
        assertFalse(dataset.findings().searches(run.id()).get(0).complete());
        assertEquals(2, executed.size());
    }

    @Test
    void probesOfARunThatMeasuresAreNotTakenForMeasuredByALaterOne(Dataset dataset) {
        Stacks example = new Stacks(dataset, VERSIONS);
        Run run = tried(dataset, example, 3, 15);
        probed = dataset.inspections().specification("f".repeat(64), "{\"measure\": false}");

        find(dataset, example, run, 100);

        assertEquals(
                Finding.Status.PROVEN, dataset.findings().ofRun(run.id()).get(0).status());
        Run later = example.run("later");
        dataset.inspections().record(later.id(), example.environment, example.specification, 0, example.stacks);
        assertEquals(2, dataset.inspections().progress(later.id()).reused(), "the two that were measured");
    }

    @Test
    void whatAnotherRunTriedAndAFindingReliesOnIsThisRunsEvidenceToo(Dataset dataset) {
        Stacks example = new Stacks(dataset, VERSIONS);
        Run first = tried(dataset, example, 3, 15);
        find(dataset, example, first, 100);
        Run second = example.run("second");
        record(dataset, example, second, 4, 16);

        find(dataset, example, second, 100);

        Finding finding = dataset.findings().ofRun(second.id()).get(0);
        assertEquals(Finding.Status.PROVEN, finding.status());
        List<Long> own = dataset.inspections().ofRun(second.id()).stream()
                .map(inspection -> inspection.inspectionId())
                .toList();
        for (Finding.Proof proof : finding.evidence()) {
            assertTrue(own.contains(proof.failing()));
            assertTrue(proof.passing() == null || own.contains(proof.passing()));
        }
    }

    private Run tried(Dataset dataset, Stacks example, int... which) {
        Run run = example.run("run");
        record(dataset, example, run, which);
        return run;
    }

    private void record(Dataset dataset, Stacks example, Run run, int... which) {
        List<Stack> stacks = IntStream.of(which)
                .mapToObj(minor -> example.stacks.stream()
                        .filter(stack -> stack.pins().contains("app==1." + minor))
                        .findFirst()
                        .orElseThrow())
                .toList();
        dataset.inspections().record(run.id(), example.environment, example.specification, 0, stacks);
        dataset.graphs().record(run.id(), example.environment.id(), ExampleSpace.graph(example));
        try (var worker = dataset.inspections().worker("local")) {
            worker.claim(run.id(), 10, monkey.dataset.knowledge.Pages.NOON)
                    .forEach(task -> worker.end(Stacks.ended(
                            task,
                            fails(task.stack().pins().get(0))
                                    ? monkey.dataset.run.Outcome.FAILED
                                    : monkey.dataset.run.Outcome.PASSED)));
        }
    }

    private void find(Dataset dataset, Stacks example, Run run, int budget) {
        CauseFinder finder = CauseFinder.of(
                dataset,
                run.id(),
                example.environment,
                example.specification,
                probed == null ? example.specification : probed,
                task -> InspectionTranslation.specification(task, "3.11.7", SCRIPT));
        assertTrue(finder.isNeeded());
        Bench bench = new Bench("local", new Made(), 1, new Machine(Map.of(), Map.of(), new Capabilities(List.of())));
        ExampleSpace.searched(example, (resolver, graph) -> finder.find(resolver, graph, bench, budget, new Wished()));
    }

    /** After so many executions, an end is wished for. */
    private final class Wished implements SearchEnd {
        @Override
        public boolean isWished() {
            return executed.size() >= mostExecutions;
        }

        @Override
        public boolean isDue() {
            return false;
        }

        @Override
        public boolean isForEverything() {
            return false;
        }

        @Override
        public void left(int probes) {
            left += probes;
        }

        @Override
        public void whenWished(Runnable wake) {}
    }

    private static boolean fails(String pin) {
        return Integer.parseInt(pin.replace("app==1.", "")) >= 10;
    }

    private final class Made implements Backend {
        @Override
        public Submission submit(InspectionSpecification specification) {
            String app = specification.stack().stream()
                    .filter(pin -> pin.startsWith("app"))
                    .findFirst()
                    .orElseThrow();
            executed.add(app);
            Outcome outcome = fails(app) ? Outcome.FAILED : Outcome.PASSED;
            CompletableFuture<InspectionResult> result = CompletableFuture.completedFuture(new InspectionResult(
                    specification.identifier(), outcome, "made up", Optional.empty(), Duration.ZERO, "", List.of()));
            return new Submission() {
                @Override
                public CompletableFuture<InspectionResult> result() {
                    return goesOnForEver ? new CompletableFuture<>() : result;
                }

                @Override
                public void cancel() {}

                @Override
                public boolean leave() {
                    return goesOnForEver;
                }
            };
        }

        @Override
        public boolean goesOnWithoutUs() {
            return goesOnForEver;
        }

        @Override
        public Capabilities capabilities() {
            return new Capabilities(List.of());
        }

        @Override
        public void close() {}
    }
}
