package monkey.reports.analysis;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.TreeSet;
import monkey.reports.Environment;
import monkey.reports.LeftOut;
import monkey.reports.text.VersionOrder;

/**
 * What was left out of one environment for one reason.
 *
 * @param count of versions; a whole package counts as one
 * @param packages by name
 */
public record LeftOutSummary(String reason, int count, List<Entry> packages) {

    /**
     * @param versions oldest first; empty when the whole package was left out
     * @param details the different details given, each once
     */
    public record Entry(String packageName, List<String> versions, List<String> details) {}

    /** The most frequent reason first. */
    static List<LeftOutSummary> of(Environment environment) {
        Map<String, Map<String, List<LeftOut>>> grouped = new TreeMap<>();
        for (LeftOut leftOut : environment.leftOut()) {
            grouped.computeIfAbsent(leftOut.reason(), reason -> new TreeMap<>())
                    .computeIfAbsent(leftOut.packageName(), name -> new ArrayList<>())
                    .add(leftOut);
        }
        List<LeftOutSummary> summaries = new ArrayList<>();
        grouped.forEach((reason, packages) -> summaries.add(new LeftOutSummary(
                reason,
                packages.values().stream().mapToInt(List::size).sum(),
                packages.entrySet().stream()
                        .map(entry -> entry(entry.getKey(), entry.getValue()))
                        .toList())));
        summaries.sort(Comparator.comparingInt(LeftOutSummary::count).reversed().thenComparing(LeftOutSummary::reason));
        return List.copyOf(summaries);
    }

    /** The reason in words, to stand behind a count of versions. */
    public String words() {
        return switch (reason) {
            case "source_only" -> "source distribution only, and those were not allowed";
            case "yanked" -> "yanked by their authors";
            case "no_compatible_wheel" -> "no wheel for this platform and interpreter";
            case "requires_python" -> "made for other versions of Python";
            case "uploaded_later" -> "uploaded after the experiment's date";
            case "pre_release" -> "pre-releases that no requirement names";
            case "limited" -> "outside the limits that the experiment sets";
            case "metadata" -> "metadata could not be read";
            case "broken_requirement" -> "with a requirement that nothing meets";
            case "missing" -> "not found on any index";
            default -> reason.replace('_', ' ');
        };
    }

    private static Entry entry(String packageName, List<LeftOut> rows) {
        List<String> versions = new ArrayList<>();
        TreeSet<String> details = new TreeSet<>();
        for (LeftOut row : rows) {
            if (!row.version().isEmpty()) {
                versions.add(row.version());
            }
            if (!row.detail().isEmpty()) {
                details.add(row.detail());
            }
        }
        return new Entry(packageName, VersionOrder.oldestFirst(versions), List.copyOf(details));
    }
}
