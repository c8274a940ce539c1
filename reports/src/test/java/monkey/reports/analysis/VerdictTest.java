package monkey.reports.analysis;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.math.BigInteger;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalInt;
import monkey.reports.Environment;
import monkey.reports.Experiment;
import monkey.reports.Failure;
import monkey.reports.Inspection;
import monkey.reports.Machine;
import monkey.reports.Outcome;
import monkey.reports.Pin;
import monkey.reports.Report;
import monkey.reports.Run;
import monkey.reports.SampleReports;
import monkey.reports.Space;
import monkey.reports.Specification;
import org.junit.jupiter.api.Test;

class VerdictTest {

    @Test
    void ofARunInWhichEverythingPasses() {
        assertEquals(
                "PASSING All 2 stacks chosen pass, out of 1.0 × 10^12 possible.",
                verdict(1_000_000_000_000L, Outcome.PASSED, Outcome.PASSED));
        assertEquals(
                "PASSING All 2 stacks chosen pass; there are no others.", verdict(2, Outcome.PASSED, Outcome.PASSED));
        assertEquals("PASSING The only stack chosen passes, out of 9 possible.", verdict(9, Outcome.PASSED));
    }

    @Test
    void ofARunWithFailures() {
        assertEquals(
                "FAILING 1 of 2 stacks tried fails; no passing stack holds a 1.1, and this one does.",
                verdict(9, Outcome.PASSED, Outcome.FAILED));
        assertEquals(
                "FAILING 2 of 3 stacks tried fail, in 2 different ways; each holds one of 2 versions of a that no"
                        + " passing stack holds.",
                verdict(9, Outcome.PASSED, Outcome.FAILED, Outcome.TIMED_OUT));
        assertEquals(
                "FAILING All 2 stacks tried fail, all in the same way.", verdict(9, Outcome.FAILED, Outcome.FAILED));
        assertEquals("FAILING The only stack tried fails.", verdict(9, Outcome.BUILD_FAILED));
    }

    @Test
    void whatWasNotAnsweredIsSaid() {
        assertEquals(
                "FAILING 1 of 3 stacks tried fails; no passing stack holds a 1.0, and this one does;"
                        + " of the 5 chosen, 1 was flaky, 1 was cancelled and 1 was not reached.",
                verdict(9, Outcome.FAILED, Outcome.PASSED, Outcome.FLAKY, Outcome.CANCELLED, Outcome.NOT_REACHED));
        assertEquals(
                "INCONCLUSIVE The 1 stack tried passes; of the 3 chosen, 2 were not reached.",
                verdict(9, Outcome.PASSED, Outcome.NOT_REACHED, Outcome.NOT_REACHED));
        assertEquals(
                "INCONCLUSIVE Nothing fails, but only 1 of the 2 stacks tried clearly passes;"
                        + " of the 2 chosen, 1 ended in infrastructure trouble.",
                verdict(9, Outcome.PASSED, Outcome.INFRASTRUCTURE));
        assertEquals("INCONCLUSIVE None of the 1 stack chosen was tried.", verdict(9, Outcome.NOT_REACHED));
    }

    @Test
    void ofARunWithoutStacks() {
        assertEquals("INCONCLUSIVE No stack meets the requirements.", verdict(0));
        assertEquals("INCONCLUSIVE No stack was chosen, so nothing was tried.", verdict(9));
    }

    @Test
    void ofARunThatFailedItself() {
        Report web = SampleReports.web();
        Run failed = new Run(
                1,
                "x",
                "d",
                0,
                Run.State.FAILED,
                Instant.EPOCH,
                Optional.empty(),
                Optional.of("the index\ncannot be reached"));
        Report report = new Report(failed, web.experiment(), web.machine(), web.environments(), List.of());

        assertEquals(
                new Verdict(Verdict.Kind.BROKEN, "The run itself failed: the index cannot be reached."),
                Analysis.of(report).verdict());
    }

    @Test
    void severalEnvironmentsAreToldApart() {
        assertEquals(
                "33 of 114 stacks tried fail, in 3 different ways (18 of 57 in py3.9, 15 of 57 in py3.12);"
                        + " of the 120 chosen, 1 was flaky and 6 were not reached.",
                Analysis.of(SampleReports.web()).verdict().sentence());
    }

    /** Each stack has a version of its own of package a; outcomes are also signatures. */
    private static String verdict(long possible, Outcome... outcomes) {
        List<Inspection> inspections = new ArrayList<>();
        for (Outcome outcome : outcomes) {
            int position = inspections.size();
            inspections.add(new Inspection(
                    "i" + position,
                    "py",
                    position,
                    List.of(new Pin("a", "1." + position)),
                    outcome,
                    false,
                    OptionalDouble.empty(),
                    Optional.of(new Failure(outcome.key(), "", "", "", "", "")),
                    List.of()));
        }
        Environment environment = new Environment(
                "py",
                "3.12.1",
                Map.of(),
                new Space(
                        Optional.of(BigInteger.valueOf(possible)),
                        Optional.empty(),
                        Space.Ending.COMPLETE,
                        OptionalInt.empty(),
                        OptionalInt.empty(),
                        Optional.empty()),
                List.of());
        Report web = SampleReports.web();
        Experiment experiment = new Experiment(
                "{}",
                List.of(),
                "all",
                Map.of(),
                Optional.empty(),
                new Specification("", List.of(), Map.of(), Optional.empty(), Optional.empty(), 1));
        Report report = new Report(web.run(), experiment, Machine.UNKNOWN, List.of(environment), inspections);
        Verdict verdict = Analysis.of(report).verdict();
        return verdict.kind() + " " + verdict.sentence();
    }
}
