package monkey.reports.analysis;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Predicate;
import java.util.stream.LongStream;
import java.util.stream.Stream;
import monkey.reports.Inspection;
import monkey.reports.Outcome;
import monkey.reports.Pin;
import monkey.reports.RandomReports;
import monkey.reports.Report;
import monkey.reports.SampleReports;
import monkey.reports.text.VersionOrder;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class AnalysisTest {

    static Stream<Report> reports() {
        return LongStream.range(0, 300).mapToObj(RandomReports::report);
    }

    @ParameterizedTest
    @MethodSource("reports")
    void numbersAddUpToWhatWasAskedFor(Report report) {
        Analysis analysis = Analysis.of(report);
        OutcomeCounts all = analysis.outcomes();

        assertEquals(report.inspections().size(), all.total());
        assertEquals(
                all.total(),
                all.byOutcome().values().stream().mapToInt(Integer::intValue).sum());
        assertEquals(all.total(), all.run() + all.reused() + all.of(Outcome.CANCELLED) + all.of(Outcome.NOT_REACHED));
        for (Outcome outcome : Outcome.values()) {
            assertEquals(
                    all.of(outcome),
                    analysis.outcomesByEnvironment().stream()
                            .mapToInt(counts -> counts.of(outcome))
                            .sum());
        }
        assertEquals(
                all.tried() - all.passed(),
                analysis.groups().stream().mapToInt(FailureGroup::size).sum());
        assertEquals(
                all.failing(),
                analysis.failures().stream().mapToInt(FailureGroup::size).sum());
        analysis.groups()
                .forEach(group -> assertEquals(
                        group.size(),
                        group.byEnvironment().values().stream()
                                .mapToInt(Integer::intValue)
                                .sum()));
    }

    @ParameterizedTest
    @MethodSource("reports")
    void versionsSeenOnlyInFailuresAreThoseThatPlainCountingFinds(Report report) {
        Set<String> expected = new TreeSet<>();
        for (var environment : report.environments()) {
            List<Inspection> stacks = report.inspectionsIn(environment).toList();
            boolean somePassed =
                    stacks.stream().anyMatch(stack -> stack.outcome().isPass());
            for (Pin pin : pins(stacks)) {
                long passed = count(stacks, stack -> stack.outcome().isPass(), pin);
                long failed = count(stacks, stack -> stack.outcome().isFailure(), pin);
                if (somePassed && passed == 0 && failed > 0) {
                    expected.add(environment.name() + " " + pin + " " + failed);
                }
            }
        }
        Set<String> found = new TreeSet<>();
        for (PackageVersions versions : PackageVersions.of(report)) {
            for (PackageVersions.Row row : versions.suspects()) {
                for (int i = 0; i < row.suspects().size(); i++) {
                    if (row.suspects().get(i)) {
                        found.add(report.environments().get(i).name() + " " + versions.name() + "==" + row.version()
                                + " " + row.tallies().get(i).failing());
                    }
                }
            }
        }
        assertEquals(expected, found);
    }

    @ParameterizedTest
    @MethodSource("reports")
    void pairsSeenOnlyInFailuresAreThoseThatPlainCountingFinds(Report report) {
        Set<String> expected = new TreeSet<>();
        for (var environment : report.environments()) {
            List<Inspection> all = report.inspectionsIn(environment).toList();
            Set<Pin> suspects = new HashSet<>();
            for (Pin pin : pins(all)) {
                if (count(all, stack -> stack.outcome().isPass(), pin) == 0
                        && count(all, stack -> stack.outcome().isFailure(), pin) > 0) {
                    suspects.add(pin);
                }
            }
            if (all.stream().noneMatch(stack -> stack.outcome().isPass())) {
                continue;
            }
            List<Inspection> stacks = all.stream()
                    .filter(stack -> stack.stack().stream().noneMatch(suspects::contains))
                    .toList();
            for (Pin first : pins(stacks)) {
                for (Pin second : pins(stacks)) {
                    long passed = count(stacks, stack -> stack.outcome().isPass(), first, second);
                    long failed = count(stacks, stack -> stack.outcome().isFailure(), first, second);
                    if (first.name().compareTo(second.name()) < 0 && passed == 0 && failed > 0) {
                        expected.add(environment.name() + " " + first + " " + second + " " + failed);
                    }
                }
            }
        }
        Set<String> found = new TreeSet<>();
        Analysis.of(report)
                .pairsByEnvironment()
                .forEach(groups -> groups.forEach(group -> group.pairs()
                        .forEach(
                                pair -> found.add(group.environment() + " " + group.first() + "==" + pair.firstVersion()
                                        + " " + group.second() + "==" + pair.secondVersion() + " " + pair.failing()))));
        assertEquals(expected, found);
    }

    @Test
    void thePairOfPackagesThatIsToBlameComesFirst() {
        List<FailingPairs> pairs =
                Analysis.of(SampleReports.web()).pairsByEnvironment().get(0);

        assertEquals(
                List.of("flask", "werkzeug"),
                List.of(pairs.get(0).first(), pairs.get(0).second()));
        assertEquals(
                List.of("jinja2", "markupsafe"),
                List.of(pairs.get(1).first(), pairs.get(1).second()));
    }

    @Test
    void whatIsNoEvidenceIsNeverAFailure() {
        for (Outcome outcome : List.of(Outcome.FLAKY, Outcome.INFRASTRUCTURE, Outcome.CANCELLED, Outcome.NOT_REACHED)) {
            assertFalse(outcome.isFailure());
            assertFalse(outcome.isConclusive());
        }
        Analysis web = Analysis.of(SampleReports.web());
        assertTrue(web.noEvidence().stream().allMatch(group -> group.outcome() == Outcome.FLAKY));
    }

    @Test
    void versionsAreShownOldestFirst() {
        assertEquals(
                List.of("not a version", "1.0.dev1", "1.0a1", "1.0rc1", "1.0", "1.0.post1", "1.9", "1.10", "1!0.1"),
                VersionOrder.oldestFirst(List.of(
                        "1.10", "1.0", "1!0.1", "1.0rc1", "not a version", "1.9", "1.0a1", "1.0.post1", "1.0.dev1")));
    }

    private static Set<Pin> pins(List<Inspection> stacks) {
        Set<Pin> pins = new HashSet<>();
        stacks.stream().filter(stack -> stack.outcome().isConclusive()).forEach(stack -> pins.addAll(stack.stack()));
        return pins;
    }

    private static long count(List<Inspection> stacks, Predicate<Inspection> which, Pin... pins) {
        return stacks.stream()
                .filter(which)
                .filter(stack -> stack.stack().containsAll(List.of(pins)))
                .count();
    }
}
