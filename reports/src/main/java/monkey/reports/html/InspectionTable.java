package monkey.reports.html;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import monkey.reports.Environment;
import monkey.reports.Inspection;
import monkey.reports.Pin;
import monkey.reports.Report;
import monkey.reports.analysis.Analysis;
import monkey.reports.analysis.FailureGroup;

/**
 * Every inspection as a row that shows only what tells its stack from the others.
 *
 * @param common environment to the pins that all its stacks have
 * @param omitted rows beyond the most that a page bears; {@code report.json} has them all
 */
public record InspectionTable(Map<String, List<Pin>> common, List<Row> rows, int omitted) {
    private static final int MOST_ROWS = 5000;

    /** @param group number of its failure group, 0 for none */
    public record Row(Inspection inspection, List<Member> members, int group) {
        private static final int SHORT = 160;

        public boolean isLong() {
            return members.stream()
                            .mapToInt(member -> member.pin().toString().length() + 1)
                            .sum()
                    > SHORT;
        }
    }

    /** @param suspect to blame for this failure, or seen only in failures where no cause explains this one */
    public record Member(Pin pin, boolean suspect) {}

    static InspectionTable of(Report report, Analysis analysis) {
        Map<String, List<Pin>> common = new LinkedHashMap<>();
        Map<String, Set<String>> suspects = new HashMap<>();
        for (int i = 0; i < report.environments().size(); i++) {
            Environment environment = report.environments().get(i);
            common.put(
                    environment.name(), common(report.inspectionsIn(environment).toList()));
            suspects.put(environment.name(), suspects(analysis, i));
        }
        Map<String, Integer> groups = new HashMap<>();
        for (FailureGroup group : analysis.groups()) {
            group.inspections().forEach(inspection -> groups.put(inspection.id(), group.number()));
        }
        List<Inspection> shown = new ArrayList<>(report.inspections());
        if (shown.size() > MOST_ROWS) {
            shown.sort(Comparator.comparing(inspection -> inspection.outcome().isPass()));
            shown = shown.subList(0, MOST_ROWS);
        }
        Map<String, Set<Pin>> shared = new HashMap<>();
        common.forEach((environment, pins) -> shared.put(environment, Set.copyOf(pins)));
        List<Row> rows = new ArrayList<>();
        for (Inspection inspection : shown) {
            List<Member> members = inspection.stack().stream()
                    .filter(pin -> !shared.get(inspection.environment()).contains(pin))
                    .map(pin -> new Member(
                            pin,
                            inspection.outcome().isFailure()
                                    && (analysis.blame().causes(inspection).isEmpty()
                                            ? suspects.get(inspection.environment())
                                                    .contains(pin.toString())
                                            : analysis.blame().isToBlame(inspection, pin))))
                    .toList();
            rows.add(new Row(inspection, members, groups.getOrDefault(inspection.id(), 0)));
        }
        return new InspectionTable(
                common, List.copyOf(rows), report.inspections().size() - rows.size());
    }

    /** One stack is not shortened: there is nothing to tell it from. */
    private static List<Pin> common(List<Inspection> inspections) {
        Map<Pin, Integer> holders = new TreeMap<>(Comparator.comparing(Pin::name)
                .thenComparing(Pin::version)
                .thenComparing(Pin::fromSource)
                .thenComparing(pin -> pin.index().orElse("")));
        inspections.forEach(inspection -> inspection.stack().forEach(pin -> holders.merge(pin, 1, Integer::sum)));
        return holders.entrySet().stream()
                .filter(entry -> inspections.size() > 1 && entry.getValue() == inspections.size())
                .map(Map.Entry::getKey)
                .toList();
    }

    private static Set<String> suspects(Analysis analysis, int column) {
        Set<String> suspects = new HashSet<>();
        analysis.packages()
                .forEach(versions -> versions.suspects().stream()
                        .filter(row -> row.suspects().get(column))
                        .forEach(row -> suspects.add(versions.name() + "==" + row.version())));
        return suspects;
    }
}
