package monkey.reports.causes;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/** A stack: for each package the level of its version, or {@link #ABSENT}. Immutable. */
public final class StackPoint {
    public static final int ABSENT = -1;

    private final int[] levels;

    public StackPoint(int... levels) {
        this.levels = levels.clone();
    }

    public int size() {
        return levels.length;
    }

    public int level(int packageIndex) {
        return levels[packageIndex];
    }

    public boolean has(int packageIndex) {
        return levels[packageIndex] != ABSENT;
    }

    /** The same but for one package; not necessarily a stack any more. */
    public StackPoint with(int packageIndex, int level) {
        StackPoint changed = new StackPoint(levels);
        changed.levels[packageIndex] = level;
        return changed;
    }

    /** Packages in which the two differ, presence included, in their order. */
    public List<Integer> differences(StackPoint other) {
        List<Integer> differences = new ArrayList<>();
        for (int p = 0; p < levels.length; p++) {
            if (levels[p] != other.levels[p]) {
                differences.add(p);
            }
        }
        return differences;
    }

    /** Number of packages that both have, but not the same: what comes or goes with a choice is not counted. */
    public int distance(StackPoint other) {
        int distance = 0;
        for (int p = 0; p < levels.length; p++) {
            if (levels[p] != other.levels[p] && levels[p] != ABSENT && other.levels[p] != ABSENT) {
                distance++;
            }
        }
        return distance;
    }

    /** Whether each version of it is one of these two stacks'. */
    boolean isBetween(StackPoint one, StackPoint other) {
        for (int p = 0; p < levels.length; p++) {
            if (levels[p] != one.levels[p] && levels[p] != other.levels[p]) {
                return false;
            }
        }
        return true;
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof StackPoint point && Arrays.equals(levels, point.levels);
    }

    @Override
    public int hashCode() {
        return Arrays.hashCode(levels);
    }

    @Override
    public String toString() {
        return Arrays.toString(levels);
    }
}
