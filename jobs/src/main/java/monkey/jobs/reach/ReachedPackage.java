package monkey.jobs.reach;

import java.util.BitSet;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;
import monkey.dataset.knowledge.Distribution;
import monkey.dataset.python.Version;

/**
 * A package that the root reaches, and which of its versions: sets of ranks, 0 for the oldest version that is known of it.
 * The sets are not to be changed.
 */
public final class ReachedPackage {

    private final CandidateTable table;
    private final BitSet reached = new BitSet();
    private final SortedMap<String, BitSet> byExtra = new TreeMap<>();
    private final BitSet inRange = new BitSet();
    private final boolean absent;
    private BitSet usable;

    ReachedPackage(CandidateTable table, boolean absent) {
        this.table = table;
        this.absent = absent;
    }

    public String name() {
        return table.packageName();
    }

    /** Whether all indexes were asked and none has the package. */
    public boolean isAbsent() {
        return absent;
    }

    /** The versions that are reached and whose requirements are known; not to be asked before all is reached. */
    public BitSet usable() {
        if (usable == null) {
            usable = knownOf(reached);
        }
        return usable;
    }

    /** By extra, the versions of which that extra is asked for; a part of {@link #usable()}. */
    public SortedMap<String, BitSet> usableByExtra() {
        SortedMap<String, BitSet> usable = new TreeMap<>();
        byExtra.forEach((extra, ranks) -> usable.put(extra, knownOf(ranks)));
        return usable;
    }

    private BitSet knownOf(BitSet ranks) {
        BitSet known = new BitSet();
        ranks.stream()
                .filter(rank -> table.candidate(rank).state() instanceof Candidate.Usable)
                .forEach(known::set);
        return known;
    }

    public Version version(int rank) {
        return table.candidate(rank).version();
    }

    /** The version as its index spells it. */
    public String spelling(int rank) {
        return table.candidate(rank).spelling();
    }

    /** Where the version comes from. */
    public String index(int rank) {
        return table.candidate(rank).index();
    }

    /** The file that an installer would take; of a version in {@link #usable()} only. */
    public Distribution distribution(int rank) {
        return usable(rank).distribution();
    }

    /** What the version needs, or, with an extra, what that adds. */
    public List<Need> needs(int rank, String extra) {
        return usable(rank).needs().of(extra);
    }

    private Candidate.Usable usable(int rank) {
        return (Candidate.Usable) table.candidate(rank).state();
    }

    CandidateTable table() {
        return table;
    }

    BitSet reached() {
        return reached;
    }

    BitSet reached(String extra) {
        return extra.isEmpty() ? reached : byExtra.computeIfAbsent(extra, asked -> new BitSet());
    }

    /** The versions that some requirement has in range, whatever else speaks against them. */
    BitSet inRange() {
        return inRange;
    }
}
