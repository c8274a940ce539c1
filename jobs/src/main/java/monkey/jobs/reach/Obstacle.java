package monkey.jobs.reach;

import java.util.BitSet;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;

/** Says in words why nothing meets a need. */
final class Obstacle {

    private static final Map<Reason, String> WORDS = Map.of(
            Reason.MISSING, "gone from the index",
            Reason.UPLOADED_LATER, "uploaded too late",
            Reason.SOURCE_ONLY, "only as source distribution",
            Reason.NO_COMPATIBLE_WHEEL, "without a wheel for this environment",
            Reason.REQUIRES_PYTHON, "for another Python",
            Reason.METADATA, "with unreadable requirements",
            Reason.LIMITED, "beyond the experiment's limits",
            Reason.YANKED, "yanked",
            Reason.PRE_RELEASE, "pre-release");

    private Obstacle() {}

    static String words(Need need, ReachedPackage target, List<Need> root) {
        String lines = need.lines().stream().map(Need.Line::text).collect(Collectors.joining(" and "));
        if (need.lines().stream().anyMatch(Need.Line::byUrl)) {
            return lines + ", but an address is met by no version of an index";
        }
        if (target.isAbsent()) {
            return lines + ", but no index has " + need.packageName();
        }
        CandidateTable table = target.table();
        BitSet inRange = new BitSet();
        inRange.set(0, table.size());
        need.lines().forEach(line -> inRange.and(table.inRange(line)));
        if (inRange.isEmpty()) {
            return lines + ", but no version is in " + (need.lines().size() > 1 ? "all of these ranges" : "that range")
                    + newest(table);
        }
        Optional<Need> own = root.stream()
                .filter(asked -> asked != need && asked.packageName().equals(need.packageName()))
                .findFirst();
        return lines + ", but " + counted(table, inRange, own);
    }

    private static String newest(CandidateTable table) {
        for (int rank = table.size() - 1; rank >= 0; rank--) {
            if (table.candidate(rank).mayBeUsed()) {
                return " (the newest that fits is " + table.candidate(rank).spelling() + ")";
            }
        }
        return "";
    }

    /** Such as: all 5 versions in that range are out: 3 yanked, 2 pre-release. */
    private static String counted(CandidateTable table, BitSet inRange, Optional<Need> own) {
        Map<Reason, Integer> reasons = new EnumMap<>(Reason.class);
        int others = 0;
        for (int rank = inRange.nextSetBit(0); rank >= 0; rank = inRange.nextSetBit(rank + 1)) {
            Optional<LeftOut> leftOut = table.leftOut(rank);
            if (leftOut.isPresent()) {
                reasons.merge(leftOut.get().reason(), 1, Integer::sum);
            } else {
                others++;
            }
        }
        int total = inRange.cardinality();
        String counts = reasons.entrySet().stream()
                .map(entry -> entry.getValue() + " " + WORDS.get(entry.getKey()))
                .collect(Collectors.joining(", "));
        if (others > 0) {
            String asked = own.map(need -> need.lines().stream()
                            .map(line -> "'" + line.text() + "'")
                            .collect(Collectors.joining(" and ")))
                    .orElse("its other requirements");
            counts += (counts.isEmpty() ? "" : ", ") + others + " ruled out by " + asked;
        }
        return (total == 1 ? "the one version" : "all " + total + " versions") + " in that range "
                + (total == 1 ? "is" : "are") + " out: " + counts;
    }
}
