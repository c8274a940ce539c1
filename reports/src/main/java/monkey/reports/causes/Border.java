package monkey.reports.causes;

/**
 * The evidence for one end of a cause's versions of a package: a stack inside that fails, and one that is outside by that
 * package only and passes.
 *
 * @param heldStill whether the two differ in nothing else
 */
public record Border(int packageIndex, Side side, StackPoint failing, StackPoint passing, boolean heldStill) {}
