package monkey.reports.causes;

import java.util.BitSet;
import java.util.Collections;
import java.util.Map;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.TreeSet;

/**
 * A part of the space: for some packages the levels that a stack may have. A package with limits must be in the stack, unless
 * it is among those that may be absent. Immutable.
 */
public final class Region {
    public static final Region EVERYTHING = new Region(new TreeMap<>(), new TreeSet<>());

    private final TreeMap<Integer, BitSet> levels;
    private final TreeSet<Integer> mayBeAbsent;

    private Region(TreeMap<Integer, BitSet> levels, TreeSet<Integer> mayBeAbsent) {
        this.levels = levels;
        this.mayBeAbsent = mayBeAbsent;
    }

    public static Region of(Map<Integer, BitSet> conditions) {
        Region region = EVERYTHING;
        for (Map.Entry<Integer, BitSet> condition : conditions.entrySet()) {
            region = region.with(condition.getKey(), condition.getValue());
        }
        return region;
    }

    /** The part in which this package is there, at one of these levels. Replaces what was said of the package before. */
    public Region with(int packageIndex, BitSet allowed) {
        TreeMap<Integer, BitSet> more = new TreeMap<>(levels);
        more.put(packageIndex, (BitSet) allowed.clone());
        TreeSet<Integer> absent = new TreeSet<>(mayBeAbsent);
        absent.remove(packageIndex);
        return new Region(more, absent);
    }

    /** The same, and stacks without the package. */
    public Region withOrAbsent(int packageIndex, BitSet allowed) {
        Region more = with(packageIndex, allowed);
        more.mayBeAbsent.add(packageIndex);
        return more;
    }

    /** What is in both. A package that only one of the two lets be absent has to be there. */
    public Region and(Region other) {
        Region both = this;
        for (Map.Entry<Integer, BitSet> limit : other.levels.entrySet()) {
            int p = limit.getKey();
            BitSet common = (BitSet) limit.getValue().clone();
            boolean absent = other.mayBeAbsent.contains(p);
            if (levels.containsKey(p)) {
                common.and(levels.get(p));
                absent &= mayBeAbsent.contains(p);
            }
            both = absent ? both.withOrAbsent(p, common) : both.with(p, common);
        }
        return both;
    }

    public Region without(int packageIndex) {
        TreeMap<Integer, BitSet> fewer = new TreeMap<>(levels);
        fewer.remove(packageIndex);
        TreeSet<Integer> absent = new TreeSet<>(mayBeAbsent);
        absent.remove(packageIndex);
        return new Region(fewer, absent);
    }

    /** What it says of each package it limits. Not to be changed. */
    public SortedMap<Integer, BitSet> levels() {
        return Collections.unmodifiableSortedMap(levels);
    }

    public Set<Integer> mayBeAbsent() {
        return Collections.unmodifiableSet(mayBeAbsent);
    }

    public boolean contains(StackPoint stack) {
        for (Map.Entry<Integer, BitSet> limit : levels.entrySet()) {
            int level = stack.level(limit.getKey());
            if (level == StackPoint.ABSENT
                    ? !mayBeAbsent.contains(limit.getKey())
                    : !limit.getValue().get(level)) {
                return false;
            }
        }
        return true;
    }

    /** Whether every stack of another region is one of this, by their limits alone. */
    boolean holds(Region other) {
        for (Map.Entry<Integer, BitSet> limit : levels.entrySet()) {
            BitSet beyond = (BitSet)
                    other.levels.getOrDefault(limit.getKey(), levels(0, 0)).clone();
            beyond.andNot(limit.getValue());
            if (!other.levels.containsKey(limit.getKey()) || !beyond.isEmpty()) {
                return false;
            }
        }
        return true;
    }

    /** Whether it wants a package, and that at no version. */
    boolean isEmptyByItsLimits() {
        return levels.entrySet().stream()
                .anyMatch(limit -> limit.getValue().isEmpty() && !mayBeAbsent.contains(limit.getKey()));
    }

    static BitSet levels(int from, int to) {
        BitSet set = new BitSet();
        set.set(from, to + 1);
        return set;
    }

    static BitSet level(int only) {
        return levels(only, only);
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof Region region && levels.equals(region.levels) && mayBeAbsent.equals(region.mayBeAbsent);
    }

    @Override
    public int hashCode() {
        return levels.hashCode();
    }

    @Override
    public String toString() {
        return levels.toString();
    }
}
