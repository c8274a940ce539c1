package monkey.reports;

import java.math.BigInteger;
import java.util.Optional;
import java.util.OptionalInt;

/**
 * All stacks of the requirements in one environment.
 *
 * @param count exact; empty when it was not known when the run ended
 * @param ending how the stream of chosen stacks ended
 * @param packages that can be in a stack
 * @param versions of those packages that can be in a stack
 */
public record Space(
        Optional<BigInteger> count,
        Ending ending,
        OptionalInt packages,
        OptionalInt versions,
        Optional<Coverage> coverage) {

    public static final Space UNKNOWN =
            new Space(Optional.empty(), Ending.UNKNOWN, OptionalInt.empty(), OptionalInt.empty(), Optional.empty());

    /** How the choice of stacks ended. */
    public enum Ending {
        COMPLETE("all that the strategy asks for"),
        LIMIT("as many as the limit allows"),
        DEADLINE("then the time for choosing ended"),
        MEMORY("then the memory for choosing ended"),
        PARTIAL("then the choice was cut off"),
        UNKNOWN("how the choice ended is not known");

        private final String words;

        Ending(String words) {
            this.words = words;
        }

        /** The ending in words, to stand behind the number of stacks chosen. */
        public String words() {
            return words;
        }
    }

    /**
     * Of strategy cover: combinations of {@code strength} versions of different packages.
     *
     * @param feasible how many such combinations some stack can hold
     * @param covered how many of them the chosen stacks hold
     */
    public record Coverage(int strength, BigInteger feasible, BigInteger covered) {}
}
