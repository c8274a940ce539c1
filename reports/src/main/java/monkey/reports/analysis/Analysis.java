package monkey.reports.analysis;

import java.math.BigInteger;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import monkey.reports.Environment;
import monkey.reports.Inspection;
import monkey.reports.Report;
import monkey.reports.Space;
import monkey.reports.performance.Performance;
import monkey.reports.performance.Slowdown;

/**
 * Everything that is counted out of a report, once, for all three of its forms. Lists by environment are in the report's order.
 *
 * @param possible stacks over all environments; empty when one of them is not known
 * @param possibleAtStart the same, by what was known when the run began
 */
public record Analysis(
        Verdict verdict,
        Optional<BigInteger> possible,
        Optional<BigInteger> possibleAtStart,
        OutcomeCounts outcomes,
        List<OutcomeCounts> outcomesByEnvironment,
        List<FailureGroup> groups,
        List<PackageVersions> packages,
        List<List<FailingPairs>> pairsByEnvironment,
        List<List<LeftOutSummary>> leftOutByEnvironment,
        List<NothingPassed> nothingPassed,
        Blame blame,
        Performance performance,
        List<Slowdown> slowdowns) {

    public static Analysis of(Report report) {
        OutcomeCounts outcomes = OutcomeCounts.of(report.inspections().stream());
        List<OutcomeCounts> byEnvironment = report.environments().stream()
                .map(environment -> OutcomeCounts.of(report.inspectionsIn(environment)))
                .toList();
        List<FailureGroup> groups = FailureGroup.of(report.inspections());
        List<PackageVersions> packages = PackageVersions.of(report);
        List<List<FailingPairs>> pairs = new ArrayList<>();
        for (Environment environment : report.environments()) {
            List<Inspection> inspections = report.inspectionsIn(environment).toList();
            pairs.add(FailingPairs.of(environment.name(), inspections, packages, pairs.size()));
        }
        Performance performance = Performance.of(report.measurements());
        List<Slowdown> slowdowns = Slowdown.of(performance, report.causes().slower());
        return new Analysis(
                Verdict.of(report, outcomes, byEnvironment, groups, packages).withSlowdowns(slowdowns),
                possible(report),
                sum(report, Space::atStart),
                outcomes,
                byEnvironment,
                groups,
                packages,
                List.copyOf(pairs),
                report.environments().stream().map(LeftOutSummary::of).toList(),
                NothingPassed.of(report),
                Blame.of(report),
                performance,
                slowdowns);
    }

    /** Groups whose stacks really failed, that is without flaky ones and trouble that is not theirs. */
    public List<FailureGroup> failures() {
        return groups.stream().filter(group -> group.outcome().isFailure()).toList();
    }

    /** Groups that are no evidence: flaky stacks and infrastructure trouble. */
    public List<FailureGroup> noEvidence() {
        return groups.stream().filter(group -> !group.outcome().isFailure()).toList();
    }

    static Optional<BigInteger> possible(Report report) {
        return sum(report, Space::count);
    }

    private static Optional<BigInteger> sum(Report report, Function<Space, Optional<BigInteger>> number) {
        Optional<BigInteger> sum = report.environments().isEmpty() ? Optional.empty() : Optional.of(BigInteger.ZERO);
        for (Environment environment : report.environments()) {
            sum = sum.flatMap(total -> number.apply(environment.space()).map(total::add));
        }
        return sum;
    }
}
