package monkey.reports.analysis;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import monkey.reports.Environment;
import monkey.reports.Inspection;
import monkey.reports.Pin;
import monkey.reports.Report;
import monkey.reports.text.VersionOrder;

/**
 * The versions of one package that were in a stack that gave an answer.
 *
 * @param versions oldest first
 */
public record PackageVersions(String name, List<Row> versions) {

    /**
     * @param tallies one for each environment of the report, in its order
     * @param suspects whether in that environment no passing stack holds this version, some failing ones do, and other
     *     stacks passed (where nothing passed, no version stands out)
     */
    public record Row(String version, List<Tally> tallies, List<Boolean> suspects) {

        public Row {
            tallies = List.copyOf(tallies);
            suspects = List.copyOf(suspects);
        }

        public boolean isSuspect() {
            return suspects.contains(true);
        }

        /** Failing stacks of those environments in which the version is seen only in failures. */
        public int support() {
            int support = 0;
            for (int i = 0; i < tallies.size(); i++) {
                support += suspects.get(i) ? tallies.get(i).failing() : 0;
            }
            return support;
        }
    }

    /** Whether there was a choice at all: more than one version was tried. */
    public boolean varies() {
        return versions.size() > 1;
    }

    public List<Row> suspects() {
        return versions.stream().filter(Row::isSuspect).toList();
    }

    /** Packages with suspects first, those with the most failing stacks behind them at the top; then by name. */
    static List<PackageVersions> of(Report report) {
        List<Environment> environments = report.environments();
        Map<String, Integer> columns = new HashMap<>();
        environments.forEach(environment -> columns.put(environment.name(), columns.size()));
        boolean[] somePassed = new boolean[environments.size()];
        Map<String, Map<String, Tally[]>> counts = new TreeMap<>();
        for (Inspection inspection : report.inspections()) {
            if (inspection.outcome().isConclusive()) {
                int column = columns.get(inspection.environment());
                somePassed[column] |= inspection.outcome().isPass();
                for (Pin pin : inspection.stack()) {
                    Tally[] row = counts.computeIfAbsent(pin.name(), name -> new HashMap<>())
                            .computeIfAbsent(pin.version(), version -> nothing(environments.size()));
                    row[column] = row[column].plus(inspection.outcome());
                }
            }
        }
        List<PackageVersions> packages = new ArrayList<>();
        counts.forEach((name, versions) -> {
            List<Row> rows = new ArrayList<>();
            VersionOrder.oldestFirst(versions.keySet())
                    .forEach(version -> rows.add(row(version, versions.get(version), somePassed)));
            packages.add(new PackageVersions(name, List.copyOf(rows)));
        });
        packages.sort(
                Comparator.comparingInt(PackageVersions::support).reversed().thenComparing(PackageVersions::name));
        return List.copyOf(packages);
    }

    private int support() {
        return versions.stream().mapToInt(Row::support).sum();
    }

    private static Row row(String version, Tally[] tallies, boolean[] somePassed) {
        List<Boolean> suspects = new ArrayList<>();
        for (int i = 0; i < tallies.length; i++) {
            suspects.add(somePassed[i] && tallies[i].isOnlyFailing());
        }
        return new Row(version, List.of(tallies), suspects);
    }

    private static Tally[] nothing(int size) {
        Tally[] row = new Tally[size];
        Arrays.fill(row, Tally.NOTHING);
        return row;
    }
}
