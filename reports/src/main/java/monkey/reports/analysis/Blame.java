package monkey.reports.analysis;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import monkey.dataset.python.SpecifierSet;
import monkey.dataset.python.Version;
import monkey.reports.Finding;
import monkey.reports.Inspection;
import monkey.reports.Pin;
import monkey.reports.Report;

/**
 * Which stacks and versions the causes that were found account for. A stack that a cause makes fail says nothing against the
 * rest of what it holds: a version met in such failures only has kept bad company. Causes are numbered from 1, as on the page.
 */
public final class Blame {
    /** A cause: of each package the ranges of which a stack must have one. */
    private record Cause(int number, String environment, Map<String, List<SpecifierSet>> ranges) {
        private boolean holds(Inspection inspection) {
            if (!inspection.environment().equals(environment)) {
                return false;
            }
            long met = inspection.stack().stream()
                    .filter(pin -> names(pin.name(), pin.version()))
                    .count();
            return met == ranges.size();
        }

        private boolean names(String name, String version) {
            List<SpecifierSet> alternatives = ranges.getOrDefault(name, List.of());
            Optional<Version> parsed = alternatives.isEmpty() ? Optional.empty() : Version.tryParse(version);
            return parsed.isPresent() && alternatives.stream().anyMatch(range -> range.contains(parsed.get()));
        }
    }

    private record Held(String environment, String name, String version) {}

    private final List<Cause> causes = new ArrayList<>();
    private final Map<String, List<Integer>> ofInspection = new HashMap<>();
    private final Set<Held> unexplained = new HashSet<>();

    private Blame() {}

    static Blame of(Report report) {
        Blame blame = new Blame();
        List<Finding> findings = report.causes().findings();
        for (int i = 0; i < findings.size(); i++) {
            Map<String, List<SpecifierSet>> ranges = new TreeMap<>();
            findings.get(i)
                    .conditions()
                    .forEach((name, texts) -> ranges.put(
                            name,
                            texts.stream()
                                    .flatMap(text -> SpecifierSet.tryParse(text).stream())
                                    .toList()));
            blame.causes.add(new Cause(i + 1, findings.get(i).environment(), ranges));
        }
        report.tried().filter(inspection -> inspection.outcome().isFailure()).forEach(blame::note);
        return blame;
    }

    private void note(Inspection failing) {
        List<Integer> numbers = causes.stream()
                .filter(cause -> cause.holds(failing))
                .map(Cause::number)
                .toList();
        ofInspection.put(failing.id(), numbers);
        if (numbers.isEmpty()) {
            for (Pin pin : failing.stack()) {
                unexplained.add(new Held(failing.environment(), pin.name(), pin.version()));
            }
        }
    }

    /** The causes that a failing stack is one of; none where it is not explained, or does not fail. */
    public List<Integer> causes(Inspection inspection) {
        return ofInspection.getOrDefault(inspection.id(), List.of());
    }

    /** Whether a cause that a failing stack is one of names this member of it. */
    public boolean isToBlame(Inspection failing, Pin pin) {
        return causes(failing).stream()
                .anyMatch(number -> causes.get(number - 1).names(pin.name(), pin.version()));
    }

    /** The causes that name a version among others of its package. */
    public List<Integer> naming(String environment, String name, String version) {
        return causes.stream()
                .filter(cause -> cause.environment().equals(environment))
                .filter(cause -> cause.names(name, version))
                .map(Cause::number)
                .toList();
    }

    /** The causes that name a package. */
    public List<Integer> naming(String environment, String name) {
        return causes.stream()
                .filter(cause -> cause.environment().equals(environment)
                        && cause.ranges().containsKey(name))
                .map(Cause::number)
                .toList();
    }

    /** Whether a version that only failing stacks hold is still in doubt: a cause names it, or none explains one of them. */
    public boolean isInDoubt(String environment, String name, String version) {
        return unexplained.contains(new Held(environment, name, version))
                || !naming(environment, name, version).isEmpty();
    }

    /** Whether causes explain every failing stack of an environment; false where nothing failed. */
    public boolean explainsAll(Report report, String environment) {
        List<Inspection> failing = report.inspections().stream()
                .filter(inspection -> inspection.environment().equals(environment)
                        && inspection.outcome().isFailure())
                .toList();
        return !failing.isEmpty()
                && failing.stream().noneMatch(one -> causes(one).isEmpty());
    }
}
