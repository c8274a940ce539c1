package monkey.dataset.python;

import java.util.Arrays;
import java.util.BitSet;
import java.util.Collection;
import java.util.List;

/**
 * All versions of one package in order, so that a specifier set is answered for all of them at once.
 *
 * <p>A version's <em>rank</em> is its place in the table, from 0 for the oldest. Every specifier but {@code ===} admits
 * one stretch of ranks, or all but one, and both ends are found by binary search: answering costs
 * O(specifiers · log versions) comparisons of keys and one write per 64 versions, whatever the specifiers say. Immutable
 * and safe for use by many threads.
 */
public final class VersionTable {
    private final Version[] versions;
    private final BitSet preReleases;

    private VersionTable(Version[] sorted) {
        this.versions = sorted;
        this.preReleases = new BitSet(sorted.length);
        for (int rank = 0; rank < sorted.length; rank++) {
            preReleases.set(rank, sorted[rank].isPreRelease());
        }
    }

    /** Sorts the versions; equal ones ({@code 1.0} and {@code 1.0.0}) are all kept, in the order given. */
    public static VersionTable of(Collection<Version> versions) {
        Version[] sorted = versions.toArray(Version[]::new);
        Arrays.sort(sorted);
        return new VersionTable(sorted);
    }

    public int size() {
        return versions.length;
    }

    /** The version of a rank from 0 to {@code size() - 1}. */
    public Version version(int rank) {
        return versions[rank];
    }

    /** All versions, oldest first. */
    public List<Version> versions() {
        return List.of(versions);
    }

    /** The rank of the first version equal to this one, or -1 if there is none. */
    public int rank(Version version) {
        int rank = firstFrom(version.key());
        return rank < versions.length && versions[rank].equals(version) ? rank : -1;
    }

    /** The ranks in range of every specifier; neither the pre-release rule nor yanking is asked. */
    public BitSet contained(SpecifierSet specifiers) {
        BitSet contained = new BitSet(versions.length);
        contained.set(0, versions.length);
        for (Specifier specifier : specifiers.specifiers()) {
            restrict(contained, specifier);
        }
        return contained;
    }

    /**
     * The ranks that a requirement with these specifiers may be met by, by the rules of {@link SpecifierSet#admits}.
     *
     * @param yanked the ranks of the yanked versions; not changed
     */
    public BitSet admitted(SpecifierSet specifiers, BitSet yanked, PreReleases policy) {
        BitSet admitted = contained(specifiers);
        if (!specifiers.admitsPreReleases(policy)) {
            admitted.andNot(preReleases);
        }
        if (!specifiers.pins()) {
            admitted.andNot(yanked);
        }
        return admitted;
    }

    private void restrict(BitSet contained, Specifier specifier) {
        KeyRange range = specifier.range();
        if (range == null) {
            for (int rank = contained.nextSetBit(0); rank >= 0; rank = contained.nextSetBit(rank + 1)) {
                contained.set(rank, specifier.contains(versions[rank]));
            }
            return;
        }
        int from = range.from() == null ? 0 : firstFrom(range.from());
        int until = range.until() == null ? versions.length : Math.max(from, firstFrom(range.until()));
        if (range.inverted()) {
            contained.clear(from, until);
        } else {
            contained.clear(0, from);
            contained.clear(until, versions.length);
        }
    }

    /** The least rank whose key is not below this one; the table's size if all are. */
    private int firstFrom(long[] key) {
        int low = 0;
        int high = versions.length;
        while (low < high) {
            int middle = (low + high) >>> 1;
            if (Arrays.compare(versions[middle].key(), key) < 0) {
                low = middle + 1;
            } else {
                high = middle;
            }
        }
        return low;
    }
}
