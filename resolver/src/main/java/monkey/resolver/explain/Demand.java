package monkey.resolver.explain;

import java.util.List;

/**
 * What the ids of one type - or the direct dependencies - ask of another type, as one requirement that can be dropped
 * or kept.
 *
 * @param sourceType dense type of those who ask; -1 for the direct dependencies
 * @param targetType dense type asked for; -1 for a requirement that nothing meets
 * @param lines the same in ids
 */
record Demand(int sourceType, int targetType, List<Line> lines) {
    static final int NONE = -1;

    /**
     * Ids that ask for the same.
     *
     * @param sources who asks, ascending; empty for the direct dependencies
     * @param targets what will do, ascending; empty if nothing does
     */
    record Line(List<Integer> sources, List<Integer> targets) {}
}
