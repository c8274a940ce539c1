package monkey.reports.html;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import monkey.reports.Environment;
import monkey.reports.Inspection;
import monkey.reports.Pin;
import monkey.reports.Report;
import monkey.reports.analysis.Blame;
import monkey.reports.analysis.Tally;
import monkey.reports.text.Numbers;
import monkey.reports.text.Text;
import monkey.reports.text.VersionOrder;

/**
 * All packages and versions of an environment at one glance: a square each, filled as its stacks ended, those that were run to
 * find causes among them. What causes name comes first and is underlined. Failures that causes explain are not counted against
 * packages which those do not name: to prove a cause most of their versions are run inside of it.
 */
public record OutcomeMap(List<Row> rows, int omitted) {
    public static final int SIDE = 18;
    private static final int MOST_ROWS = 80;

    /**
     * @param causes that name the package
     * @param span its oldest and newest version here
     */
    public record Row(String name, List<Integer> causes, String span, List<Cell> cells) {}

    /** @param blamed whether a cause names the version */
    public record Cell(String words, Tally tally, boolean blamed) {
        /** How much of the square is failing, from its lower edge up; something is seen of each that is there. */
        public int failingHeight() {
            int inner = SIDE - 2;
            return tally.passed() == 0
                    ? inner
                    : Math.max(4, Math.min(inner - 4, inner * tally.failing() / tally.total()));
        }
    }

    static OutcomeMap of(Report report, Environment environment, Blame blame) {
        Map<String, Map<String, Tally>> tallies = new TreeMap<>();
        report.tried()
                .filter(inspection -> inspection.environment().equals(environment.name())
                        && inspection.outcome().isConclusive())
                .forEach(inspection -> count(inspection, blame, tallies));
        tallies.values().removeIf(versions -> versions.size() < 2);
        List<Row> rows = new ArrayList<>();
        tallies.forEach((name, versions) -> rows.add(row(environment.name(), name, versions, blame)));
        rows.sort(Comparator.comparing((Row row) ->
                row.causes().isEmpty() ? Integer.MAX_VALUE : row.causes().get(0)));
        int shown = Math.min(MOST_ROWS, rows.size());
        return new OutcomeMap(List.copyOf(rows.subList(0, shown)), rows.size() - shown);
    }

    private static void count(Inspection inspection, Blame blame, Map<String, Map<String, Tally>> tallies) {
        boolean explained = !blame.causes(inspection).isEmpty();
        for (Pin pin : inspection.stack()) {
            boolean counts = !explained
                    || !blame.naming(inspection.environment(), pin.name()).isEmpty();
            tallies.computeIfAbsent(pin.name(), name -> new HashMap<>())
                    .merge(pin.version(), counts ? Tally.of(inspection.outcome()) : Tally.NOTHING, Tally::plus);
        }
    }

    private static Row row(String environment, String name, Map<String, Tally> versions, Blame blame) {
        List<String> ordered = VersionOrder.oldestFirst(versions.keySet());
        return new Row(
                name,
                blame.naming(environment, name),
                Text.line(ordered.get(0)) + " to " + Text.line(ordered.get(ordered.size() - 1)),
                ordered.stream()
                        .map(version ->
                                cell(name, version, versions.get(version), blame.naming(environment, name, version)))
                        .toList());
    }

    private static Cell cell(String name, String version, Tally tally, List<Integer> causes) {
        return new Cell(
                Text.line(name) + " " + Text.line(version) + ": "
                        + (tally.total() == 0
                                ? "only in stacks that a cause makes fail"
                                : tally.passed() + " passed, " + tally.failing() + " failed")
                        + (causes.isEmpty() ? "" : "; named by " + named(causes)),
                tally,
                !causes.isEmpty());
    }

    /** {@code cause 1}, {@code causes 1, 2}. */
    public static String named(List<Integer> causes) {
        return (causes.size() == 1 ? "cause " : "causes ")
                + String.join(", ", causes.stream().map(Numbers::grouped).toList());
    }
}
