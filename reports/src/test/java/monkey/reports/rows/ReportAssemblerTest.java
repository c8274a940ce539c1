package monkey.reports.rows;

import static monkey.dataset.knowledge.Pages.INDEX;
import static monkey.dataset.knowledge.Pages.NOON;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;

import java.math.BigInteger;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.OptionalLong;
import monkey.dataset.Dataset;
import monkey.dataset.learning.Cause;
import monkey.dataset.learning.SecurityAnalysis;
import monkey.dataset.learning.SecurityStore;
import monkey.dataset.learning.SecurityTask;
import monkey.dataset.learning.SecurityWorker;
import monkey.dataset.run.AtStart;
import monkey.dataset.run.Evidence;
import monkey.dataset.run.Failure;
import monkey.dataset.run.InspectionResult;
import monkey.dataset.run.InspectionTask;
import monkey.dataset.run.Item;
import monkey.dataset.run.LeftOut;
import monkey.dataset.run.LeftOutReason;
import monkey.dataset.run.Outcome;
import monkey.dataset.run.Run;
import monkey.dataset.run.RunEnvironment;
import monkey.dataset.run.RunState;
import monkey.dataset.run.Stack;
import monkey.dataset.run.Stacks;
import monkey.dataset.run.Worker;
import monkey.dataset.testing.PostgresExtension;
import monkey.reports.Inspection;
import monkey.reports.Machine;
import monkey.reports.Pin;
import monkey.reports.Report;
import monkey.reports.SecurityIndicators;
import monkey.reports.Space;
import monkey.reports.analysis.Analysis;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** A run in a real database, read back as a report. */
@ExtendWith(PostgresExtension.class)
class ReportAssemblerTest {
    private static final String EXPERIMENT = """
            {"name": "app-1", "requirements": ["app>=1", "library"], "script": "import app",
             "environments": [{"name": "py3.11", "python": "3.11"}], "before": "2026-06-01T00:00:00Z",
             "strategy": {"seed": 7, "name": "cover", "limit": 4, "strength": 2},
             "inspection": {"timeout": "90s", "memory": "1Gi", "batch-size": 1, "environment": {"OMP_NUM_THREADS": "1"},
                            "files": [{"path": "data.txt", "sha256": "abc"}]}%s}
            """;

    @Test
    void aRunIsReadBackWhole(Dataset dataset) {
        Stacks example = new Stacks(dataset, 4);
        Report report = report(dataset, run(dataset, example, ""));

        assertEquals("app-1", report.run().name());
        assertEquals(Optional.of(NOON.plusSeconds(60)), report.run().endedAt());
        assertEquals(List.of("app>=1", "library"), report.experiment().requirements());
        assertEquals(
                "{strength=2, limit=4, seed=7}",
                report.experiment().strategySettings().toString());
        assertEquals(Optional.of("2026-06-01T00:00:00Z"), report.experiment().before());
        assertEquals("import app", report.experiment().specification().script());
        assertEquals(
                Optional.of(Duration.ofSeconds(90)),
                report.experiment().specification().timeout());
        assertEquals(
                "data.txt", report.experiment().specification().files().get(0).path());
        assertEquals(
                new Machine(
                        Map.of("Memory", "23 GiB"),
                        Map.of("uv", "0.9"),
                        List.of(new Machine.Lack("memory limit", "none"))),
                report.machine());

        assertEquals("py3.11", report.environments().get(0).name());
        assertEquals("3.11.7", report.environments().get(0).pythonVersion());
        assertEquals(
                new Space(
                        Optional.of(new BigInteger("123456789012345678901234567890")),
                        Optional.of(BigInteger.valueOf(37)),
                        Space.Ending.LIMIT,
                        OptionalInt.of(2),
                        OptionalInt.of(5),
                        Optional.of(new Space.Coverage(2, BigInteger.TEN, BigInteger.TWO))),
                report.environments().get(0).space());
        assertEquals(
                List.of(new monkey.reports.LeftOut("library", "0.1", "yanked", "broken")),
                report.environments().get(0).leftOut());
    }

