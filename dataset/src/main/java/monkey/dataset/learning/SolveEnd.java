package monkey.dataset.learning;

/**
 * How one solve ended.
 *
 * @param reason in words; null of what is solved
 * @param etag of the page it was decided by, or null
 */
public record SolveEnd(Solve solve, SolveOutcome outcome, String reason, String etag) {}
