package monkey.jobs.explain;

import java.math.BigInteger;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import monkey.reports.causes.Cause;
import monkey.reports.causes.PackageCandidates;
import monkey.reports.causes.Region;
import monkey.reports.causes.SpaceOracle;
import monkey.reports.causes.StackPoint;

/**
 * A requirement line that avoids a cause.
 *
 * @param lost stacks that it rules out though the cause does not touch them
 */
record Suggestion(String line, BigInteger lost) {
    /** What a line would leave. */
    private record Choice(String line, BigInteger left, BigInteger lost, long stillFailing, boolean passing) {}

    /**
     * The line that leaves most of the good stacks. Checked: what it leaves is not empty, none of the cause's failing stacks
     * is in it, and the fewer of all known failing ones the better; one that leaves a stack known to pass goes first.
     */
    static Optional<Suggestion> of(
            Cause cause,
            List<PackageCandidates> packages,
            SpaceOracle space,
            List<StackPoint> failing,
            List<StackPoint> passing) {
        Optional<BigInteger> all = space.count(Region.EVERYTHING);
        if (all.isEmpty() || cause.affected().isEmpty()) {
            return Optional.empty();
        }
        List<Choice> choices = new ArrayList<>();
        for (int p : cause.region().levels().keySet()) {
            PackageCandidates candidates = packages.get(p);
            for (Specifiers.Exclusion exclusion : Specifiers.without(
                    candidates.versions(), cause.region().levels().get(p))) {
                BitSet kept = exclusion.kept();
                Region left = Region.EVERYTHING.withOrAbsent(p, kept);
                Optional<BigInteger> count = space.count(left);
                if (count.isPresent()
                        && count.get().signum() > 0
                        && cause.inside().stream().noneMatch(left::contains)) {
                    choices.add(new Choice(
                            candidates.name() + exclusion.specifier(),
                            count.get(),
                            all.get()
                                    .subtract(count.get())
                                    .subtract(cause.affected().get()),
                            failing.stream().filter(left::contains).count(),
                            passing.stream().anyMatch(left::contains)));
                }
            }
        }
        return choices.stream()
                .min(Comparator.comparing((Choice choice) -> !choice.passing())
                        .thenComparing(Choice::lost)
                        .thenComparing(Choice::stillFailing)
                        .thenComparing(Choice::line))
                .map(choice -> new Suggestion(choice.line(), choice.lost()));
    }
}
