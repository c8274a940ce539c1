package monkey.reports;

import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * All that is known of one run. The page, the Markdown and the JSON are functions of this value: equal reports give equal bytes.
 *
 * @param environments in the experiment's order, at least one unless the run failed before it knew any
 * @param inspections every stack that was chosen, ended or not, by environment and then in the order of choice; their
 *     outcomes add up to what was asked for
 * @param causes what was found out about those that fail
 * @param security what is known of the code of versions in the stacks chosen, by package and version
 * @param measurements of those that measured, the controls among them
 */
public record Report(
        Run run,
        Experiment experiment,
        Machine machine,
        List<Environment> environments,
        List<Inspection> inspections,
        CauseSearches causes,
        List<MeasuredStack> measurements,
        List<SecurityIndicators> security) {

    /** Of a run of whose versions nobody has looked at the code. */
    public Report(
            Run run,
            Experiment experiment,
            Machine machine,
            List<Environment> environments,
            List<Inspection> inspections,
            CauseSearches causes,
            List<MeasuredStack> measurements) {
        this(run, experiment, machine, environments, inspections, causes, measurements, List.of());
    }

    /** Of a run that searched for no causes and did not measure. */
    public Report(
            Run run,
            Experiment experiment,
            Machine machine,
            List<Environment> environments,
            List<Inspection> inspections) {
        this(run, experiment, machine, environments, inspections, CauseSearches.NONE, List.of());
    }

    public Report {
        measurements = List.copyOf(measurements);
        security = List.copyOf(security);
        environments = List.copyOf(environments);
        inspections = List.copyOf(inspections);
        for (Inspection inspection : inspections) {
            if (environments.stream().noneMatch(e -> e.name().equals(inspection.environment()))) {
                throw new IllegalArgumentException("inspection " + inspection.id() + " is of the environment '"
                        + inspection.environment() + "', which the report does not have");
            }
        }
    }

    public Stream<Inspection> inspectionsIn(Environment environment) {
        return inspections.stream()
                .filter(inspection -> inspection.environment().equals(environment.name()));
    }

    /** All that was run: the stacks chosen, and those that the search for causes picked. */
    public Stream<Inspection> tried() {
        return Stream.concat(inspections.stream(), causes.probes().stream());
    }

    public Optional<Environment> environment(String name) {
        return environments.stream().filter(e -> e.name().equals(name)).findFirst();
    }
}
