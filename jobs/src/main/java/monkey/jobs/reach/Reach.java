package monkey.jobs.reach;

import java.util.ArrayList;
import java.util.BitSet;
import java.util.List;
import java.util.Optional;
import java.util.SortedMap;
import java.util.SortedSet;
import monkey.dataset.knowledge.Distribution;
import monkey.dataset.knowledge.DistributionKind;

/**
 * What a root reaches of what is known, and what would have to be known to say more.
 *
 * @param root what the root needs, in the order written
 * @param packages that are reached, by name
 * @param unknownPages which index is to be asked, again or for the first time, for which package
 * @param unlearnt distributions whose metadata is to be learnt
 * @param wanted of the packages whose pages are unknown: which of their versions are needed as far as is known, as specifiers
 *     of which any may admit one
 */
public record Reach(
        List<Need> root,
        SortedMap<String, ReachedPackage> packages,
        List<UnknownPage> unknownPages,
        List<UnlearntDistribution> unlearnt,
        SortedMap<String, SortedSet<String>> wanted) {

    public record UnknownPage(String packageName, String index) {}

    public record UnlearntDistribution(String packageName, String index, Distribution distribution) {
        public boolean isWheel() {
            return distribution.file().kind() == DistributionKind.WHEEL;
        }
    }

    /** Whether all that is reached is known. */
    public boolean isComplete() {
        return unknownPages.isEmpty() && unlearnt.isEmpty();
    }

    /**
     * The versions that meet a need and whose requirements are known.
     *
     * @param asking the package whose version has the need; empty if the root has it
     * @param rank of that version. A need of a version on its own package (that is how extras are often made of others) is
     *     met by itself if it is in range: nobody else can be in the same stack
     */
    public BitSet meeting(Need need, String asking, int rank) {
        ReachedPackage target = packages.get(need.packageName());
        BitSet meeting = Reacher.meeting(target.table(), need, asking, rank);
        meeting.and(target.usable());
        return meeting;
    }

    /** Versions that some requirement has in range but that are not reached, and why; by package, oldest first. */
    public List<LeftOut> leftOut() {
        List<LeftOut> leftOut = new ArrayList<>();
        for (ReachedPackage reached : packages.values()) {
            if (reached.isAbsent()) {
                leftOut.add(new LeftOut(reached.name(), "", Reason.MISSING, "no index has it"));
            }
            BitSet out = (BitSet) reached.inRange().clone();
            out.andNot(reached.usable());
            CandidateTable table = reached.table();
            out.stream().mapToObj(table::leftOut).flatMap(Optional::stream).forEach(leftOut::add);
        }
        return leftOut;
    }

    /** Why no version meets a need that {@link #meeting} finds nothing for: a sentence that begins with the requirements. */
    public String obstacle(Need need) {
        return Obstacle.words(need, packages.get(need.packageName()), root);
    }
}
