package monkey.reports.rows;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import monkey.dataset.Dataset;
import monkey.dataset.run.Evidence;
import monkey.dataset.run.RunInspection;
import monkey.reports.CauseSearches;
import monkey.reports.Finding;
import monkey.reports.Inspection;

/**
 * Reads what was found out, and lays the inspections beside it that it rests on.
 *
 * @param environments names by the environments' ids
 */
record CauseRows(Dataset dataset, Map<Integer, String> environments, InspectionRows rows, List<RunInspection> asked) {

    CauseSearches of(long runId, List<Inspection> chosen, List<Inspection> probes) {
        Map<Long, Inspection> byId = new HashMap<>();
        Stream.concat(chosen.stream(), probes.stream())
                .forEach(inspection -> byId.put(Long.parseLong(inspection.id()), inspection));
        List<monkey.dataset.finding.Finding> found = dataset.findings().ofRun(runId);
        withTraces(found, byId);
        List<Finding> findings = new ArrayList<>();
        for (String environment : environments.values()) {
            found.stream()
                    .filter(row -> environments.get(row.environmentId()).equals(environment))
                    .forEach(row -> findings.add(finding(row, byId)));
        }
        return new CauseSearches(
                of(Finding.Kind.FAILURE, findings),
                of(Finding.Kind.PERFORMANCE, findings),
                dataset.findings().searches(runId).stream()
                        .map(row -> new CauseSearches.Search(
                                environments.get(row.environmentId()), row.probes(), row.complete(), row.unexplained()))
                        .toList(),
                probes);
    }

    private static List<Finding> of(Finding.Kind kind, List<Finding> findings) {
        return findings.stream().filter(finding -> finding.kind() == kind).toList();
    }

    /** Of each finding the example's trace is shown. */
    private void withTraces(List<monkey.dataset.finding.Finding> found, Map<Long, Inspection> byId) {
        List<Long> shown = found.stream()
                .map(row -> Long.parseLong(finding(row, byId).example().id()))
                .toList();
        Map<Long, Evidence> evidence = dataset.inspections().evidence(shown);
        asked.stream()
                .filter(row -> evidence.containsKey(row.inspectionId()))
                .forEach(row -> byId.put(row.inspectionId(), rows.inspection(row, evidence.get(row.inspectionId()))));
    }

    private Finding finding(monkey.dataset.finding.Finding row, Map<Long, Inspection> byId) {
        return new Finding(
                Finding.Kind.valueOf(row.kind().name()),
                row.status() == monkey.dataset.finding.Finding.Status.PROVEN,
                environments.get(row.environmentId()),
                row.signatures(),
                row.conditions(),
                Optional.ofNullable(row.stacksAffected()),
                row.suggestion(),
                Optional.ofNullable(row.stacksLost()),
                row.probes(),
                row.missing(),
                row.evidence().stream()
                        .map(proof -> new Finding.Proof(
                                byId.get(proof.failing()),
                                Optional.ofNullable(proof.passing()).map(byId::get),
                                proof.packageName() == null ? "" : proof.packageName(),
                                proof.heldStill()))
                        .toList());
    }
}
