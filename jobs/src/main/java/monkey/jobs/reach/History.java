package monkey.jobs.reach;

import java.util.OptionalInt;

/**
 * How much of a package's history is considered. Hidden is what has newer versions that count: any in the same minor
 * series, with {@code onePerMinor}; then {@code newest} or more. What counts is decided from index pages alone (see
 * {@link CandidateTable}), so that the same versions are considered whatever has been learnt before.
 */
public record History(OptionalInt newest, boolean onePerMinor) {

    public static final History ALL = new History(OptionalInt.empty(), false);

    public boolean isAll() {
        return newest.isEmpty() && !onePerMinor;
    }
}
