package monkey.reports.analysis;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalInt;
import monkey.reports.CauseSearches;
import monkey.reports.Environment;
import monkey.reports.Failure;
import monkey.reports.Inspection;
import monkey.reports.Outcome;
import monkey.reports.Pin;
import monkey.reports.Report;
import monkey.reports.SampleReports;
import monkey.reports.Space;
import monkey.reports.html.HtmlReport;
import monkey.reports.markdown.MarkdownReport;
import org.junit.jupiter.api.Test;

/** Where no stack passes, the versions are not blamed for it. */
class NothingPassedTest {
    private static final String LIBRARY = "library.py";
    private static final String SCRIPT = "script.py";

    private final List<Inspection> chosen = new ArrayList<>();
    private final List<Inspection> probes = new ArrayList<>();

    @Test
    void aScriptThatRaisesItsOwnErrorEveryTimeIsSaidToBeAtFault() {
        run(chosen, "3.11", Outcome.FAILED, SCRIPT);
        run(chosen, "3.11", Outcome.FAILED, SCRIPT);
        run(probes, "3.11", Outcome.FAILED, SCRIPT + " in main");

        assertEquals(
                "All 2 stacks tried fail, all in the same way, and so does 1 more, picked to differ;"
                        + " look at the script, whose own line raises each error.",
                sentence("3.11"));
        assertTrue(words("3.11").endsWith("Each time a line of the script itself raises the error: look there first."));
    }

    @Test
    void whatAllStacksShareComesBeforeTheirVersions() {
        run(chosen, "3.11", Outcome.FAILED, SCRIPT);
        run(chosen, "3.11", Outcome.TIMED_OUT, "");

        assertTrue(sentence("3.11").endsWith("; look at what all of them share before versions."), sentence("3.11"));
        assertTrue(words("3.11").contains("the script and Python 3.11.1"), words("3.11"));
    }

    @Test
    void aFileThatRaisesEveryErrorIsNamed() {
        run(chosen, "3.11", Outcome.FAILED, LIBRARY);
        run(chosen, "3.11", Outcome.FAILED, LIBRARY + " in main");

        assertEquals("All 2 stacks tried fail, all in the same way; each time in library.py.", sentence("3.11"));
        assertTrue(words("3.11").contains("every version tried fails with Python 3.11.1"), words("3.11"));
    }

    @Test
    void anotherEnvironmentInWhichStacksPassPointsAtTheInterpreter() {
        run(chosen, "3.11", Outcome.PASSED, "");
        run(chosen, "3.12", Outcome.FAILED, LIBRARY);

        assertTrue(words("3.11", "3.12").contains("Stacks pass in 3.11: what differs is the interpreter"));
        assertFalse(sentence("3.11", "3.12").contains("look at"));
    }

    @Test
    void oneProbeThatPassesIsEnoughToCompareWith() {
        run(chosen, "3.11", Outcome.FAILED, SCRIPT);
        run(probes, "3.11", Outcome.PASSED, "");

        assertEquals(List.of(), NothingPassed.of(report("3.11")));
    }

    @Test
    void withoutASearchNothingIsSaid() {
        run(chosen, "3.11", Outcome.FAILED, SCRIPT);
        Report searched = report("3.11");
        Report counted = new Report(
                searched.run(),
                searched.experiment(),
                searched.machine(),
                searched.environments(),
                searched.inspections());

        assertEquals(List.of(), NothingPassed.of(counted));
    }

    @Test
    void thePageAndTheTextForATrackerSayIt() {
        run(chosen, "3.11", Outcome.FAILED, SCRIPT);

        assertTrue(HtmlReport.write(report("3.11"), Analysis.of(report("3.11"))).contains("look there first"));
        assertTrue(MarkdownReport.write(report("3.11"), Analysis.of(report("3.11")))
                .contains("look there first"));
    }

    private void run(List<Inspection> where, String environment, Outcome outcome, String frame) {
        int number = chosen.size() + probes.size();
        where.add(new Inspection(
                "i" + number,
                environment,
                number,
                List.of(new Pin("a", "1." + number)),
                outcome,
                false,
                OptionalDouble.empty(),
                outcome == Outcome.PASSED
                        ? Optional.empty()
                        : Optional.of(new Failure("same", "run", "Error", "no", frame, "")),
                List.of()));
    }

    private String sentence(String... environments) {
        return Analysis.of(report(environments)).verdict().sentence();
    }

    private String words(String... environments) {
        return NothingPassed.of(report(environments)).get(0).words();
    }

    private Report report(String... environments) {
        Report web = SampleReports.web();
        List<Environment> all = new ArrayList<>();
        List<CauseSearches.Search> searches = new ArrayList<>();
        for (String name : environments) {
            Space space = new Space(
                    Optional.empty(),
                    Optional.empty(),
                    Space.Ending.COMPLETE,
                    OptionalInt.empty(),
                    OptionalInt.empty(),
                    Optional.empty());
            all.add(new Environment(name, name + ".1", Map.of(), space, List.of()));
            if (chosen.stream()
                    .anyMatch(one ->
                            one.environment().equals(name) && one.outcome().isFailure())) {
                searches.add(new CauseSearches.Search(name, probes.size(), true, chosen.size()));
            }
        }
        return new Report(
                web.run(),
                web.experiment(),
                web.machine(),
                all,
                chosen,
                new CauseSearches(List.of(), searches, probes),
                List.of());
    }
}
