package monkey.jobs.choose;

import java.math.BigInteger;
import java.util.Optional;
import monkey.resolver.ending.Ending;

/**
 * What was chosen out of a stack space.
 *
 * @param possible how many stacks there are, exactly; empty where that could not be had
 * @param chosen how many of them were recorded
 * @param ending how the stream of them ended
 * @param coverage of strategy cover
 */
public record Choice(Optional<BigInteger> possible, long chosen, Ending ending, Optional<Coverage> coverage) {
    /** How many of the tuples that exist are in a chosen stack. */
    public record Coverage(BigInteger covered, BigInteger feasible) {
        private static final java.util.regex.Pattern NOTE =
                java.util.regex.Pattern.compile("cover (\\d+) of (\\d+) tuples.*");

        /** Reads the resolver's own word on a cover; empty where it says nothing of the kind. */
        static Optional<Coverage> in(String note) {
            return note.lines()
                    .map(NOTE::matcher)
                    .filter(java.util.regex.Matcher::matches)
                    .map(m -> new Coverage(new BigInteger(m.group(1)), new BigInteger(m.group(2))))
                    .findFirst();
        }
    }
}
