package monkey.reports.causes;

import java.util.stream.Stream;

/**
 * Whether stacks keep to their outcomes well enough for versions to be blamed.
 *
 * <p>Where outcomes are chance, some stacks fail each time all the same, and a region can be drawn around them. What gives it
 * away is how many of the stacks that were run more than once disagree with themselves. That share is far above what one
 * execution shows, for it is what failed by chance that is run again. In generated spaces of 40 stacks and 200 probes: with
 * one cause and one execution in twenty ending wrongly it is above two thirds in one world of 60, with one in ten in a few;
 * where a coin is thrown for each execution in 19 of 20 worlds, and above one half in all of them.
 */
final class Steadiness {
    private static final int FEWEST_FLAKY = 3;
    private static final int FEWEST_INSIDE = 3;

    private final Laboratory laboratory;
    private final long flaky;
    private final long steady;

    private Steadiness(Laboratory laboratory, long flaky, long steady) {
        this.laboratory = laboratory;
        this.flaky = flaky;
        this.steady = steady;
    }

    static Steadiness of(Laboratory laboratory) {
        return new Steadiness(
                laboratory,
                laboratory.all(Ruling.FLAKY).count(),
                Stream.of(Ruling.FAILS, Ruling.PASSES)
                        .flatMap(laboratory::all)
                        .filter(stack -> laboratory.executions(stack) > 1)
                        .count());
    }

    /** Whether what fails there may merely not have passed yet. A cause that is not proven, or of a stack or two, is doubted sooner. */
    boolean mayBeChance(Cause cause) {
        int most = cause.proven() && cause.inside().size() >= FEWEST_INSIDE ? 2 : 1;
        return flaky >= FEWEST_FLAKY && flaky > most * steady
                || !cause.proven()
                        && flakyWithin(cause.region()) * 2 > cause.inside().size();
    }

    private long flakyWithin(Region region) {
        return laboratory.all(Ruling.FLAKY, region::contains).count();
    }
}
