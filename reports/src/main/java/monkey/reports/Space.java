package monkey.reports;

import java.math.BigInteger;
import java.util.Optional;
import java.util.OptionalInt;
import monkey.reports.text.Numbers;

/**
 * All stacks of the requirements in one environment.
 *
 * @param count exact; empty when it was not known when the run ended
 * @param atStart how many of them were possible by what was known when the run began; empty where that is not known
 * @param ending how the stream of chosen stacks ended
 * @param packages that can be in a stack
 * @param versions of those packages that can be in a stack
 */
public record Space(
        Optional<BigInteger> count,
        Optional<BigInteger> atStart,
        Ending ending,
        OptionalInt packages,
        OptionalInt versions,
        Optional<Coverage> coverage) {

    public static final Space UNKNOWN = new Space(
            Optional.empty(),
            Optional.empty(),
            Ending.UNKNOWN,
            OptionalInt.empty(),
            OptionalInt.empty(),
            Optional.empty());

    /** What was learnt since the run began is worth to it, in words; empty where it is worth nothing, or that is not known. */
    public Optional<String> growth() {
        return growth(count, atStart);
    }

    /** The same of several environments together. */
    public static Optional<String> growth(Optional<BigInteger> count, Optional<BigInteger> atStart) {
        if (count.isEmpty() || atStart.isEmpty() || count.equals(atStart)) {
            return Optional.empty();
        }
        if (atStart.get().signum() == 0) {
            return Optional.of("none was known when the run started");
        }
        BigInteger more = count.get().subtract(atStart.get());
        return Optional.of(
                Numbers.readable(more.abs()) + (more.signum() > 0 ? " more" : " fewer") + " than when the run started");
    }

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
