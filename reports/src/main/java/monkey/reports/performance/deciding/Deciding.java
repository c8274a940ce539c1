package monkey.reports.performance.deciding;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
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
     * @param probes how many further stacks were measured
     * @param missing how many stacks would have to be measured next; 0 where nothing is open or no stack tells more
     */
    public record Decided(Performance performance, int probes, int missing) {}

    /** @param budget how many stacks may take part in further sessions, those included that are measured again */
    public Decided decide(Performance first, int budget) {
        Set<String> believed = believed(first);
        Set<StackPoint> asked = new LinkedHashSet<>();
        Performance now = first;
        int probes = 0;
        int spent = 0;
        for (int session = 1; ; session++) {
            Optional<Further> next = next(now, believed, asked);
            if (next.isEmpty()) {
                return new Decided(now, probes, 0);
            }
            if (spent + next.get().size() > budget || session > MOST_SESSIONS) {
                return new Decided(now, probes, next.get().size());
            }
            spent += next.get().size();
            probes += next.get().probes().size();
            asked.addAll(next.get().probes());
            now = oracle.measure(next.get(), session);
        }
    }

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

    private Optional<Further> next(Performance now, Set<String> believed, Set<StackPoint> asked) {
        Set<StackPoint> measured = new LinkedHashSet<>();
        now.results().forEach(result -> result.stacks().forEach(stack -> measured.add(point(stack))));
        List<StackPoint> all = new ArrayList<>(measured);
        all.addAll(asked);
        NextStacks next = new NextStacks(packages, space, measured, all);
        for (MetricResult result : now.results()) {
            for (Effect effect : result.effects()) {
                if (believed.containsAll(effect.versions().keySet())) {
                    Slowdown.Change change = new Slowdown.Change(result, effect);
                    next.decide(effect, change.isSeparated());
                }
            }
        }
        return next.chosen();
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
