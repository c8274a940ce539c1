package monkey.resolver.graph;

import java.util.Arrays;

/**
 * An N-ary dependency graph over ids {@code 0 .. idCount()-1}, each with a type. Immutable and thread-safe.
 *
 * <p>The pairs lie in two flat arrays (compressed sparse rows): the targets of id {@code a} are
 * {@code target(firstTarget(a)) .. target(firstTarget(a + 1) - 1)}, in the order they were given, because an
 * installer's order of work follows it. Types keep the numbers they were given ({@link #typeOf}); algorithms use the
 * dense ones ({@link #denseTypeOf}), which number them in ascending order of the given ones.
 */
public final class Graph {
    private final int[] denseTypes;
    private final int[] typeNumbers;
    private final int[] direct;
    private final int[] offsets;
    private final int[] targets;
    private final boolean[] broken;

    private Graph(int[] denseTypes, int[] typeNumbers, int[] direct, int[] offsets, int[] targets, boolean[] broken) {
        this.denseTypes = denseTypes;
        this.typeNumbers = typeNumbers;
        this.direct = direct;
        this.offsets = offsets;
        this.targets = targets;
        this.broken = broken;
    }

    /**
     * Builds a graph; the arrays are copied.
     *
     * @param types type of id 0, 1, ...: any number from 0 up; within a type, ids ascend from oldest to newest
     * @param direct ids of the direct dependencies, grouped by type: one of each type must be in a stack
     * @param pairSources the depending ids, in step with {@code pairTargets}
     * @param pairTargets the ids depended on, grouped by type for each source: one of each type is needed
     * @param broken ids with a requirement that nothing meets
     * @throws IllegalArgumentException if an id is out of range, a type is negative or the pair arrays differ in length
     */
    public static Graph of(int[] types, int[] direct, int[] pairSources, int[] pairTargets, int[] broken) {
        if (pairSources.length != pairTargets.length) {
            throw new IllegalArgumentException(
                    "as many pair sources as targets needed, but " + pairSources.length + " and " + pairTargets.length);
        }
        return of(types, types.length, direct, direct.length, pairSources, pairTargets, pairSources.length, broken);
    }

    static Graph of(
            int[] types,
            int idCount,
            int[] direct,
            int directCount,
            int[] pairSources,
            int[] pairTargets,
            int pairCount,
            int[] brokenIds) {
        int[] typeNumbers = distinct(types, idCount);
        int[] denseTypes = new int[idCount];
        for (int id = 0; id < idCount; id++) {
            denseTypes[id] = Arrays.binarySearch(typeNumbers, types[id]);
        }
        int[] offsets = new int[idCount + 1];
        for (int i = 0; i < pairCount; i++) {
            checkId(pairTargets[i], idCount);
            offsets[checkId(pairSources[i], idCount) + 1]++;
        }
        for (int id = 0; id < idCount; id++) {
            offsets[id + 1] += offsets[id];
        }
        int[] targets = new int[pairCount];
        int[] next = Arrays.copyOf(offsets, idCount);
        for (int i = 0; i < pairCount; i++) {
            targets[next[pairSources[i]]++] = pairTargets[i];
        }
        boolean[] broken = new boolean[idCount];
        for (int id : brokenIds) {
            broken[checkId(id, idCount)] = true;
        }
        int[] directIds = Arrays.copyOf(direct, directCount);
        for (int id : directIds) {
            checkId(id, idCount);
        }
        return new Graph(denseTypes, typeNumbers, directIds, offsets, targets, broken);
    }

    private static int[] distinct(int[] types, int count) {
        int[] sorted = Arrays.copyOf(types, count);
        Arrays.sort(sorted);
        if (count > 0 && sorted[0] < 0) {
            throw new IllegalArgumentException("a type must be 0 or more, but one is " + sorted[0]);
        }
        int kept = 0;
        for (int i = 0; i < count; i++) {
            if (i == 0 || sorted[i] != sorted[i - 1]) {
                sorted[kept++] = sorted[i];
            }
        }
        return Arrays.copyOf(sorted, kept);
    }

    private static int checkId(int id, int idCount) {
        if (id < 0 || id >= idCount) {
            throw new IllegalArgumentException("id " + id + " has no type: ids run from 0 to " + (idCount - 1));
        }
        return id;
    }

    public int idCount() {
        return denseTypes.length;
    }

    /** Number of different types. */
    public int typeCount() {
        return typeNumbers.length;
    }

    public int pairCount() {
        return targets.length;
    }

    /** The type of an id, as it was given. */
    public int typeOf(int id) {
        return typeNumbers[denseTypes[id]];
    }

    /** The type of an id as a number from 0 to {@code typeCount() - 1}. */
    public int denseTypeOf(int id) {
        return denseTypes[id];
    }

    /** The dense number of a type as given, or a negative number if no id has it. */
    public int denseType(int typeNumber) {
        return Arrays.binarySearch(typeNumbers, typeNumber);
    }

    /** The type as given of a dense type. */
    public int typeNumber(int denseType) {
        return typeNumbers[denseType];
    }

    public int directCount() {
        return direct.length;
    }

    /** The n-th direct dependency, in the order given. */
    public int direct(int n) {
        return direct[n];
    }

    /** Index of the first target of an id; for {@code idCount()} the number of pairs. */
    public int firstTarget(int id) {
        return offsets[id];
    }

    public int target(int index) {
        return targets[index];
    }

    public boolean isBroken(int id) {
        return broken[id];
    }
}
