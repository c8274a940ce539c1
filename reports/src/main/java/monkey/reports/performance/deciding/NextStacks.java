package monkey.reports.performance.deciding;

import java.util.ArrayList;
import java.util.BitSet;
import java.util.Collection;
import java.util.Comparator;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeSet;
import monkey.reports.causes.PackageCandidates;
import monkey.reports.causes.Region;
import monkey.reports.causes.SpaceOracle;
import monkey.reports.causes.StackPoint;
import monkey.reports.performance.Effect;

/**
 * Chooses stacks that tell explanations apart.
 *
 * <p>An effect and one of its rivals fit nearly as well because hardly a measured stack is inside the one and outside the other.
 * Such a stack is what is looked for, one step away from a measured one, so that nothing else differs: of all the stacks one
 * step away the one that parts the effect from most of its rivals, then the one for most of the rest. Where a range ends
 * between two tested versions with untested ones between them, the middle one halves what is left. Of two packages together the
 * corners are wanted too, in which only one of them is as it has to be.
 *
 * <p>Only possible stacks are asked for, and none twice: what could not be measured is not asked for again. Equal measurements
 * give equal choices.
 *
 * <p>Cost: stacks times versions of the packages in question, each held against all rivals; the space is asked only for what is
 * about to be chosen.
 */
final class NextStacks {
    private static final int MOST_PROBES = 8;
    private static final int MOST_RIVALS = 200;
    private static final int MOST_QUESTIONS = 40;
    /** Of each side of an effect, besides those that probes are a step away from. */
    private static final int ANCHORS = 2;

    private final List<PackageCandidates> packages;
    private final SpaceOracle space;
    private final Set<StackPoint> measured;
    private final Set<StackPoint> asked;
    private final Set<StackPoint> probes = new LinkedHashSet<>();
    private final Set<StackPoint> anchors = new LinkedHashSet<>();
    private int questions;

    /**
     * @param measured stacks that are known
     * @param asked all that were asked for, the measured ones among them
     */
    NextStacks(
            List<PackageCandidates> packages,
            SpaceOracle space,
            Collection<StackPoint> measured,
            Collection<StackPoint> asked) {
        this.packages = packages;
        this.space = space;
        this.measured = new LinkedHashSet<>(measured);
        this.asked = new LinkedHashSet<>(asked);
    }

    /** @param turned whether what it calls outside is to be taken for inside */
    private record Rival(Claim claim, boolean turned) {}

    private record Step(StackPoint from, StackPoint to) {}

    /**
     * Adds what decides about this effect.
     *
     * @return how many of the stacks chosen by now do; 0 where no possible stack tells more of it
     */
    int decide(Effect effect, boolean separated) {
        questions = 0;
        Claim own = Claim.of(effect.versions(), packages, measured);
        List<Rival> rivals = new ArrayList<>();
        for (SortedMap<String, List<String>> rival : effect.rivalVersions()) {
            if (rivals.size() < MOST_RIVALS) {
                rivals.add(rival(own, Claim.of(rival, packages, measured)));
            }
        }
        if (own.isJoint() && !separated) {
            own.inside().keySet().forEach(p -> rivals.add(new Rival(own.alone(p), false)));
        }
        for (int p : own.inside().keySet()) {
            own.gaps(p).forEach(gap -> halve(own, p, gap));
        }
        tellApart(own, rivals);
        int deciding = (int)
                probes.stream().filter(probe -> decides(own, rivals, probe)).count();
        if (deciding > 0) {
            anchor(own);
        }
        return deciding;
    }

    private static boolean decides(Claim own, List<Rival> rivals, StackPoint probe) {
        return own.holds(probe).isEmpty() || rivals.stream().anyMatch(rival -> parts(own, rival, probe));
    }

    /** Empty where no possible stack tells more. */
    Optional<Further> chosen() {
        return probes.isEmpty()
                ? Optional.empty()
                : Optional.of(new Further(List.copyOf(probes), List.copyOf(anchors)));
    }

