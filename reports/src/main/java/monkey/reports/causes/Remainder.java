package monkey.reports.causes;

import java.util.ArrayList;
import java.util.BitSet;
import java.util.List;
import java.util.Map;

/**
 * What is left of a region when others are taken out: regions that share no stack and together hold just that. Where causes
 * overlap it can be a small part of the region, which uniform draws from the whole would miss.
 */
final class Remainder {
    /** Each region taken out can split each part in as many as it has conditions; beyond that it stays in, to be passed over. */
    private static final int MOST_PARTS = 24;

    private Remainder() {}

    static List<Region> of(Region region, List<Region> others, List<PackageCandidates> packages) {
        List<Region> parts = List.of(region);
        for (Region other : others) {
            List<Region> smaller = new ArrayList<>();
            for (Region part : parts) {
                smaller.addAll(of(part, other, packages));
            }
            if (smaller.size() > MOST_PARTS) {
                break;
            }
            parts = smaller;
        }
        return parts;
    }

    private static List<Region> of(Region region, Region other, List<PackageCandidates> packages) {
        List<Region> parts = new ArrayList<>();
        Region both = region;
        for (Map.Entry<Integer, BitSet> limit : other.levels().entrySet()) {
            int p = limit.getKey();
            BitSet outside = (BitSet) limit.getValue().clone();
            outside.flip(0, packages.get(p).versions().size());
            Region part = both.and(
                    other.mayBeAbsent().contains(p)
                            ? Region.EVERYTHING.with(p, outside)
                            : Region.EVERYTHING.withOrAbsent(p, outside));
            if (!part.isEmptyByItsLimits()) {
                parts.add(part);
            }
            both = both.and(
                    other.mayBeAbsent().contains(p)
                            ? Region.EVERYTHING.withOrAbsent(p, limit.getValue())
                            : Region.EVERYTHING.with(p, limit.getValue()));
            if (both.isEmptyByItsLimits()) {
                return List.of(region);
            }
        }
        return parts;
    }
}
