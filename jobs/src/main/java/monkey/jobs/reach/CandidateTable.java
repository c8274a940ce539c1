package monkey.jobs.reach;

import java.util.ArrayList;
import java.util.BitSet;
import java.util.HashMap;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import monkey.dataset.knowledge.KnownPackage;
import monkey.dataset.knowledge.PackageVersion;
import monkey.dataset.python.SpecifierSet;
import monkey.dataset.python.Version;
import monkey.dataset.python.VersionTable;

/**
 * All versions of one package, oldest first, and what stands for each: one {@link Candidate} a version, taken from the
 * first index that has a usable one. Versions that PEP 440 calls equal ({@code 1.0} and {@code 1.0.0}) are one. Sets of
 * versions are sets of ranks in this table. Not thread-safe.
 */
final class CandidateTable {

    private final String packageName;
    private final VersionTable versions;
    private final List<Candidate> candidates;
    private final SpaceRequest request;
    private final BitSet mayBeUsed = new BitSet();
    private final BitSet yanked = new BitSet();
    private final BitSet offered = new BitSet();
    private final BitSet limited = new BitSet();
    private final BitSet considered;
    private final Map<Need.Line, BitSet> inRange = new IdentityHashMap<>();
    private final Map<Need.Line, BitSet> admitted = new IdentityHashMap<>();

    /** @param root what the root itself asks of this package; empty if nothing */
    CandidateTable(KnownPackage known, SpaceRequest request, CandidateReader reader, List<Need.Line> root) {
        this.packageName = known.name();
        this.request = request;
        this.candidates = candidates(known, reader);
        this.versions =
                VersionTable.of(candidates.stream().map(Candidate::version).toList());
        for (int rank = 0; rank < candidates.size(); rank++) {
            mayBeUsed.set(rank, candidates.get(rank).mayBeUsed());
            yanked.set(rank, candidates.get(rank).isYanked());
        }
        BitSet wanted = new BitSet();
        wanted.set(0, candidates.size());
        SpecifierSet limit = request.limits().get(packageName);
        if (limit != null) {
            limited.set(0, candidates.size());
            limited.andNot(versions.contained(limit));
            wanted.andNot(limited);
        }
        for (Need.Line line : root) {
            wanted.and(admitted(line));
        }
        if (!request.history().isAll()) {
            BitSet counting = (BitSet) offered.clone();
            counting.and(wanted);
            BitSet hidden = hidden(counting);
            limited.or(hidden);
            wanted.andNot(hidden);
        }
        this.considered = wanted;
    }

    private List<Candidate> candidates(KnownPackage known, CandidateReader reader) {
        SortedMap<Version, List<PackageVersion>> byVersion = new TreeMap<>();
        for (String index : request.indexes()) {
            for (PackageVersion version : known.versions()) {
                if (version.indexUrl().equals(index)) {
                    byVersion
                            .computeIfAbsent(Version.parse(version.version()), same -> new ArrayList<>(1))
                            .add(version);
                }
            }
        }
        List<Candidate> candidates = new ArrayList<>(byVersion.size());
        byVersion.forEach((version, onIndexes) -> {
            if (!request.history().isAll()) {
                offered.set(candidates.size(), onIndexes.stream().anyMatch(reader::isOffered));
            }
            candidates.add(candidate(version, onIndexes, reader));
        });
        return candidates;
    }

    private static Candidate candidate(Version version, List<PackageVersion> onIndexes, CandidateReader reader) {
        Candidate first = null;
        for (PackageVersion offer : onIndexes) {
            Candidate candidate = new Candidate(version, offer.version(), offer.indexUrl(), reader.read(offer));
            if (candidate.mayBeUsed()) {
                return candidate;
            }
            first = first == null ? candidate : first;
        }
        return first;
    }

    /** What has enough newer versions that count; see {@link History}. */
    private BitSet hidden(BitSet offeredAndWanted) {
        BitSet hidden = new BitSet();
        BitSet counting = new BitSet();
        Map<List<String>, Boolean> seriesWithNewer = new HashMap<>();
        int newer = 0;
        for (int rank = candidates.size() - 1; rank >= 0; rank--) {
            Version version = candidates.get(rank).version();
            boolean beaten = request.history().onePerMinor() && seriesWithNewer.containsKey(series(version))
                    || newer >= request.history().newest().orElse(Integer.MAX_VALUE);
            hidden.set(rank, beaten);
            counting.set(rank, offeredAndWanted.get(rank) && (request.preReleases() || !version.isPreRelease()));
            if (counting.get(rank) && !beaten) {
                newer++;
                seriesWithNewer.put(series(version), true);
            }
        }
        return hidden;
    }

    private static List<String> series(Version version) {
        List<String> release = version.release();
        return List.of(version.epoch(), release.get(0), release.size() > 1 ? release.get(1) : "0");
    }

    String packageName() {
        return packageName;
    }

    int size() {
        return candidates.size();
    }

    Candidate candidate(int rank) {
        return candidates.get(rank);
    }

    /** The versions that the root, its limits and its view of history let be considered at all. */
    BitSet considered() {
        return considered;
    }

    BitSet mayBeUsed() {
        return mayBeUsed;
    }

    /** The ranks in range of a line's specifiers, whatever else speaks against them. Not to be changed. */
    BitSet inRange(Need.Line line) {
        return inRange.computeIfAbsent(
                line, same -> same.byUrl() ? new BitSet() : versions.contained(same.specifiers()));
    }

    /** The ranks that a line admits: in range, and by the rules for pre-releases and yanked versions. Not to be changed. */
    BitSet admitted(Need.Line line) {
        return admitted.computeIfAbsent(
                line,
                same -> same.byUrl() ? new BitSet() : versions.admitted(same.specifiers(), yanked, request.policy()));
    }

    /** The ranks that meet a need: admitted by each of its lines, considered, and perhaps usable. */
    BitSet meeting(Need need) {
        BitSet meeting = (BitSet) considered.clone();
        meeting.and(mayBeUsed);
        for (Need.Line line : need.lines()) {
            meeting.and(admitted(line));
        }
        return meeting;
    }

    /** Why a version that is in range of a requirement is not used all the same; nothing if only another requirement says so. */
    Optional<LeftOut> leftOut(int rank) {
        Candidate candidate = candidates.get(rank);
        if (candidate.state() instanceof Candidate.Unusable unusable) {
            return leftOut(candidate, unusable.reason(), unusable.detail());
        }
        if (limited.get(rank)) {
            return leftOut(candidate, Reason.LIMITED, "");
        }
        if (candidate.isYanked()) {
            return leftOut(candidate, Reason.YANKED, candidate.yankedReason());
        }
        if (candidate.version().isPreRelease()) {
            return leftOut(candidate, Reason.PRE_RELEASE, "");
        }
        return candidate.state() instanceof Candidate.Unlearnt
                ? leftOut(candidate, Reason.METADATA, "not learnt yet")
                : Optional.empty();
    }

    private Optional<LeftOut> leftOut(Candidate candidate, Reason reason, String detail) {
        return Optional.of(new LeftOut(packageName, candidate.spelling(), reason, detail));
    }
}
