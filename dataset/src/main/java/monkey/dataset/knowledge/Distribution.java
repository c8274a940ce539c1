package monkey.dataset.knowledge;

/**
 * A file of a package version, and what is learnt about it.
 *
 * @param metadata shared with the distributions that state the same; null until learnt
 * @param problem why the metadata could not be learnt; null unless that was tried and failed
 */
public record Distribution(long id, DistributionFile file, CoreMetadata metadata, String problem) {
    /** Nobody has tried to learn its metadata yet. */
    public boolean unlearnt() {
        return metadata == null && problem == null;
    }

    Distribution with(LearntMetadata learnt) {
        return new Distribution(id, file, learnt.metadata(), learnt.problem());
    }
}
