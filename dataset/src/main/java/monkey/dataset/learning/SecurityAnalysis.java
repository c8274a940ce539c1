package monkey.dataset.learning;

import java.util.List;

/**
 * What came of looking at a version's code.
 *
 * @param failure why nothing can be said, in words; null where something can
 * @param filename of what was looked at; null if nothing was
 * @param tools and their versions; null if none was run
 */
public record SecurityAnalysis(String failure, String filename, String tools, List<Indicator> indicators) {

    /**
     * @param tool {@code bandit} or {@code pygount}
     * @param name of bandit severity and confidence, as {@code high/medium}; of pygount a language
     * @param value how many warnings, or how many lines of code
     */
    public record Indicator(String tool, String name, long value) {}

    public SecurityAnalysis {
        indicators = List.copyOf(indicators);
    }

    public static SecurityAnalysis failed(String reason, String filename) {
        return new SecurityAnalysis(reason, filename, null, List.of());
    }
}
