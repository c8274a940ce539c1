package monkey.dataset.run;

import java.math.BigInteger;

/**
 * What a run found out about its stack space in one environment; null is what is not known (yet).
 *
 * @param position order of the experiment's environments, from 0
 * @param stackCount how many stacks are possible, exact
 * @param ending how the resolver's stream ended: complete, limit, deadline, memory, partial
 * @param packages packages that can be in a stack
 * @param versions their versions that can be in a stack
 * @param tuplesFeasible of strategy cover: the tuples that exist
 * @param tuplesCovered of strategy cover: those of them in a chosen stack
 */
public record RunEnvironment(
        RecordedEnvironment environment,
        int position,
        BigInteger stackCount,
        String ending,
        Integer packages,
        Integer versions,
        BigInteger tuplesFeasible,
        BigInteger tuplesCovered) {

    /** Nothing known yet. */
    public static RunEnvironment unexplored(RecordedEnvironment environment, int position) {
        return new RunEnvironment(environment, position, null, null, null, null, null, null);
    }
}
