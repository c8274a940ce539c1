package monkey.reports.rows;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;
import java.util.stream.Collectors;
import monkey.dataset.Dataset;
import monkey.dataset.run.AtStart;
import monkey.dataset.run.Evidence;
import monkey.dataset.run.Role;
import monkey.dataset.run.RunEnvironment;
import monkey.dataset.run.RunInspection;
import monkey.reports.Environment;
import monkey.reports.Inspection;
import monkey.reports.LeftOut;
import monkey.reports.Machine;
import monkey.reports.Outcome;
import monkey.reports.Report;
import monkey.reports.Run;
import monkey.reports.Space;
import monkey.reports.analysis.FailureGroup;

/**
 * Reads a run as it stands now, ended or not. A constant number of statements, whatever the number of stacks; traces, which
 * can be long, are read only of the inspections that a page shows them of.
 */
public final class ReportAssembler {
    private final Dataset dataset;

    public ReportAssembler(Dataset dataset) {
        this.dataset = dataset;
    }

    /** The report of a run, or nothing when there is no such run. */
    public Optional<Report> assemble(long runId) {
        return dataset.runs().find(runId).map(this::assemble);
    }

    private Report assemble(monkey.dataset.run.Run run) {
        ExperimentDocument document = new ExperimentDocument(run.experiment());
        List<Environment> environments = new ArrayList<>();
        Map<Integer, String> names = new LinkedHashMap<>();
        for (RunEnvironment row : dataset.runs().environments(run.id())) {
            Environment environment = environment(run.id(), row, document);
            environments.add(environment);
            names.put(row.environment().id(), environment.name());
        }
        InspectionRows rows = new InspectionRows(names, dataset.inspections().items(run.id()), document.namesIndexes());
        List<RunInspection> asked = dataset.inspections().ofRun(run.id());
        List<Inspection> chosen = withTraces(inspections(names, asked, rows, Role.CHOSEN), asked, rows);
        List<Inspection> probes = inspections(names, asked, rows, Role.PROBE).stream()
                .filter(probe -> probe.outcome() != Outcome.NOT_REACHED && probe.outcome() != Outcome.CANCELLED)
                .toList();
        return new Report(
                run(run),
                document.experiment(),
                dataset.runs().machine(run.id()).map(Documents::machine).orElse(Machine.UNKNOWN),
                environments,
                chosen,
                new CauseRows(dataset, names, rows, asked).of(run.id(), chosen, probes),
                MeasurementRows.stacks(asked, names, dataset.measurements().ofRun(run.id())),
                SecurityRows.of(dataset.security().ofRun(run.id())));
    }

    private static Run run(monkey.dataset.run.Run run) {
        return new Run(
                run.id(),
                run.name(),
                run.digest(),
                run.repetition(),
                Run.State.valueOf(run.state().name()),
                run.startedAt(),
                Optional.ofNullable(run.endedAt()),
                Optional.ofNullable(run.message()));
    }

    /** Named as the experiment names it; the knowledge base's longer name stays as a fact. */
    private Environment environment(long runId, RunEnvironment row, ExperimentDocument document) {
        List<String> given = document.environments();
        String recorded = row.environment().name();
        String name =
                row.position() < given.size() && !given.get(row.position()).isEmpty()
                        ? given.get(row.position())
                        : recorded;
        Map<String, String> facts = new LinkedHashMap<>();
        if (!name.equals(recorded)) {
            facts.put("environment", recorded);
        }
        facts.putAll(Documents.environmentFacts(row.environment().document()));
        return new Environment(
                name,
                row.environment().pythonVersion(),
                facts,
                space(row, dataset.runs().start(runId, row.environment().id()), document.strength()),
                dataset.runs().leftOut(runId, row.environment().id()).stream()
                        .map(left -> new LeftOut(
                                left.packageName(),
                                left.version(),
                                left.reason().word(),
                                left.detail()))
                        .toList());
    }

    private static Space space(RunEnvironment row, Optional<AtStart> start, int strength) {
        Optional<Space.Coverage> coverage = row.tuplesFeasible() == null || row.tuplesCovered() == null
                ? Optional.empty()
                : Optional.of(new Space.Coverage(strength, row.tuplesFeasible(), row.tuplesCovered()));
        return new Space(
                Optional.ofNullable(row.stackCount()),
                start.map(known -> known.complete() ? row.stackCount() : known.stackCount()),
                ending(row.ending()),
                integer(row.packages()),
                integer(row.versions()),
                coverage);
    }

    /** A word that this version does not know says no more than no word. */
    private static Space.Ending ending(String word) {
        for (Space.Ending ending : Space.Ending.values()) {
            if (ending.name().toLowerCase(Locale.ROOT).equals(word)) {
                return ending;
            }
        }
        return Space.Ending.UNKNOWN;
    }

    private static List<Inspection> inspections(
            Map<Integer, String> names, List<RunInspection> asked, InspectionRows rows, Role role) {
        List<Inspection> inspections = new ArrayList<>();
        for (int environment : names.keySet()) {
            asked.stream()
                    .filter(row -> row.environmentId() == environment && row.role() == role)
                    .forEach(row -> inspections.add(rows.inspection(row, Evidence.NONE)));
        }
        return inspections;
    }

    private List<Inspection> withTraces(List<Inspection> inspections, List<RunInspection> asked, InspectionRows rows) {
        Set<Long> shown = FailureGroup.of(inspections).stream()
                .map(group -> Long.parseLong(group.example().id()))
                .collect(Collectors.toSet());
        Map<Long, Evidence> evidence = dataset.inspections().evidence(shown);
        Map<String, Inspection> told = new HashMap<>();
        asked.stream()
                .filter(row -> evidence.containsKey(row.inspectionId()))
                .map(row -> rows.inspection(row, evidence.get(row.inspectionId())))
                .forEach(inspection -> told.put(inspection.id(), inspection));
        return inspections.stream()
                .map(inspection -> told.getOrDefault(inspection.id(), inspection))
                .toList();
    }

    private static OptionalInt integer(Integer value) {
        return value == null ? OptionalInt.empty() : OptionalInt.of(value);
    }
}
