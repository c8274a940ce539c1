package monkey.reports.performance.deciding;

import java.util.BitSet;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import monkey.reports.causes.PackageCandidates;
import monkey.reports.causes.StackPoint;

/**
 * What an explanation says of every stack, measured or not: inside, outside, or nothing, where a version lies between a tested
 * one inside and a tested one outside.
 *
 * @param inside tested levels by package; all packages are meant together
 * @param tested by package
 */
record Claim(Map<Integer, BitSet> inside, Map<Integer, BitSet> tested) {
    /** @param stacks that were measured */
    static Claim of(
            Map<String, List<String>> versions, List<PackageCandidates> packages, Collection<StackPoint> stacks) {
        Map<Integer, BitSet> inside = new TreeMap<>();
        Map<Integer, BitSet> tested = new TreeMap<>();
        for (int p = 0; p < packages.size(); p++) {
            PackageCandidates candidates = packages.get(p);
            if (versions.containsKey(candidates.name())) {
                int index = p;
                BitSet seen = new BitSet();
                stacks.stream().filter(stack -> stack.has(index)).forEach(stack -> seen.set(stack.level(index)));
                BitSet named = new BitSet();
                versions.get(candidates.name())
                        .forEach(version -> named.set(candidates.versions().indexOf(version)));
                inside.put(p, named);
                tested.put(p, seen);
            }
        }
        return new Claim(inside, tested);
    }

    /** Only of this package. */
    Claim alone(int packageIndex) {
        return new Claim(
                Map.of(packageIndex, inside.get(packageIndex)), Map.of(packageIndex, tested.get(packageIndex)));
    }

    boolean isJoint() {
        return inside.size() > 1;
    }

    /** Empty where it says nothing. */
    Optional<Boolean> holds(StackPoint stack) {
        boolean open = false;
        for (int p : inside.keySet()) {
            if (!stack.has(p)) {
                return Optional.of(false);
            }
            Optional<Boolean> here = holds(p, stack.level(p));
            if (here.isPresent() && !here.get()) {
                return here;
            }
            open |= here.isEmpty();
        }
        return open ? Optional.empty() : Optional.of(true);
    }

    private Optional<Boolean> holds(int packageIndex, int level) {
        BitSet seen = tested.get(packageIndex);
        int below = seen.previousSetBit(level);
        int above = seen.nextSetBit(level);
        boolean low = inside.get(packageIndex).get(below < 0 ? above : below);
        boolean high = inside.get(packageIndex).get(above < 0 ? below : above);
        return low == high ? Optional.of(low) : Optional.empty();
    }

    /** Untested levels of a package between a tested one inside and one outside, one set for each end of a range. */
    List<BitSet> gaps(int packageIndex) {
        BitSet seen = tested.get(packageIndex);
        return seen.stream()
                .filter(low -> seen.nextSetBit(low + 1) > low + 1)
                .filter(low -> holds(packageIndex, low + 1).isEmpty())
                .mapToObj(low -> {
                    BitSet gap = new BitSet();
                    gap.set(low + 1, seen.nextSetBit(low + 1));
                    return gap;
                })
                .toList();
    }
}
