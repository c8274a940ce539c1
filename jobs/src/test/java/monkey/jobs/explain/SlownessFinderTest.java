package monkey.jobs.explain;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
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
import java.util.SplittableRandom;
import java.util.concurrent.CompletableFuture;
import java.util.stream.IntStream;
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
import monkey.dataset.finding.CauseSearchRow;
import monkey.dataset.finding.Finding;
import monkey.dataset.knowledge.Pages;
import monkey.dataset.run.RecordedSpecification;
import monkey.dataset.run.Role;
import monkey.dataset.run.Run;
import monkey.dataset.run.RunEnvironment;
import monkey.dataset.run.Stacks;
import monkey.dataset.testing.PostgresExtension;
import monkey.jobs.inspect.Bench;
import monkey.jobs.inspect.InspectionBudget;
import monkey.jobs.inspect.Machine;
import monkey.jobs.inspect.ScriptToRun;
import monkey.jobs.measure.MadeUpPlan;
import monkey.jobs.measure.MeasuringLoop;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** Real rows and a real resolver; only times are made up: app takes a third more from its twelfth version on. */
@ExtendWith(PostgresExtension.class)
class SlownessFinderTest {
    private static final int VERSIONS = 20;
    private static final int FIRST_SLOW = 12;
    private static final Map<String, List<String>> SLOW = Map.of("app", List.of(">=1.12"));
    private static final ScriptToRun SCRIPT =
            new ScriptToRun("import app", List.of(), Map.of(), Map.of(), 10, Limits.DEFAULT, true);

    private final List<String> visits = new ArrayList<>();
    private int diesAfter = Integer.MAX_VALUE;

    @Test
    void whereSlowVersionsBeginIsDecidedByFurtherSessions(Dataset dataset) {
        Stacks example = new Stacks(dataset, VERSIONS);
        Run run = measured(dataset, example, "run", 1, 5, 17);
        int before = visits.size();

        int spent = find(dataset, example, run, 100);

        Finding finding = finding(dataset, run);
        assertEquals(SLOW, finding.conditions());
        assertEquals(Finding.Status.PROVEN, finding.status());
        assertEquals(0, finding.missing());
        assertTrue(finding.probes() >= 3, "between 5 and 17 lie eleven: " + finding.probes());
        assertEquals("8", finding.stacksAffected().toString());
        assertEquals(List.of("app<1.12"), finding.suggestion());
        assertEquals(11 * spent, visits.size() - before, "each takes part in a rehearsal and ten rounds");
        assertTrue(dataset.inspections().ofRun(run.id()).stream().anyMatch(one -> one.role() == Role.ANCHOR));
        assertEquals(4, dataset.inspections().progress(run.id()).ended(), "the chosen ones and their control");
    }

    @Test
    void killedAnywhereItGoesOnWithTheVisitsThatAreMissing(Dataset dataset) {
        Stacks example = new Stacks(dataset, VERSIONS);
        Run run = measured(dataset, example, "killed", 1, 5, 17);
        for (int killed = 0; dataset.findings().ofRun(run.id()).isEmpty(); killed++) {
            assertTrue(killed < 30, "no end");
            diesAfter = visits.size() + 40;
            try {
                find(dataset, example, run, 100);
            } catch (IllegalStateException dead) {
                assertEquals("killed", dead.getMessage());
            }
        }

        assertEquals(SLOW, finding(dataset, run).conditions());
        assertEquals(Finding.Status.PROVEN, finding(dataset, run).status());
        List<String> rounds =
                visits.stream().filter(visit -> !visit.endsWith("rehearsed")).toList();
        assertEquals(new HashSet<>(rounds).size(), rounds.size(), "nothing is measured twice");
    }

    @Test
    void probesThatRunOutLeaveItSuspectedAndSayWhatIsMissing(Dataset dataset) {
        Stacks example = new Stacks(dataset, VERSIONS);
        Run run = measured(dataset, example, "run", 1, 5, 17);

        assertEquals(0, find(dataset, example, run, 0));

        Finding finding = finding(dataset, run);
        assertEquals(Finding.Status.SUSPECTED, finding.status());
        assertTrue(finding.missing() > 0);
        assertEquals(0, finding.probes());
    }

    @Test
    void whatAnEarlierRunMeasuredIsComparedWithToo(Dataset dataset) {
        Stacks example = new Stacks(dataset, VERSIONS);
        measured(dataset, example, "earlier", 1, 5, 17);
        int before = visits.size();
        Run run = measured(dataset, example, "run", 1, 5, 17);
        assertEquals(before, visits.size(), "all is known");

        MadeUpPlan plan = plan(dataset, example, run);
        dataset.measurements().adoptControls(run.id(), plan.twin().id());

        find(dataset, example, run, 100);

        assertEquals(SLOW, finding(dataset, run).conditions());
        assertEquals(Finding.Status.PROVEN, finding(dataset, run).status());
    }

