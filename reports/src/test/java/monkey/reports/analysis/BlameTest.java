package monkey.reports.analysis;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.TreeMap;
import monkey.reports.CauseSearches;
import monkey.reports.Failure;
import monkey.reports.Finding;
import monkey.reports.Inspection;
import monkey.reports.Outcome;
import monkey.reports.Pin;
import monkey.reports.Report;
import monkey.reports.SampleReports;
import org.junit.jupiter.api.Test;

/** A version that is met only in failures which a cause explains is excused, unless the cause names it. */
class BlameTest {
    private final List<Inspection> inspections = new ArrayList<>();
    private final List<Finding> findings = new ArrayList<>();

    @Test
    void badCompanyIsExcusedAndWhatACauseNamesIsNot() {
        Inspection failing = stack(Outcome.FAILED, "flask", "2.2.2", "werkzeug", "3.0.1", "click", "8.1.0");
        stack(Outcome.PASSED, "flask", "2.3.0", "werkzeug", "3.0.1", "click", "8.1.7");
        cause("flask", List.of("<2.2.5"), "werkzeug", List.of(">=3.0"));

        Blame blame = Blame.of(report());

        assertEquals(List.of(1), blame.causes(failing));
        assertFalse(blame.isInDoubt("py3.9", "click", "8.1.0"));
        assertTrue(blame.isInDoubt("py3.9", "flask", "2.2.2"));
        assertTrue(blame.isToBlame(failing, new Pin("werkzeug", "3.0.1")));
        assertFalse(blame.isToBlame(failing, new Pin("click", "8.1.0")));
        assertTrue(blame.explainsAll(report(), "py3.9"));
    }

    @Test
    void oneFailureThatNoCauseExplainsKeepsAVersionInDoubt() {
        stack(Outcome.FAILED, "flask", "2.2.2", "werkzeug", "3.0.1", "click", "8.1.0");
        Inspection other = stack(Outcome.FAILED, "flask", "2.2.2", "werkzeug", "2.0.0", "click", "8.1.0");
        cause("flask", List.of("<2.2.5"), "werkzeug", List.of(">=3.0"));

        Blame blame = Blame.of(report());

        assertEquals(List.of(), blame.causes(other));
        assertTrue(blame.isInDoubt("py3.9", "click", "8.1.0"));
        assertFalse(blame.explainsAll(report(), "py3.9"));
    }

    @Test
    void rangesOfAPackageAreAlternativesAndOtherEnvironmentsAreNotMeant() {
        Inspection old = stack(Outcome.FAILED, "jinja2", "2.9");
        Inspection hole = stack(Outcome.FAILED, "jinja2", "3.0.2");
        cause("jinja2", List.of("<2.10", "==3.0.2"));

        Blame blame = Blame.of(report());

        assertEquals(List.of(List.of(1), List.of(1)), List.of(blame.causes(old), blame.causes(hole)));
        assertEquals(List.of(), blame.naming("py3.12", "jinja2", "2.9"));
        assertEquals(List.of(1), blame.naming("py3.9", "jinja2"));
    }

    @Test
    void anEndThatSeveralPairsShowIsToldOnceByThePairInWhichNothingElseDiffers() {
        Inspection failing = stack(Outcome.FAILED, "pytest", "8.2.0", "py", "1.10");
        Inspection passing = stack(Outcome.PASSED, "pytest", "8.1.2", "py", "1.11");
        Inspection close = stack(Outcome.PASSED, "pytest", "8.1.2", "py", "1.10");
        Inspection other = stack(Outcome.PASSED, "pytest", "7.0.0", "py", "1.10");
        cause("pytest", List.of(">=8.2"));
        Finding finding = new Finding(
                Finding.Kind.FAILURE,
                true,
                "py3.9",
                List.of(),
                findings.get(0).conditions(),
                Optional.empty(),
                List.of(),
                Optional.empty(),
                0,
                0,
                List.of(
                        new Finding.Proof(failing, Optional.of(passing), "pytest", false),
                        new Finding.Proof(failing, Optional.of(close), "pytest", true),
                        new Finding.Proof(failing, Optional.of(other), "pytest", true)));

        assertEquals(
                List.of(close, other),
                finding.ends().stream().map(end -> end.passing().orElseThrow()).toList());
        assertEquals(3, finding.pairs().size());
    }

    @Test
    void withoutFindingsEverythingIsAsItWasCounted() {
        stack(Outcome.FAILED, "a", "1.0");

        assertTrue(Blame.of(report()).isInDoubt("py3.9", "a", "1.0"));
        assertFalse(Blame.of(report()).explainsAll(report(), "py3.9"));
        assertFalse(Blame.of(report()).explainsAll(report(), "py3.12"));
    }

    private Inspection stack(Outcome outcome, String... namesAndVersions) {
        List<Pin> pins = new ArrayList<>();
        for (int i = 0; i < namesAndVersions.length; i += 2) {
            pins.add(new Pin(namesAndVersions[i], namesAndVersions[i + 1]));
        }
        Inspection inspection = new Inspection(
                "i" + inspections.size(),
                "py3.9",
                inspections.size(),
                pins,
                outcome,
                false,
                OptionalDouble.empty(),
                outcome == Outcome.PASSED
                        ? Optional.empty()
                        : Optional.of(new Failure("same", "run", "Error", "no", "", "")),
                List.of());
        inspections.add(inspection);
        return inspection;
    }

    private void cause(Object... namesAndRanges) {
        Map<String, List<String>> conditions = new TreeMap<>();
        for (int i = 0; i < namesAndRanges.length; i += 2) {
            List<String> ranges = new ArrayList<>();
            ((List<?>) namesAndRanges[i + 1]).forEach(range -> ranges.add((String) range));
            conditions.put((String) namesAndRanges[i], ranges);
        }
        findings.add(new Finding(
                Finding.Kind.FAILURE,
                true,
                "py3.9",
                List.of("same"),
                new TreeMap<>(conditions),
                Optional.empty(),
                List.of(),
                Optional.empty(),
                0,
                0,
                List.of(new Finding.Proof(inspections.get(0), Optional.empty(), "", false))));
    }

    private Report report() {
        Report web = SampleReports.web();
        return new Report(
                web.run(),
                web.experiment(),
                web.machine(),
                web.environments(),
                inspections,
                new CauseSearches(findings, List.of(), List.of()),
                List.of());
    }
}
