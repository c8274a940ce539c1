package monkey.reports.causes;

import java.util.List;

/** Whether all that is inside a region fails, as far as runs can tell: tried where a stack that passes is most likely. */
final class Inside {
    private static final int FAILING_FOR_ONE_FLAKY = 4;

    private final List<PackageCandidates> packages;
    private final SpaceOracle space;
    private final Laboratory laboratory;
    private final int width;
    private final long seed;

    /** @param width how many stacks are run side by side */
    Inside(List<PackageCandidates> packages, SpaceOracle space, Laboratory laboratory, int width, long seed) {
        this.packages = packages;
        this.space = space;
        this.laboratory = laboratory;
        this.width = width;
        this.seed = seed;
    }

    enum Answer {
        FAILS_ALL_OVER,
        SOMETHING_PASSES,
        TOO_DEAR
    }

    /**
     * Tries stacks of a region until none is left that could pass.
     *
     * @param allowance how many runs it may take; one round of them it takes in any case
     */
    Answer tried(Region region, Coverage.Doubt doubt, int allowance) {
        Coverage coverage = new Coverage(region, doubt, packages, space, laboratory, seed);
        int left = Math.max(allowance, width);
        while (true) {
            List<StackPoint> next = coverage.next(Math.min(width, Math.max(left, 1)));
            if (next.isEmpty()) {
                return Answer.FAILS_ALL_OVER;
            }
            if (left <= 0) {
                return Answer.TOO_DEAR;
            }
            laboratory.runAll(next);
            left -= next.size();
            for (StackPoint stack : next) {
                coverage.done(stack);
                switch (laboratory.ruling(stack)) {
                    case PASSES -> {
                        return Answer.SOMETHING_PASSES;
                    }
                    case FAILS -> coverage.failed(stack);
                    default -> {}
                }
            }
        }
    }

    /** Looks for what {@link Gaps} tells of, until it is no longer worth it or something passes; within these runs and the budget. */
    void tryGaps(Region region, int allowance) {
        int left = Math.min(allowance, laboratory.left());
        if (left <= 0) {
            return;
        }
        Gaps gaps = new Gaps(region, packages, space, laboratory, seed);
        while (left > 0) {
            List<StackPoint> next = gaps.next(Math.min(width, left));
            if (next.isEmpty()) {
                return;
            }
            laboratory.runAll(next);
            left -= next.size();
            if (next.stream().anyMatch(stack -> laboratory.ruling(stack) == Ruling.PASSES)) {
                return;
            }
        }
    }

    /** How many runs are still wanted before it can be said to fail all over. */
    int missing(Region region) {
        return new Coverage(region, Coverage.Doubt.THOROUGH, packages, space, laboratory, seed).missing();
    }

    /** Whether few of the stacks that were run there disagree with themselves: of what they hide nothing is known. */
    boolean isClear(Region region) {
        long flaky = laboratory.all(Ruling.FLAKY, region::contains).count();
        return flaky * FAILING_FOR_ONE_FLAKY
                <= laboratory.all(Ruling.FAILS, region::contains).count();
    }
}