    @Test
    void stacksThatAreKnownToFailAreNotMeasured(Dataset dataset) {
        Stacks example = new Stacks(dataset, VERSIONS);
        Run run = measured(dataset, example, "run", 1, 5, 17);
        long failing = dataset.inspections().ofRun(run.id()).get(1).inspectionId();
        dataset.findings()
                .record(
                        run.id(),
                        new CauseSearchRow(example.environment.id(), 0, true, 0),
                        List.of(new Finding(
                                example.environment.id(),
                                0,
                                Finding.Kind.FAILURE,
                                Finding.Status.PROVEN,
                                new java.util.TreeMap<>(Map.of("app", List.of("==1.11"))),
                                List.of("import app"),
                                null,
                                List.of(),
                                null,
                                1,
                                0,
                                List.of(new Finding.Proof(failing, null, null, false)))),
                        List.of());

        find(dataset, example, run, 100);

        assertFalse(
                visits.stream().anyMatch(visit -> visit.startsWith("app==1.11 ")), "it fails, so there is no number");
        assertEquals(SLOW, dataset.findings().ofRun(run.id()).get(1).conditions(), "as far as can be told");
    }

    /** A run that chose these versions, and measured them as far as no other had. */
    private Run measured(Dataset dataset, Stacks example, String name, int... chosen) {
        Run run = dataset.runs()
                .findOrCreate(
                        name,
                        "digest of " + name,
                        0,
                        "{\"name\": \"%s\", \"script\": \"import app\"}".formatted(name),
                        Pages.NOON);
        dataset.runs()
                .record(
                        run.id(),
                        new RunEnvironment(
                                example.environment,
                                0,
                                java.math.BigInteger.valueOf(VERSIONS),
                                "complete",
                                2,
                                VERSIONS + 1,
                                null,
                                null));
        dataset.graphs().record(run.id(), example.environment.id(), ExampleSpace.graph(example));
        RecordedSpecification specification = dataset.inspections().specification(SCRIPT.digest(), SCRIPT.document());
        dataset.inspections()
                .record(
                        run.id(),
                        example.environment,
                        specification,
                        0,
                        IntStream.of(chosen)
                                .mapToObj(minor -> example.stacks.stream()
                                        .filter(stack -> stack.pins().contains("app==1." + minor))
                                        .findFirst()
                                        .orElseThrow())
                                .toList());
        new MeasuringLoop(dataset, bench(), plan(dataset, example, run), Clock.systemUTC())
                .run(new InspectionBudget(Optional.empty(), 100), () -> false, MadeUpPlan.UNWATCHED);
        return run;
    }

    private int find(Dataset dataset, Stacks example, Run run, int budget) {
        SlownessFinder finder = new SlownessFinder(
                dataset,
                example.environment,
                SCRIPT,
                plan(dataset, example, run),
                this::bench,
                new NoEnd(),
                MadeUpPlan.UNWATCHED);
        assertTrue(finder.isNeeded());
        return ExampleSpace.searched(example, (resolver, graph) -> finder.find(resolver, graph, budget));
    }

    private static Finding finding(Dataset dataset, Run run) {
        List<Finding> all = dataset.findings().ofRun(run.id());
        assertEquals(1, all.size(), all.toString());
        assertEquals(Finding.Kind.PERFORMANCE, all.get(0).kind());
        return all.get(0);
    }

    private static MadeUpPlan plan(Dataset dataset, Stacks example, Run run) {
        return new MadeUpPlan(dataset, run, example.environment, SCRIPT);
    }

    private Bench bench() {
        return new Bench("local", new Made(), 1, new Machine(Map.of(), Map.of(), new Capabilities(List.of())));
    }

    /** Takes a time that drifts from round to round and scatters a little, the same for the same visit. */
    private final class Made implements Backend {
        @Override
        public Submission submit(InspectionSpecification specification) {
            if (visits.size() >= diesAfter) {
                throw new IllegalStateException("killed");
            }
            String app = specification.stack().stream()
                    .filter(pin -> pin.startsWith("app"))
                    .findFirst()
                    .orElseThrow();
            Visit visit = specification.visit().orElseThrow();
            String name = specification.identifier();
            visits.add(app + " " + name + " " + (visit.round() < 0 ? "rehearsed" : "round " + visit.round()));
            boolean slow = Integer.parseInt(app.replace("app==1.", "")) >= FIRST_SLOW;
            SplittableRandom chance = new SplittableRandom((name + visit.round()).hashCode());
            double drift = 0.1 * new SplittableRandom(visit.round()).nextGaussian();
            double seconds = Math.exp(drift + 0.01 * chance.nextGaussian() + (slow ? Math.log(4 / 3.0) : 0));
            InspectionResult result = new InspectionResult(
                    name, Outcome.PASSED, "", Optional.empty(), Duration.ZERO, "", List.of(item(seconds)));
            return new Submission() {
                @Override
                public CompletableFuture<InspectionResult> result() {
                    return CompletableFuture.completedFuture(result);
                }

                @Override
                public void cancel() {}
            };
        }

        private static ItemResult item(double seconds) {
            return new ItemResult(
                    0,
                    Outcome.PASSED,
                    OptionalInt.of(0),
                    Instant.EPOCH,
                    Duration.ofMillis(5),
                    Optional.empty(),
                    Optional.empty(),
                    "{\"usage\": {}, \"measurement\": {\"wall_seconds\": " + seconds + "}}");
        }

        @Override
        public Capabilities capabilities() {
            return new Capabilities(List.of());
        }

        @Override
        public void close() {}
    }

    private static final class NoEnd implements SearchEnd {
        @Override
        public boolean isWished() {
            return false;
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
        public void left(int probes) {}

        @Override
        public void whenWished(Runnable wake) {}
    }
}
