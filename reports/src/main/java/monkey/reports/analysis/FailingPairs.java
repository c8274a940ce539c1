package monkey.reports.analysis;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import monkey.reports.Inspection;
import monkey.reports.Pin;
import monkey.reports.text.VersionOrder;

/**
 * Two packages, and the pairs of their versions that are seen only in failures.
 *
 * <p>In a sample, most pairs of versions are met once or twice, so many are seen only in failures by mere chance. Package
 * pairs are therefore ordered by how many failing stacks their failing pairs account for <em>beyond</em> what chance
 * would give: with a share p of the stacks failing, a pair that n stacks hold fails every time with p to the n, and so
 * adds n times that to what is expected. It is an order to read in, not a test of significance.
 *
 * <p>Stacks that hold a version which alone is seen only in failures are not counted here: that version accounts for
 * them. Versions are coded as small integers and the stacks as columns, so that counting takes
 * (packages squared) times stacks steps over flat arrays: 180 million, under a second, for 100,000 stacks of 60 packages.
 *
 * @param firstVersions all versions of the first package among the stacks counted, oldest first; the rows of {@code tallies}
 * @param secondVersions the same of the second; the columns
 * @param pairs seen only in failures, most failing stacks first; at least one
 * @param failing stacks accounted for, the sum over {@code pairs}
 * @param excess of those, beyond what chance would give
 */
public record FailingPairs(
        String environment,
        String first,
        String second,
        List<String> firstVersions,
        List<String> secondVersions,
        List<List<Tally>> tallies,
        List<Pair> pairs,
        int failing,
        double excess) {

    /** @param failing how many stacks hold both; each of them fails */
    public record Pair(String firstVersion, String secondVersion, int failing) {}

    private static final int ABSENT = -1;

    private record Column(String name, List<String> versions, int[] codes) {}

    /** The package pairs of one environment, the most telling first. */
    static List<FailingPairs> of(
            String environment, List<Inspection> inspections, List<PackageVersions> packages, int column) {
        Set<Pin> suspects = new HashSet<>();
        packages.forEach(versions -> versions.versions().stream()
                .filter(row -> row.suspects().get(column))
                .forEach(row -> suspects.add(new Pin(versions.name(), row.version()))));
        List<Inspection> counted = inspections.stream()
                .filter(inspection -> inspection.outcome().isConclusive())
                .filter(inspection -> inspection.stack().stream()
                        .noneMatch(pin -> suspects.contains(new Pin(pin.name(), pin.version()))))
                .toList();
        long failing = counted.stream()
                .filter(inspection -> inspection.outcome().isFailure())
                .count();
        if (failing == 0 || failing == counted.size()) {
            return List.of();
        }
        boolean[] fails = new boolean[counted.size()];
        for (int i = 0; i < fails.length; i++) {
            fails[i] = counted.get(i).outcome().isFailure();
        }
        List<Column> columns = columns(counted);
        double rate = (double) failing / counted.size();
        List<FailingPairs> found = new ArrayList<>();
        for (int a = 0; a < columns.size(); a++) {
            for (int b = a + 1; b < columns.size(); b++) {
                FailingPairs pairs = count(environment, columns.get(a), columns.get(b), fails, rate);
                if (!pairs.pairs().isEmpty()) {
                    found.add(pairs);
                }
            }
        }
        found.sort(Comparator.comparingDouble(FailingPairs::excess)
                .reversed()
                .thenComparing(FailingPairs::first)
                .thenComparing(FailingPairs::second));
        return List.copyOf(found);
    }

    /** A package that all stacks hold in the same version tells none apart and is left out. */
    private static List<Column> columns(List<Inspection> inspections) {
        Map<String, Map<Integer, String>> held = new TreeMap<>();
        for (int i = 0; i < inspections.size(); i++) {
            for (Pin pin : inspections.get(i).stack()) {
                held.computeIfAbsent(pin.name(), name -> new HashMap<>()).put(i, pin.version());
            }
        }
        List<Column> columns = new ArrayList<>();
        held.forEach((name, byStack) -> {
            List<String> versions = VersionOrder.oldestFirst(byStack.values());
            if (versions.size() > 1 || byStack.size() < inspections.size()) {
                Map<String, Integer> codes = new HashMap<>();
                versions.forEach(version -> codes.put(version, codes.size()));
                int[] coded = new int[inspections.size()];
                Arrays.fill(coded, ABSENT);
                byStack.forEach((stack, version) -> coded[stack] = codes.get(version));
                columns.add(new Column(name, versions, coded));
            }
        });
        return columns;
    }

    private static FailingPairs count(String environment, Column a, Column b, boolean[] fails, double rate) {
        int width = b.versions().size();
        int[] passed = new int[a.versions().size() * width];
        int[] failed = new int[passed.length];
        for (int i = 0; i < fails.length; i++) {
            if (a.codes()[i] != ABSENT && b.codes()[i] != ABSENT) {
                (fails[i] ? failed : passed)[a.codes()[i] * width + b.codes()[i]]++;
            }
        }
        List<Pair> pairs = new ArrayList<>();
        int accounted = 0;
        double expected = 0;
        for (int cell = 0; cell < passed.length; cell++) {
            int stacks = passed[cell] + failed[cell];
            expected += stacks * Math.pow(rate, stacks);
            if (stacks > 0 && passed[cell] == 0) {
                pairs.add(new Pair(a.versions().get(cell / width), b.versions().get(cell % width), stacks));
                accounted += stacks;
            }
        }
        pairs.sort(Comparator.comparingInt(Pair::failing).reversed());
        return new FailingPairs(
                environment,
                a.name(),
                b.name(),
                a.versions(),
                b.versions(),
                pairs.isEmpty() ? List.of() : tallies(passed, failed, width),
                List.copyOf(pairs),
                accounted,
                accounted - expected);
    }

    private static List<List<Tally>> tallies(int[] passed, int[] failed, int width) {
        List<List<Tally>> rows = new ArrayList<>();
        for (int start = 0; start < passed.length; start += width) {
            List<Tally> row = new ArrayList<>();
            for (int cell = start; cell < start + width; cell++) {
                row.add(new Tally(passed[cell], failed[cell]));
            }
            rows.add(row);
        }
        return rows;
    }
}
