package monkey.jobs.experiment;

import java.util.Set;

/** For which packages a source distribution counts as a candidate where there is no fitting wheel. */
public sealed interface SourceDistributions {
    /** For none: nothing is built, and what that leaves out is counted in the report. */
    record Never() implements SourceDistributions {}

    /** For every package. */
    record All() implements SourceDistributions {}

    /** @param packages normalized names; never empty */
    record Only(Set<String> packages) implements SourceDistributions {}

    /** @param name normalized */
    default boolean allow(String name) {
        return this instanceof All
                || this instanceof Only only && only.packages().contains(name);
    }
}
