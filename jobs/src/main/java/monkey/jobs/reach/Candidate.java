package monkey.jobs.reach;

import monkey.dataset.knowledge.Distribution;
import monkey.dataset.python.Version;

/**
 * What stands for one version of a package: the distribution that an installer would take, or why there is none.
 *
 * @param spelling the version as its index spells it
 * @param index where the distribution comes from; so the first index that offers one
 */
record Candidate(Version version, String spelling, String index, State state) {

    /** How it stands with a version. */
    sealed interface State {}

    /** Its requirements are known. */
    record Usable(Distribution distribution, Needs needs) implements State {}

    /** It would be a candidate, but its requirements are still to be learnt. */
    record Unlearnt(Distribution distribution) implements State {}

    /** It is none. */
    record Unusable(Reason reason, String detail) implements State {}

    boolean mayBeUsed() {
        return !(state instanceof Unusable);
    }

    boolean isYanked() {
        Distribution chosen = chosen();
        return chosen != null && chosen.file().yanked();
    }

    /** Why it was yanked; empty if nobody said. */
    String yankedReason() {
        String reason = chosen() == null ? null : chosen().file().yankedReason();
        return reason == null ? "" : reason;
    }

    private Distribution chosen() {
        if (state instanceof Usable usable) {
            return usable.distribution();
        }
        return state instanceof Unlearnt unlearnt ? unlearnt.distribution() : null;
    }
}
