package monkey.reports.causes;

import java.util.List;

/**
 * What a search came to.
 *
 * @param unexplained stacks that fail, and for which no cause of at most three packages was found
 * @param flaky stacks that disagree with themselves
 * @param probes how many runs it took in all
 * @param ended whether the search came to its end; false when probes ran out before
 */
public record Causes(
        List<Cause> causes, List<StackPoint> unexplained, List<StackPoint> flaky, int probes, boolean ended) {
    public Causes {
        causes = List.copyOf(causes);
        unexplained = List.copyOf(unexplained);
        flaky = List.copyOf(flaky);
    }
}
