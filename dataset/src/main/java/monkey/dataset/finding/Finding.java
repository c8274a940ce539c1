package monkey.dataset.finding;

import java.math.BigInteger;
import java.util.List;
import java.util.SortedMap;

/**
 * A statement about a part of a stack space.
 *
 * @param position order within the environment, from 0
 * @param conditions PEP 440 specifiers by package; those of a package are alternatives, all packages are meant together
 * @param signatures most frequent first
 * @param stacksAffected null when it could not be counted
 * @param suggestion requirement lines that avoid it; empty when there are none
 * @param stacksLost good stacks that the suggestion costs; null when not known
 * @param missing how many more runs would prove it; 0 when it is proven
 */
public record Finding(
        int environmentId,
        int position,
        Kind kind,
        Status status,
        SortedMap<String, List<String>> conditions,
        List<String> signatures,
        BigInteger stacksAffected,
        List<String> suggestion,
        BigInteger stacksLost,
        int probes,
        int missing,
        List<Proof> evidence) {
    public Finding {
        signatures = List.copyOf(signatures);
        suggestion = List.copyOf(suggestion);
        evidence = List.copyOf(evidence);
    }

    /** What it is about. */
    public enum Kind {
        FAILURE,
        PERFORMANCE
    }

    /** How sure it is. */
    public enum Status {
        PROVEN,
        SUSPECTED
    }

    /**
     * @param failing an inspection inside the part
     * @param passing one just outside of it; null where the failing one stands for itself
     * @param packageName by which the two differ; null without {@code passing}
     * @param heldStill whether they differ in nothing else
     */
    public record Proof(long failing, Long passing, String packageName, boolean heldStill) {}
}
