package monkey.dataset.knowledge;

import java.time.Instant;
import java.util.Objects;

/**
 * The end of an attempt to learn one distribution's core metadata: either the metadata or a problem, in words for the
 * reader. A distribution with a problem is no candidate until it is learnt again.
 */
public record LearntMetadata(long distributionId, CoreMetadata metadata, String problem, Instant learntAt) {
    public LearntMetadata {
        if ((metadata == null) == (problem == null)) {
            throw new IllegalArgumentException("either metadata or a problem, for distribution " + distributionId);
        }
        Objects.requireNonNull(learntAt, "learntAt");
    }

    public static LearntMetadata of(long distributionId, CoreMetadata metadata, Instant learntAt) {
        return new LearntMetadata(distributionId, metadata, null, learntAt);
    }

    public static LearntMetadata problem(long distributionId, String problem, Instant learntAt) {
        return new LearntMetadata(distributionId, null, problem, learntAt);
    }
}
