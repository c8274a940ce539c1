package monkey.jobs.explain;

import java.math.BigInteger;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import monkey.reports.causes.Cause;
import monkey.reports.causes.PackageCandidates;
import monkey.reports.causes.Region;
import monkey.reports.causes.SpaceOracle;
import monkey.reports.causes.StackPoint;

/**
 * Requirement lines that avoid a cause.
 *
 * @param lines the first leaves nothing of the cause; those that follow are against others
 * @param lost good stacks that they rule out: such as no cause makes fail
 */
record Suggestion(List<String> lines, BigInteger lost) {
    /** So many regions at most are counted together: each more doubles the work. */
    private static final int MOST_COUNTED = 6;

    /** One line, and the part of the space that it leaves. */
    private record Line(int packageIndex, String name, String specifier, BitSet kept, Cause against) {}

    /** Some lines together. */
    private record Choice(List<Line> lines, Region left, long failing, BigInteger lost) {}

    /** What choices are made of. */
    record Circumstances(
            List<Cause> causes,
            List<PackageCandidates> packages,
            SpaceOracle space,
            List<StackPoint> failing,
            List<StackPoint> passing) {}

    /**
     * Of all lines that leave nothing of this cause, the one that leaves fewest stacks known to fail, then most good ones. While
     * any known to fail are left, lines against other causes are added where that helps, to each of them before they are held
     * against each other: one line can be against several causes. Checked: what is left is not empty, and holds a stack known to
     * pass if any suggestion does.
     */
    static Optional<Suggestion> of(Cause cause, Circumstances in) {
        List<Line> others = in.causes().stream()
                .filter(other -> other != cause)
                .flatMap(other -> lines(other, in).stream())
                .toList();
        return lines(cause, in).stream()
                .flatMap(line -> choice(List.of(line), in).stream())
                .filter(choice -> cause.inside().stream().noneMatch(choice.left()::contains))
                .map(choice -> completed(choice, others, in))
                .min(order(in))
                .map(choice -> new Suggestion(texts(choice.lines()), choice.lost()));
    }

    /** One for each package, in their order; lower bounds go first. */
    private static List<String> texts(List<Line> lines) {
        Map<String, String> specifiers = new LinkedHashMap<>();
        lines.forEach(line -> specifiers.merge(
                line.name(),
                line.specifier(),
                (one, other) ->
                        Stream.of(one, other).sorted(Comparator.reverseOrder()).collect(Collectors.joining(","))));
        return specifiers.entrySet().stream()
                .map(line -> line.getKey() + line.getValue())
                .toList();
    }

    private static Choice completed(Choice start, List<Line> others, Circumstances in) {
        Choice best = start;
        for (int more = 1; more < in.causes().size() && best.failing() > 0; more++) {
            Choice now = best;
            Optional<Choice> better = others.stream()
                    .flatMap(line -> choice(with(now.lines(), line), in).stream())
                    .filter(choice -> choice.failing() < now.failing())
                    .min(order(in));
            if (better.isEmpty()) {
                break;
            }
            best = better.get();
        }
        return best;
    }

    private static Comparator<Choice> order(Circumstances in) {
        return Comparator.comparing((Choice choice) -> in.passing().stream().noneMatch(choice.left()::contains))
                .thenComparing(Choice::failing)
                .thenComparing(Choice::lost)
                .thenComparing(choice -> choice.lines().toString());
    }

    private static List<Line> lines(Cause cause, Circumstances in) {
        List<Line> lines = new ArrayList<>();
        cause.region().levels().forEach((p, levels) -> {
            PackageCandidates candidates = in.packages().get(p);
            for (Specifiers.Exclusion exclusion : Specifiers.without(candidates.versions(), levels)) {
                lines.add(new Line(p, candidates.name(), exclusion.specifier(), exclusion.kept(), cause));
            }
        });
        return lines;
    }

    /** A line that leaves less of the same package takes the place of the one before. */
    private static List<Line> with(List<Line> lines, Line added) {
        List<Line> more = new ArrayList<>();
        boolean taken = false;
        for (Line line : lines) {
            boolean replaced = line.packageIndex() == added.packageIndex() && holds(line.kept(), added.kept());
            if (!replaced) {
                more.add(line);
            } else if (!taken) {
                more.add(added);
                taken = true;
            }
        }
        if (!taken) {
            more.add(added);
        }
        return more;
    }

    private static boolean holds(BitSet outer, BitSet inner) {
        BitSet beyond = (BitSet) inner.clone();
        beyond.andNot(outer);
        return beyond.isEmpty();
    }

    /** Empty when they leave nothing, or it cannot be counted. */
    private static Optional<Choice> choice(List<Line> lines, Circumstances in) {
        Region left = Region.EVERYTHING;
        for (Line line : lines) {
            BitSet kept = (BitSet) line.kept().clone();
            if (left.levels().containsKey(line.packageIndex())) {
                kept.and(left.levels().get(line.packageIndex()));
            }
            left = left.withOrAbsent(line.packageIndex(), kept);
        }
        Region rest = left;
        Optional<BigInteger> all = in.space().count(rest);
        if (all.isEmpty() || all.get().signum() == 0) {
            return Optional.empty();
        }
        long failing = in.failing().stream().filter(rest::contains).count();
        return good(Region.EVERYTHING, in)
                .flatMap(before ->
                        good(rest, in).map(after -> new Choice(lines, rest, failing, before.subtract(after))));
    }

    /** Stacks of a region that no cause makes fail: by inclusion and exclusion, as causes overlap. */
    private static Optional<BigInteger> good(Region region, Circumstances in) {
        List<Region> causes =
                in.causes().stream().map(Cause::region).limit(MOST_COUNTED).toList();
        BigInteger good = BigInteger.ZERO;
        for (int subset = 0; subset < 1 << causes.size(); subset++) {
            Region together = region;
            for (int i = 0; i < causes.size(); i++) {
                together = (subset >> i & 1) == 1 ? together.and(causes.get(i)) : together;
            }
            Optional<BigInteger> count = in.space().count(together);
            if (count.isEmpty()) {
                return Optional.empty();
            }
            good = Integer.bitCount(subset) % 2 == 0 ? good.add(count.get()) : good.subtract(count.get());
        }
        return Optional.of(good);
    }
}
