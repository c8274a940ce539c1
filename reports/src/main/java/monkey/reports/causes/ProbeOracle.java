package monkey.reports.causes;

import java.util.List;

/** Runs stacks. */
@FunctionalInterface
public interface ProbeOracle {
    /**
     * Runs these stacks, side by side where it can. A stack that was asked for before is run again: whether it ends alike is
     * then the question.
     *
     * @return one observation for each, in their order
     */
    List<Observation> run(List<StackPoint> stacks);
}
