package monkey.dataset.learning;

import java.time.Instant;

/** Something a run cannot go on without. */
public sealed interface ParkedNeed {
    String packageName();

    String indexUrl();

    int environmentId();

    /** A project page, as its index has it at {@code freshSince} or later. */
    record Page(String packageName, String indexUrl, int environmentId, Instant freshSince) implements ParkedNeed {}

    /** What a file of a version requires. */
    record File(String packageName, String version, String indexUrl, int environmentId, String filename)
            implements ParkedNeed {}
}
