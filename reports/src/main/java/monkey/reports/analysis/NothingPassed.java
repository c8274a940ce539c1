package monkey.reports.analysis;

import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import monkey.reports.Environment;
import monkey.reports.Failure;
import monkey.reports.Inspection;
import monkey.reports.Outcome;
import monkey.reports.Report;
import monkey.reports.text.Numbers;

/**
 * An environment in which every stack that was run fails, though a search for causes looked for one that passes. Versions
 * cannot be held against each other then: what all stacks share comes first.
 *
 * @param chosen how many of the stacks chosen failed
 * @param probes how many more the search ran
 * @param file in which each of the errors was raised; empty when that differs, or is not known
 * @param elsewhere environments of the same run in which something passes
 */
public record NothingPassed(Environment environment, int chosen, int probes, String file, List<String> elsewhere) {
    /** The frame of an error that no other file took part in. */
    private static final String SCRIPT = "script.py";

    /** One for each such environment, in the report's order. */
    public static List<NothingPassed> of(Report report) {
        return report.causes().searches().stream()
                .flatMap(search -> report.environment(search.environment()).stream())
                .flatMap(environment -> in(environment, report).stream())
                .toList();
    }

    private static Optional<NothingPassed> in(Environment environment, Report report) {
        List<Inspection> chosen = failing(report.inspectionsIn(environment));
        List<Inspection> probes = failing(report.causes().probes().stream()
                .filter(probe -> probe.environment().equals(environment.name())));
        if (chosen.isEmpty() || passes(environment, report)) {
            return Optional.empty();
        }
        List<String> files = Stream.concat(chosen.stream(), probes.stream())
                .map(inspection -> inspection.failure().map(Failure::frame).orElse(""))
                .map(frame -> frame.replaceFirst(" in .*", ""))
                .distinct()
                .toList();
        List<String> elsewhere = report.environments().stream()
                .filter(other -> passes(other, report))
                .map(Environment::name)
                .toList();
        return Optional.of(new NothingPassed(
                environment, chosen.size(), probes.size(), files.size() == 1 ? files.get(0) : "", elsewhere));
    }

    private static boolean passes(Environment environment, Report report) {
        return report.tried()
                .anyMatch(inspection ->
                        inspection.environment().equals(environment.name()) && inspection.outcome() == Outcome.PASSED);
    }

    private static List<Inspection> failing(Stream<Inspection> inspections) {
        return inspections
                .filter(inspection -> inspection.outcome().isFailure())
                .toList();
    }

    /** Whether a line of the script itself raises every error. */
    boolean isScripts() {
        return file.equals(SCRIPT);
    }

    /** In a sentence or two, what it means and where to look first. */
    public String words() {
        String tried = "Nothing passes: " + Numbers.counted(chosen, "stack") + " chosen "
                + (chosen == 1 ? "fails" : "fail")
                + (probes == 0
                        ? ""
                        : ", and so " + (probes == 1 ? "does " : "do ") + probes + " more, picked to differ")
                + ".";
        return tried + " " + where();
    }

    private String where() {
        String python = "Python " + environment.pythonVersion();
        if (!elsewhere.isEmpty()) {
            return "Stacks pass in " + String.join(", ", elsewhere)
                    + ": what differs is the interpreter, and what it lets be installed.";
        }
        if (isScripts()) {
            return "Each time a line of the script itself raises the error: look there first.";
        }
        if (!file.isEmpty()) {
            return "Each time the error is raised in " + file + ": every version tried fails with " + python
                    + ", or with what the script asks of it.";
        }
        return "No version can be to blame where none of the others helps: look first at what all stacks share, the script and "
                + python + ".";
    }
}
