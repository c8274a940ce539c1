package monkey.reports;

import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * What the code of a version looks like to a security linter, and how much of it there is. Indicators, not verdicts: a
 * warning says that somebody should look.
 *
 * @param problem why its code could not be looked at; empty where it was
 * @param filename of what was looked at
 * @param sourceDistribution whether the index has one; empty where nobody has said
 * @param tools that looked, and their versions
 * @param warnings how many, by severity and confidence: {@code high/medium}
 * @param lines of code, by language
 */
public record SecurityIndicators(
        Pin version,
        Optional<String> problem,
        Optional<String> filename,
        Optional<Boolean> sourceDistribution,
        Optional<String> tools,
        Map<String, Long> warnings,
        Map<String, Long> lines) {

    /** As the linter names them, the worst first. */
    public static final List<String> SEVERITIES = List.of("high", "medium", "low");

    /** What most asks for a look first. */
    public static final Comparator<SecurityIndicators> WORST_FIRST = SEVERITIES.stream()
            .map(severity -> Comparator.<SecurityIndicators>comparingLong(one -> -one.warnings(severity)))
            .reduce(Comparator::thenComparing)
            .orElseThrow();

    public SecurityIndicators {
        warnings = Ordered.copyOf(warnings);
        lines = Ordered.copyOf(lines);
    }

    /** How many there are of a severity, whatever the linter's confidence. */
    public long warnings(String severity) {
        return warnings.entrySet().stream()
                .filter(entry -> entry.getKey().startsWith(severity + "/"))
                .mapToLong(Map.Entry::getValue)
                .sum();
    }

    /** Of all languages. */
    public long allLines() {
        return lines.values().stream().mapToLong(Long::longValue).sum();
    }
}