    private void halve(Claim own, int packageIndex, BitSet gap) {
        if (probes.stream().anyMatch(probe -> isWithin(own, packageIndex, gap, probe))) {
            return; // Another metric shows the same.
        }
        double middle = (gap.nextSetBit(0) + gap.length() - 1) / 2.0;
        List<Integer> levels = gap.stream()
                .boxed()
                .sorted(Comparator.comparingDouble(level -> Math.abs(level - middle)))
                .toList();
        List<StackPoint> bases = measured.stream()
                .filter(stack -> own.holds(stack).orElse(false))
                .toList();
        for (int level : levels) {
            BitSet only = new BitSet();
            only.set(level);
            Region region = Region.of(own.inside()).with(packageIndex, only);
            for (StackPoint base : bases) {
                if (take(new Step(base, base.with(packageIndex, level)), region)) {
                    return;
                }
            }
        }
    }

    /** Whether a stack lies in this gap, and as the effect wants it in all else. */
    private static boolean isWithin(Claim own, int packageIndex, BitSet gap, StackPoint stack) {
        return stack.has(packageIndex)
                && Region.of(own.inside()).with(packageIndex, gap).contains(stack);
    }

    private void tellApart(Claim own, List<Rival> rivals) {
        List<Rival> left = new ArrayList<>(rivals);
        List<Step> steps = steps(own, rivals);
        while (probes.size() < MOST_PROBES && questions < MOST_QUESTIONS) {
            probes.forEach(probe -> left.removeIf(rival -> parts(own, rival, probe)));
            Optional<Step> best = steps.stream()
                    .max(Comparator.comparingLong(step -> parted(own, left, step.to())))
                    .filter(step -> parted(own, left, step.to()) > 0);
            if (best.isEmpty()) {
                return;
            }
            steps.remove(best.get());
            take(best.get(), Region.EVERYTHING);
        }
    }

    /** From every measured stack to all that lie one version of a package in question away. */
    private List<Step> steps(Claim own, List<Rival> rivals) {
        Set<Integer> inQuestion = new TreeSet<>(own.inside().keySet());
        rivals.forEach(rival -> inQuestion.addAll(rival.claim().inside().keySet()));
        List<Step> steps = new ArrayList<>();
        for (StackPoint from : measured) {
            for (int p : inQuestion) {
                for (int level = 0;
                        from.has(p) && level < packages.get(p).versions().size();
                        level++) {
                    StackPoint to = from.with(p, level);
                    if (!asked.contains(to)) {
                        steps.add(new Step(from, to));
                    }
                }
            }
        }
        return steps;
    }

    private long parted(Claim own, List<Rival> rivals, StackPoint stack) {
        return own.holds(stack).isEmpty()
                ? 0
                : rivals.stream().filter(rival -> parts(own, rival, stack)).count();
    }

    /** One that agrees seldom says the same from the other side. */
    private Rival rival(Claim own, Claim claim) {
        long agreeing = measured.stream()
                .filter(one -> own.holds(one).equals(claim.holds(one)))
                .count();
        return new Rival(claim, 2 * agreeing < measured.size());
    }

    /** Whether a stack is inside the one and outside the other. */
    private static boolean parts(Claim own, Rival rival, StackPoint stack) {
        Optional<Boolean> here = own.holds(stack);
        Optional<Boolean> there = rival.claim().holds(stack);
        return here.isPresent() && there.isPresent() && here.get() != (there.get() ^ rival.turned());
    }

    /** Takes what a step leads to, or the possible stack nearest to that; false when nothing new came of it. */
    private boolean take(Step step, Region within) {
        if (probes.size() >= MOST_PROBES || questions++ >= MOST_QUESTIONS) {
            return false;
        }
        Optional<StackPoint> possible = space.nearest(step.to(), within);
        if (possible.isEmpty() || asked.contains(possible.get())) {
            return false;
        }
        anchors.add(step.from());
        return probes.add(possible.get());
    }

    private void anchor(Claim own) {
        for (boolean side : new boolean[] {true, false}) {
            measured.stream()
                    .filter(stack -> own.holds(stack).equals(Optional.of(side)))
                    .sorted(Comparator.comparingInt((StackPoint stack) ->
                            probes.stream().mapToInt(stack::distance).min().orElse(0)))
                    .limit(ANCHORS)
                    .forEach(anchors::add);
        }
    }
}
