package monkey.reports.causes;

/**
 * What was known of a stack before the search.
 *
 * @param executions how often it ended so; at least 1
 */
public record Known(StackPoint stack, Observation observation, int executions) {}
