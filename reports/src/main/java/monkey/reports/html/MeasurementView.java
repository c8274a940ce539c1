package monkey.reports.html;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.OptionalDouble;
import java.util.Set;
import java.util.TreeMap;
import monkey.reports.analysis.Analysis;
import monkey.reports.performance.Comparison;
import monkey.reports.performance.Interval;
import monkey.reports.performance.MetricResult;
import monkey.reports.performance.Series;
import monkey.reports.performance.Slowdown;

/**
 * One metric as a picture: changes as intervals on one scale of ratios, the noise behind them, and each stack's items. Lengths
 * are in units of a drawing that is as wide as the page lets it be.
 *
 * @param limit logarithm of the largest ratio on the scale
 */
public record MeasurementView(MetricResult result, List<Row> rows, double limit) {
    public static final int WIDTH = 1000;

    /** Beyond it the distributions say less than report.json. */
    private static final int MOST_STACKS = 60;

    private static final double LEAST_LIMIT = 0.02;

    /** @param status proven, suspected, or empty for the control */
    public record Row(String label, String words, String status, Interval interval) {}

    /**
     * What one stack measured.
     *
     * @param values places of its items on the scale from the smallest to the largest of all
     */
    public record Distribution(String label, String median, int medianAt, List<Integer> values) {}

    static List<MeasurementView> of(Analysis analysis) {
        return analysis.performance().results().stream()
                .filter(result -> result.stacks().size() > 1)
                .map(result -> of(result, analysis.slowdowns()))
                .toList();
    }

    private static MeasurementView of(MetricResult result, List<Slowdown> slowdowns) {
        List<Row> rows = new ArrayList<>();
        for (Slowdown slowdown : slowdowns) {
            for (Slowdown.Change change : slowdown.changes()) {
                if (change.result() == result) {
                    rows.add(new Row(
                            slowdown.versions(),
                            change.words(),
                            change.proven() ? "proven" : "suspected",
                            change.effect().ratio()));
                }
            }
        }
        result.control()
                .ifPresent(control -> rows.add(new Row("the same stack twice", words(control), "", control.ratio())));
        double limit = rows.stream()
                .flatMapToDouble(row -> Arrays.stream(
                        new double[] {row.interval().low(), row.interval().high()}))
                .map(ratio -> Math.abs(Math.log(ratio)))
                .filter(Double::isFinite)
                .max()
                .orElse(0);
        return new MeasurementView(result, List.copyOf(rows), Math.max(LEAST_LIMIT, limit * 1.08));
    }

    private static String words(Comparison control) {
        return "%+.1f %% (%+.1f to %+.1f %%)"
                .formatted(
                        100 * (control.ratio().ratio() - 1),
                        100 * (control.ratio().low() - 1),
                        100 * (control.ratio().high() - 1))
                .replace('-', '−');
    }

    /** Where a ratio lies on the drawing. */
    public int at(double ratio) {
        double share = Math.log(ratio) / limit;
        return (int) Math.round(WIDTH / 2.0 * (1 + Math.max(-1, Math.min(1, share))));
    }

    public int noiseFrom() {
        return at(1 / (1 + result.noise().orElse(0)));
    }

    public int noiseTo() {
        return at(1 + result.noise().orElse(0));
    }

    /** {@code 12 %}: how far the scale goes up, and nearly as far down. */
    public String lower() {
        return "−" + Slowdown.percent(-Math.expm1(-limit)) + " %";
    }

    public String upper() {
        return "+" + Slowdown.percent(Math.expm1(limit)) + " %";
    }

    /** In words, what the metric would have shown if it were there. */
    public String hidden() {
        OptionalDouble hidden = result.hidden();
        String besides = result.effects().isEmpty() ? "No" : "Besides, no";
        return hidden.isEmpty()
                ? ""
                : besides + " difference larger than " + Slowdown.percent(hidden.getAsDouble())
                        + " % between two of these stacks could be hidden here.";
    }

    public String noise() {
        return result.noise().isPresent()
                ? "Noise: up to " + Slowdown.percent(result.noise().getAsDouble())
                        + " % between two measurements of the same stack."
                : "No stack was measured twice, so how far the noise goes is not known.";
    }

    /** The stacks with the smallest medians and those with the largest, where there are too many for a page. */
    public List<Distribution> distributions() {
        List<Series> sorted = result.stacks().stream()
                .sorted(Comparator.comparingDouble(MeasurementView::median))
                .toList();
        if (sorted.size() > MOST_STACKS) {
            List<Series> ends = new ArrayList<>(sorted.subList(0, MOST_STACKS / 2));
            ends.addAll(sorted.subList(sorted.size() - MOST_STACKS / 2, sorted.size()));
            sorted = ends;
        }
        double low =
                sorted.stream().flatMapToDouble(MeasurementView::items).min().orElse(0);
        double high =
                sorted.stream().flatMapToDouble(MeasurementView::items).max().orElse(1);
        Map<String, Set<String>> varying = varying();
        List<Distribution> distributions = new ArrayList<>();
        for (Series series : sorted) {
            distributions.add(new Distribution(
                    label(series, varying),
                    number(median(series)) + (result.metric().unit().isEmpty() ? "" : " " + unit()),
                    place(median(series), low, high),
                    items(series).mapToObj(value -> place(value, low, high)).toList()));
        }
        return distributions;
    }

    private String unit() {
        return result.metric().unit().equals("By") ? "bytes" : result.metric().unit();
    }

    /** How many stacks there are, however often each was measured. */
    public long stacks() {
        return result.stacks().stream().map(Series::id).distinct().count();
    }

    public int omitted() {
        return Math.max(0, result.stacks().size() - MOST_STACKS);
    }

    private Map<String, Set<String>> varying() {
        Map<String, Set<String>> versions = new HashMap<>();
        result.stacks()
                .forEach(series -> series.versions()
                        .forEach((name, version) -> versions.computeIfAbsent(name, n -> new HashSet<>())
                                .add(version)));
        return versions;
    }

    private static String label(Series series, Map<String, Set<String>> varying) {
        List<String> pins = new ArrayList<>();
        new TreeMap<>(series.versions()).forEach((name, version) -> {
            if (varying.get(name).size() > 1) {
                pins.add(name + " " + version);
            }
        });
        return (pins.isEmpty() ? "#" + series.id() : String.join(", ", pins))
                + (series.session() == 0 ? "" : ", session " + (series.session() + 1));
    }

    private static java.util.stream.DoubleStream items(Series series) {
        return series.rounds().stream().flatMapToDouble(Arrays::stream);
    }

    private static double median(Series series) {
        double[] sorted = items(series).sorted().toArray();
        int middle = sorted.length / 2;
        return sorted.length % 2 == 1 ? sorted[middle] : (sorted[middle - 1] + sorted[middle]) / 2;
    }

    private static int place(double value, double low, double high) {
        return high > low ? (int) Math.round(10 + (WIDTH - 20) * (value - low) / (high - low)) : WIDTH / 2;
    }

    private static String number(double value) {
        return value >= 1000 ? String.format(Locale.ROOT, "%,.0f", value) : String.format(Locale.ROOT, "%.3g", value);
    }
}
