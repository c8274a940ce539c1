package monkey.reports.html;

import java.util.ArrayList;
import java.util.List;
import monkey.reports.analysis.PackageVersions;
import monkey.reports.analysis.Tally;
import monkey.reports.text.Text;

/** All packages and versions of an environment at one glance: a square each, filled as its stacks ended. */
public record OutcomeMap(List<Row> rows, int omitted) {
    public static final int SIDE = 18;
    private static final int MOST_ROWS = 80;

    public record Row(String name, List<Cell> cells) {}

    public record Cell(String words, Tally tally) {
        /** How much of the square is failing, from its lower edge up; something is seen of each that is there. */
        public int failingHeight() {
            int inner = SIDE - 2;
            return tally.passed() == 0
                    ? inner
                    : Math.max(4, Math.min(inner - 4, inner * tally.failing() / tally.total()));
        }
    }

    /** @param column of the environment in the report */
    static OutcomeMap of(List<PackageVersions> packages, int column) {
        List<PackageVersions> varying =
                packages.stream().filter(PackageVersions::varies).toList();
        List<Row> rows = new ArrayList<>();
        for (PackageVersions versions : varying.subList(0, Math.min(MOST_ROWS, varying.size()))) {
            rows.add(new Row(
                    versions.name(),
                    versions.versions().stream()
                            .map(row -> cell(versions.name(), row, row.tallies().get(column)))
                            .toList()));
        }
        return new OutcomeMap(rows, varying.size() - rows.size());
    }

    private static Cell cell(String name, PackageVersions.Row row, Tally tally) {
        return new Cell(
                Text.line(name) + " " + Text.line(row.version()) + ": "
                        + (tally.total() == 0
                                ? "not tried"
                                : tally.passed() + " passed, " + tally.failing() + " failed"),
                tally);
    }
}
