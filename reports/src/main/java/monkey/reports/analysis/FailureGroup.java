package monkey.reports.analysis;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;
import monkey.reports.Failure;
import monkey.reports.Inspection;
import monkey.reports.Outcome;
import monkey.reports.text.Text;

/**
 * Inspections that ended the same way: equal outcome and equal signature.
 *
 * @param number from 1 through all groups of the report, as the pages name it
 * @param inspections at least one
 * @param byEnvironment environment to number of inspections, only those that have any
 */
public record FailureGroup(
        int number,
        Outcome outcome,
        String signature,
        List<Inspection> inspections,
        Map<String, Integer> byEnvironment) {

    private record Key(Outcome outcome, String signature) {}

    /** Largest group first. Failures come before flaky stacks, and those before trouble that is not the stack's. */
    public static List<FailureGroup> of(List<Inspection> inspections) {
        Map<Key, List<Inspection>> groups = new LinkedHashMap<>();
        for (Inspection inspection : inspections) {
            if (inspection.outcome().isTried() && !inspection.outcome().isPass()) {
                groups.computeIfAbsent(new Key(inspection.outcome(), signature(inspection)), key -> new ArrayList<>())
                        .add(inspection);
            }
        }
        List<Map.Entry<Key, List<Inspection>>> ordered = groups.entrySet().stream()
                .sorted(Comparator.comparing((Map.Entry<Key, List<Inspection>> group) ->
                                rank(group.getKey().outcome()))
                        .thenComparing(group -> -group.getValue().size())
                        .thenComparing(group -> group.getKey().outcome())
                        .thenComparing(group -> group.getKey().signature()))
                .toList();
        List<FailureGroup> numbered = new ArrayList<>();
        for (Map.Entry<Key, List<Inspection>> group : ordered) {
            numbered.add(new FailureGroup(
                    numbered.size() + 1,
                    group.getKey().outcome(),
                    group.getKey().signature(),
                    List.copyOf(group.getValue()),
                    group.getValue().stream()
                            .collect(Collectors.groupingBy(
                                    Inspection::environment, TreeMap::new, Collectors.summingInt(inspection -> 1)))));
        }
        return List.copyOf(numbered);
    }

    /** The smallest stack of the group: the fewer packages, the less to suspect. Among equals the one chosen first. */
    public Inspection example() {
        return inspections.stream()
                .min(Comparator.comparingInt(inspection -> inspection.stack().size()))
                .orElseThrow();
    }

    /** What is known of the example's failure; of an inspection that left nothing behind, only its outcome. */
    public Failure failure() {
        return example().failure().orElse(new Failure(signature, "", "", "", "", ""));
    }

    /** One line, {@code ImportError: cannot import name 'url_quote'}; the path that Python adds says nothing in a title. */
    public String title() {
        Failure failure = failure();
        String message = Text.line(failure.message()).replaceFirst(" \\(/[^()]*\\)$", "");
        String type = Text.line(failure.errorType());
        if (type.isEmpty() && message.isEmpty()) {
            return capitalized(outcome.words());
        }
        return type.isEmpty() ? message : message.isEmpty() ? type : type + ": " + message;
    }

    public int size() {
        return inspections.size();
    }

    private static String signature(Inspection inspection) {
        return inspection.failure().map(Failure::signature).orElse("");
    }

    private static int rank(Outcome outcome) {
        return outcome.isFailure() ? 0 : outcome == Outcome.FLAKY ? 1 : 2;
    }

    private static String capitalized(String words) {
        return words.substring(0, 1).toUpperCase(Locale.ROOT) + words.substring(1);
    }
}
