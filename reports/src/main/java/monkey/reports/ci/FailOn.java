package monkey.reports.ci;

import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import monkey.reports.Finding;
import monkey.reports.Report;
import monkey.reports.analysis.Analysis;
import monkey.reports.text.Numbers;

/**
 * When a pipeline is to stop. {@code proven}: a cause of failure is proven. {@code suspected}: one is at least suspected, or a
 * stack fails for no cause that was found. {@code slower:10%}: with some versions a metric is worse by so much or more, and
 * that is proven.
 *
 * @param slower as a share; empty when that is not asked
 */
public record FailOn(boolean proven, boolean suspected, OptionalDouble slower) {
    /** Whoever asks for nothing is never stopped. */
    public static final FailOn NOTHING = new FailOn(false, false, OptionalDouble.empty());

    private static final Pattern SLOWER = Pattern.compile("slower:([0-9]+(?:\\.[0-9]+)?)%");

    /**
     * @param words as on the command line, each of them one or several with commas between
     * @throws IllegalArgumentException that says what would be right
     */
    public static FailOn of(List<String> words) {
        FailOn all = NOTHING;
        for (String word : words.stream()
                .flatMap(one -> Arrays.stream(one.split(",")))
                .map(String::strip)
                .toList()) {
            Matcher slower = SLOWER.matcher(word);
            if (word.equals("proven")) {
                all = new FailOn(true, all.suspected, all.slower);
            } else if (word.equals("suspected")) {
                all = new FailOn(all.proven, true, all.slower);
            } else if (slower.matches()) {
                all = new FailOn(
                        all.proven, all.suspected, OptionalDouble.of(Double.parseDouble(slower.group(1)) / 100));
            } else {
                throw new IllegalArgumentException(
                        "'" + word + "' is none of proven, suspected and slower:PERCENT%, such as slower:10%");
            }
        }
        return all;
    }

    /** Why the pipeline is to stop, in words; nothing when it may go on. */
    public Optional<String> reason(Report report, Analysis analysis) {
        List<Finding> findings = report.causes().findings();
        long certain = findings.stream().filter(Finding::proven).count();
        if ((proven || suspected) && certain > 0) {
            return Optional.of(Numbers.counted(certain, "cause") + " of failure proven");
        }
        if (suspected && !findings.isEmpty()) {
            return Optional.of(Numbers.counted(findings.size(), "cause") + " of failure suspected");
        }
        if (suspected && analysis.outcomes().failing() > 0) {
            return Optional.of(
                    Numbers.counted(analysis.outcomes().failing(), "stack") + " failed, without a cause found");
        }
        if (slower.isEmpty()) {
            return Optional.empty();
        }
        return analysis.slowdowns().stream()
                .flatMap(slowdown -> slowdown.changes().stream()
                        .filter(change -> change.proven() && change.loss() >= slower.getAsDouble())
                        .map(change -> slowdown.versions() + " has " + change.words()))
                .findFirst();
    }
}