    @Test
    void whatWasSeenInTheCodeOfChosenVersionsIsThere(Dataset dataset) {
        Stacks example = new Stacks(dataset, 4);
        long run = run(dataset, example, "");
        assertEquals(List.of(), report(dataset, run).security());
        dataset.inTransaction(transaction -> {
            for (String version : List.of("1.3", "1.0")) {
                SecurityStore.plan(transaction, "app", version, INDEX, Cause.NONE, NOON);
            }
            return null;
        });
        try (SecurityWorker worker = dataset.security().worker()) {
            for (Optional<SecurityTask> task = worker.claim(NOON); task.isPresent(); task = worker.claim(NOON)) {
                worker.end(
                        task.get(),
                        task.get().version().equals("1.0")
                                ? SecurityAnalysis.failed("too large", "app-1.0.tar.gz")
                                : new SecurityAnalysis(
                                        null,
                                        "app-1.3.tar.gz",
                                        "bandit 1",
                                        List.of(
                                                new SecurityAnalysis.Indicator("bandit", "high/low", 2),
                                                new SecurityAnalysis.Indicator("pygount", "Python", 12))),
                        List.of(),
                        NOON);
            }
        }

        assertEquals(
                List.of(
                        new SecurityIndicators(
                                new Pin("app", "1.0"),
                                Optional.of("too large"),
                                Optional.of("app-1.0.tar.gz"),
                                Optional.empty(),
                                Optional.empty(),
                                Map.of(),
                                Map.of()),
                        new SecurityIndicators(
                                new Pin("app", "1.3"),
                                Optional.empty(),
                                Optional.of("app-1.3.tar.gz"),
                                Optional.empty(),
                                Optional.of("bandit 1"),
                                Map.of("high/low", 2L),
                                Map.of("Python", 12L))),
                report(dataset, run).security());
    }

    @Test
    void whatNothingHadToBeLearntForWasPossibleFromTheStart(Dataset dataset) {
        Stacks example = new Stacks(dataset, 4);
        Run run = dataset.runs().findOrCreate("app-1", "digest", 0, "{}", NOON);
        dataset.runs().recordStart(run.id(), example.environment, 0, AtStart.KNOWN);
        dataset.runs()
                .record(
                        run.id(),
                        new RunEnvironment(
                                example.environment, 0, BigInteger.valueOf(1204), "complete", 2, 5, null, null));

        Space space = report(dataset, run.id()).environments().get(0).space();
        assertEquals(Optional.of(BigInteger.valueOf(1204)), space.atStart());
        assertEquals(Optional.empty(), space.growth());
    }

    @Test
    void everyInspectionThatWasAskedForIsThereInOrderOfChoice(Dataset dataset) {
        Stacks example = new Stacks(dataset, 4);
        Report report = report(dataset, run(dataset, example, ""));

        assertEquals(
                example.stacks.stream().map(Stack::pins).toList(),
                report.inspections().stream()
                        .map(inspection ->
                                inspection.stack().stream().map(Pin::toString).toList())
                        .toList());
        assertEquals(
                List.of("passed", "failed", "failed", "not_reached"),
                report.inspections().stream().map(i -> i.outcome().key()).toList());
        assertEquals(
                OptionalLong.of(4096),
                report.inspections().get(0).items().get(0).peakMemoryBytes());
        assertEquals(4, Analysis.of(report).outcomes().total());
    }

    @Test
    void theTraceIsReadOfTheInspectionThatIsShown(Dataset dataset) {
        Stacks example = new Stacks(dataset, 4);
        Report report = report(dataset, run(dataset, example, ""));

        assertEquals(
                "trace of " + example.stacks.get(1).pins().get(0),
                Analysis.of(report).groups().get(0).failure().trace());
        assertEquals("", report.inspections().get(2).failure().orElseThrow().trace());
    }

