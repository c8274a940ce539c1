package monkey.reports.html;

import java.util.ArrayList;
import java.util.List;
import monkey.reports.analysis.FailingPairs;
import monkey.reports.analysis.Tally;
import monkey.reports.text.Text;

/** The versions of two packages against each other, as a picture. All lengths are in pixels of the drawing. */
public record PairMatrix(
        int width,
        int height,
        List<Label> rows,
        List<Label> columns,
        List<Cell> cells,
        Label rowTitle,
        Label columnTitle) {

    /** Beyond this a picture says less than the list beside it. */
    private static final int MOST_VERSIONS = 48;

    private static final int SIDE = 26;
    private static final int LETTER = 7;
    private static final int LONGEST_LABEL = 16;

    public record Label(String text, int x, int y) {}

    public record Cell(int x, int y, Tally tally, String row, String column) {

        public int side() {
            return SIDE - 2;
        }

        /** How much of the cell is failing, from its lower edge up. */
        public int failingHeight() {
            return tally.passed() == 0 ? side() : side() * tally.failing() / tally.total();
        }
    }

    public static boolean isDrawable(FailingPairs pairs) {
        return pairs.firstVersions().size() <= MOST_VERSIONS
                && pairs.secondVersions().size() <= MOST_VERSIONS;
    }

    public static PairMatrix of(FailingPairs pairs) {
        String rowTitle = Text.shortened(Text.line(pairs.first()), 24);
        int left = 14 + LETTER * Math.max(longest(pairs.firstVersions()), rowTitle.length() + 2);
        int top = 34 + LETTER * longest(pairs.secondVersions()) * 7 / 8;
        List<Label> rows = new ArrayList<>();
        List<Label> columns = new ArrayList<>();
        List<Cell> cells = new ArrayList<>();
        for (int column = 0; column < pairs.secondVersions().size(); column++) {
            columns.add(
                    new Label(label(pairs.secondVersions().get(column)), left + column * SIDE + SIDE / 2 + 3, top - 6));
        }
        for (int row = 0; row < pairs.firstVersions().size(); row++) {
            rows.add(new Label(label(pairs.firstVersions().get(row)), left - 8, top + row * SIDE + SIDE / 2 + 3));
            for (int column = 0; column < pairs.secondVersions().size(); column++) {
                cells.add(new Cell(
                        left + column * SIDE,
                        top + row * SIDE,
                        pairs.tallies().get(row).get(column),
                        pairs.firstVersions().get(row),
                        pairs.secondVersions().get(column)));
            }
        }
        int width = left + pairs.secondVersions().size() * SIDE + 60;
        String columnTitle = Text.shortened(Text.line(pairs.second()), 40);
        return new PairMatrix(
                Math.max(width, left + columnTitle.length() * LETTER + 40),
                top + pairs.firstVersions().size() * SIDE + 4,
                List.copyOf(rows),
                List.copyOf(columns),
                List.copyOf(cells),
                new Label(rowTitle, left - 8, top - 8),
                new Label(columnTitle, left, 14));
    }

    private static int longest(List<String> versions) {
        return versions.stream()
                .mapToInt(version -> label(version).length())
                .max()
                .orElse(0);
    }

    private static String label(String version) {
        return Text.shortened(Text.line(version), LONGEST_LABEL);
    }
}
