package monkey.reports.performance.deciding;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeSet;
import monkey.reports.causes.PackageCandidates;
import monkey.reports.causes.SpaceOracle;
import monkey.reports.causes.StackPoint;
import monkey.reports.performance.Effect;
import monkey.reports.performance.MetricResult;
import monkey.reports.performance.Performance;
import monkey.reports.performance.Series;
import monkey.reports.performance.Slowdown;

/**
 * Decides between explanations of effects by experiment: measures stacks that tell them apart, looks again, and goes on until
 * nothing is open, no stack tells more, or the budget has ended.
 *
 * <p><b>Honesty.</b> Looking again because an answer was unclear must not make false alarms more frequent. Therefore only what the
 * first look believed gets probes: where it believes nothing, nothing is measured further, so a run in which nothing is different has
 * a finding as seldom as it would by the first look alone. Each further look besides asks half as much chance of its effects as the
 * one before.
 */
public final class Deciding {
    private static final int MOST_SESSIONS = 12;

    private final List<PackageCandidates> packages;
    private final SpaceOracle space;
    private final MeasuringOracle oracle;

    /** @param packages those of the space, in its order */
    public Deciding(List<PackageCandidates> packages, SpaceOracle space, MeasuringOracle oracle) {
        this.packages = packages;
        this.space = space;
        this.oracle = oracle;
    }

    /**
     * @param spent how many stacks took part in further sessions, those included that were measured again
     * @param probes how many further stacks were measured for versions of these packages
     * @param missing how many stacks would have to be measured next, by the specifiers of what is open; what is not there is
     *     decided, or no stack tells more of it
     */
    public record Decided(
            Performance performance,
            int spent,
            Map<Set<String>, Integer> probes,
            Map<SortedMap<String, List<String>>, Integer> missing) {}

    /** @param budget how many stacks may take part in further sessions, those included that are measured again */
    public Decided decide(Performance first, int budget) {
        Set<String> believed = believed(first);
        Set<StackPoint> asked = new LinkedHashSet<>();
        Map<Set<String>, Integer> probes = new HashMap<>();
        Performance now = first;
        int spent = 0;
        for (int session = 1; ; session++) {
            Wanted wanted = wanted(now, believed, asked);
            if (wanted.further().isEmpty()) {
                return new Decided(now, spent, probes, Map.of());
            }
            Further next = wanted.further().get();
            Optional<Performance> after = spent + next.size() > budget || session > MOST_SESSIONS
                    ? Optional.empty()
                    : oracle.measure(next, session);
            if (after.isEmpty()) {
                return new Decided(now, spent, probes, wanted.bySpecifiers());
            }
            spent += next.size();
            wanted.byPackages().forEach((packages, count) -> probes.merge(packages, count, Integer::sum));
            asked.addAll(next.probes());
            now = after.get();
        }
    }

    /** What the next session is for, and how many of its stacks for what. */
    private record Wanted(
            Optional<Further> further,
            Map<Set<String>, Integer> byPackages,
            Map<SortedMap<String, List<String>>, Integer> bySpecifiers) {}

    private static Set<String> believed(Performance first) {
        Set<String> believed = new TreeSet<>();
        for (MetricResult result : first.results()) {
            for (Effect effect : result.effects()) {
                believed.addAll(effect.versions().keySet());
                effect.rivalVersions().forEach(rival -> believed.addAll(rival.keySet()));
            }
        }
        return believed;
    }

    private Wanted wanted(Performance now, Set<String> believed, Set<StackPoint> asked) {
        Set<StackPoint> measured = new LinkedHashSet<>();
        now.results().forEach(result -> result.stacks().forEach(stack -> measured.add(point(stack))));
        List<StackPoint> all = new ArrayList<>(measured);
        all.addAll(asked);
        NextStacks next = new NextStacks(packages, space, measured, all);
        Map<Set<String>, Integer> byPackages = new HashMap<>();
        Map<SortedMap<String, List<String>>, Integer> bySpecifiers = new HashMap<>();
        for (Slowdown.Change change : largestFirst(now)) {
            Effect effect = change.effect();
            if (believed.containsAll(effect.versions().keySet())) {
                int wanted = next.decide(effect, change.isSeparated());
                if (wanted > 0) {
                    byPackages.merge(effect.specifiers().keySet(), wanted, Math::max);
                    bySpecifiers.merge(effect.specifiers(), wanted, Math::max);
                }
            }
        }
        return new Wanted(next.chosen(), byPackages, bySpecifiers);
    }

    /** A session has room for few probes: a third more time is worth them before a hundredth more memory is. */
    private static List<Slowdown.Change> largestFirst(Performance now) {
        List<Slowdown.Change> changes = new ArrayList<>();
        now.results()
                .forEach(
                        result -> result.effects().forEach(effect -> changes.add(new Slowdown.Change(result, effect))));
        changes.sort(Comparator.comparingDouble((Slowdown.Change change) ->
                        Math.abs(Math.log(change.effect().ratio().ratio())))
                .reversed());
        return changes;
    }

    private StackPoint point(Series stack) {
        int[] levels = new int[packages.size()];
        Arrays.setAll(
                levels,
                p -> packages.get(p)
                        .versions()
                        .indexOf(stack.versions().getOrDefault(packages.get(p).name(), "")));
        return new StackPoint(levels);
    }
}