    @Test
    void theIndexIsNamedOnlyWhereTheExperimentNamesItAndWithoutCredentials(Dataset dataset) {
        Stacks example = new Stacks(dataset, 4);
        Inspection silent =
                report(dataset, run(dataset, example, "")).inspections().get(0);
        Report spoken = report(dataset, run(dataset, example, ", \"index-url\": \"https://user:secret@host/simple\""));

        assertEquals(Optional.empty(), silent.stack().get(0).index());
        assertEquals(
                Optional.of(example.stacks.get(0).members().get(0).indexUrl()),
                spoken.inspections().get(0).stack().get(0).index());
        assertFalse(
                spoken.experiment().document().contains("secret"),
                spoken.experiment().document());
    }

    @Test
    void whatAnEarlierRunEndedIsReused(Dataset dataset) {
        Stacks example = new Stacks(dataset, 4);
        run(dataset, example, "");
        Run another = example.asking("another");
        dataset.runs().record(another.id(), RunEnvironment.unexplored(example.environment, 0));
        Report again = report(dataset, another.id());

        assertEquals(
                List.of(true, true, true, false),
                again.inspections().stream().map(Inspection::reused).toList());
    }

    @Test
    void aRunThatHasJustBegunHasAReportToo(Dataset dataset) {
        Run run = dataset.runs().findOrCreate("young", "d", 0, "{}", NOON);
        Report report = report(dataset, run.id());

        assertEquals(List.of(), report.environments());
        assertEquals(Machine.UNKNOWN, report.machine());
        assertEquals(Optional.empty(), new ReportAssembler(dataset).assemble(run.id() + 1));
    }

    private static Report report(Dataset dataset, long runId) {
        return new ReportAssembler(dataset).assemble(runId).orElseThrow();
    }

    /** Four stacks chosen: one passes, two fail alike, one is not reached. */
    private static long run(Dataset dataset, Stacks example, String more) {
        Run run = dataset.runs().findOrCreate("app-1", "digest" + more, 0, EXPERIMENT.formatted(more), NOON);
        dataset.runs().recordStart(run.id(), example.environment, 0, new AtStart(false, BigInteger.valueOf(37)));
        dataset.runs()
                .record(
                        run.id(),
                        new RunEnvironment(
                                example.environment,
                                0,
                                new BigInteger("123456789012345678901234567890"),
                                "limit",
                                2,
                                5,
                                BigInteger.TEN,
                                BigInteger.TWO));
        dataset.runs()
                .recordLeftOut(
                        run.id(),
                        example.environment.id(),
                        List.of(new LeftOut("library", "0.1", LeftOutReason.YANKED, "broken")));
        dataset.runs().recordMachine(run.id(), """
                {"facts": {"Memory": "23 GiB"}, "tools": {"uv": "0.9"},
                 "lacks": [{"capability": "memory limit", "consequence": "none"}]}""");
        dataset.inspections().record(run.id(), example.environment, example.specification, 0, example.stacks);
        try (Worker worker = dataset.inspections().worker("local")) {
            for (InspectionTask task : worker.claim(run.id(), 3, NOON)) {
                String app = task.stack().pins().get(0);
                boolean passes = task.stack().equals(example.stacks.get(0));
                worker.end(new InspectionResult(
                        task.inspectionId(),
                        passes ? Outcome.PASSED : Outcome.FAILED,
                        NOON.plusSeconds(9),
                        1.5,
                        passes ? Failure.NONE : new Failure("run", "E", "message", "frame", "signature"),
                        passes ? Evidence.NONE : new Evidence(null, "trace of " + app),
                        List.of(new Item(
                                0,
                                passes ? Outcome.PASSED : Outcome.FAILED,
                                passes ? 0 : 1,
                                0.5,
                                0.4,
                                0.1,
                                4096L,
                                null))));
            }
        }
        dataset.runs().end(run.id(), RunState.COMPLETE, null, NOON.plusSeconds(60));
        return run.id();
    }
}
