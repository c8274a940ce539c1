package monkey.reports.analysis;

import monkey.reports.Outcome;

/** Passed and failing stacks out of those that hold something. Inconclusive outcomes are no evidence and not in it. */
public record Tally(int passed, int failing) {
    public static final Tally NOTHING = new Tally(0, 0);

    /** One stack that ended so. */
    public static Tally of(Outcome outcome) {
        return NOTHING.plus(outcome);
    }

    Tally plus(Outcome outcome) {
        if (!outcome.isConclusive()) {
            return this;
        }
        return outcome.isPass() ? new Tally(passed + 1, failing) : new Tally(passed, failing + 1);
    }

    public Tally plus(Tally other) {
        return new Tally(passed + other.passed, failing + other.failing);
    }

    public int total() {
        return passed + failing;
    }

    public boolean isOnlyFailing() {
        return failing > 0 && passed == 0;
    }
}
