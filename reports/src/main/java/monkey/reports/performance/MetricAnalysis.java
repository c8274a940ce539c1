package monkey.reports.performance;

import java.util.ArrayList;
import java.util.BitSet;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.SortedMap;
import java.util.TreeMap;
import org.hipparchus.distribution.continuous.TDistribution;

/** From the series of one metric to what can be said of it. */
final class MetricAnalysis {
    private static final int MOST_NEIGHBOURS = 200;
    private static final int MOST_LOOKS = 20;

    private final Metric metric;
    private final List<Series> stacks;
    private final Design design;

    private MetricAnalysis(Metric metric, List<Series> stacks) {
        this.metric = metric;
        this.stacks = stacks;
        this.design = Design.of(stacks);
    }

    /**
     * @param series of equal circumstances; those with fewer rounds than the rest do not take part
     * @param family how many metrics are looked at in the whole run
     */
    static MetricResult of(Metric metric, String environment, String circumstances, List<Series> series, int family) {
        Map<Integer, Integer> rounds = new TreeMap<>();
        series.forEach(one -> rounds.merge(one.session(), one.rounds().size(), Math::max));
        List<Series> whole = series.stream()
                .filter(one -> one.rounds().size() == rounds.get(one.session())
                        && one.rounds().size() > 1)
                .toList();
        List<Series> stacks = whole.stream().filter(one -> !one.control()).toList();
        Optional<Comparison> control = whole.stream()
                .filter(Series::control)
                .findFirst()
                .flatMap(twin -> stacks.stream()
                        .filter(one -> one.session() == twin.session()
                                && one.versions().equals(twin.versions()))
                        .findFirst()
                        .map(one -> Comparison.of(one, twin)));
        OptionalDouble noise =
                control.map(c -> OptionalDouble.of(c.ratio().largestChange())).orElse(OptionalDouble.empty());
        return new MetricAnalysis(metric, stacks).result(environment, circumstances, control, noise, family);
    }

    private MetricResult result(
            String environment, String circumstances, Optional<Comparison> control, OptionalDouble noise, int family) {
        if (stacks.size() < 2) {
            return new MetricResult(
                    metric,
                    environment,
                    circumstances,
                    stacks,
                    control,
                    noise,
                    List.of(),
                    OptionalDouble.empty(),
                    List.of(),
                    List.of());
        }
        StackMeans means = StackMeans.of(stacks);
        List<MetricResult.Neighbours> neighbours = neighbours();
        List<Found> found = new EffectSearch(
                        means,
                        design,
                        family << Math.min(MOST_LOOKS, means.bySession().lastKey()))
                .search();
        List<Effect> effects = found.stream()
                .map(one -> effect(one, neighbours))
                .filter(effect -> effect.ratio().isBeyond(noise.orElse(0)))
                .sorted(Comparator.comparingDouble(
                        effect -> -Math.abs(Math.log(effect.ratio().ratio()))))
                .toList();
        List<BitSet> explained = found.stream().map(Found::column).toList();
        return new MetricResult(
                metric,
                environment,
                circumstances,
                stacks,
                control,
                noise,
                effects,
                OptionalDouble.of(hidden(means, explained)),
                neighbours,
                List.of());
    }

    /** Stacks that are alike but for one package, in which they have neighbours among the tested versions. */
    private List<MetricResult.Neighbours> neighbours() {
        List<MetricResult.Neighbours> neighbours = new ArrayList<>();
        for (int a = 0; a < stacks.size(); a++) {
            for (int b = 0; b < stacks.size() && neighbours.size() < MOST_NEIGHBOURS; b++) {
                int differs = -1;
                int differences = 0;
                for (int p = 0; p < design.packages().size(); p++) {
                    if (design.stacks()[a][p] != design.stacks()[b][p]) {
                        differs = p;
                        differences++;
                    }
                }
                if (differences == 1
                        && stacks.get(a).session() == stacks.get(b).session()
                        && design.stacks()[a][differs] >= 0
                        && design.stacks()[b][differs] == design.stacks()[a][differs] + 1) {
                    List<String> versions = design.versions().get(differs);
                    neighbours.add(new MetricResult.Neighbours(
                            design.packages().get(differs),
                            versions.get(design.stacks()[a][differs]),
                            versions.get(design.stacks()[b][differs]),
                            Comparison.of(stacks.get(a), stacks.get(b))));
                }
            }
        }
        return neighbours;
    }

    private Effect effect(Found found, List<MetricResult.Neighbours> neighbours) {
        Term term = found.term();
        BitSet column = found.column();
        double log = found.log();
        boolean better = metric.better() == Metric.Better.MORE ? log > 0 : log < 0;
        if (better && !term.isInteraction() && isEverywhere(term)) {
            // Told from the side of those that fare worse.
            term = complement(term);
            column = design.complement(column);
            log = -log;
        }
        SortedMap<String, List<String>> versions = new TreeMap<>();
        SortedMap<String, List<String>> specifiers = new TreeMap<>();
        term.levels().forEach((index, levels) -> {
            List<String> tested = design.versions().get(index);
            versions.put(
                    design.packages().get(index),
                    levels.stream().mapToObj(tested::get).toList());
            specifiers.put(design.packages().get(index), Specifiers.of(levels, tested));
        });
        BitSet inside = column;
        return new Effect(
                versions,
                specifiers,
                Interval.ofLogs(log, log - found.halfWidth(), log + found.halfWidth()),
                found.p(),
                found.interaction(),
                ids(inside),
                ids(design.complement(inside)),
                found.rivals().stream().map(this::words).toList(),
                found.rivals().stream().map(this::versions).toList(),
                neighbours.stream()
                        .filter(one -> versions.containsKey(one.packageName()) && crosses(inside, one.comparison()))
                        .map(MetricResult.Neighbours::comparison)
                        .toList());
    }

    private boolean crosses(BitSet inside, Comparison comparison) {
        return inside.get(index(comparison.first())) != inside.get(index(comparison.second()));
    }

    private int index(String id) {
        for (int s = 0; s < stacks.size(); s++) {
            if (stacks.get(s).id().equals(id)) {
                return s;
            }
        }
        throw new IllegalArgumentException("no series " + id);
    }

    private boolean isEverywhere(Term term) {
        int index = term.levels().firstKey();
        for (int[] stack : design.stacks()) {
            if (stack[index] < 0) {
                return false;
            }
        }
        return true;
    }

    private Term complement(Term term) {
        int index = term.levels().firstKey();
        BitSet others = (BitSet) term.levels().get(index).clone();
        others.flip(0, design.versions().get(index).size());
        return term.with(index, others);
    }

    private SortedMap<String, List<String>> versions(Term term) {
        SortedMap<String, List<String>> versions = new TreeMap<>();
        term.levels()
                .forEach((index, levels) -> versions.put(
                        design.packages().get(index),
                        levels.stream()
                                .mapToObj(design.versions().get(index)::get)
                                .toList()));
        return versions;
    }

    private String words(Term term) {
        List<String> parts = new ArrayList<>();
        term.levels()
                .forEach((index, levels) -> parts.add(design.packages().get(index)
                        + String.join(
                                " or ", Specifiers.of(levels, design.versions().get(index)))));
        return String.join(" with ", parts);
    }

    private List<String> ids(BitSet column) {
        return column.stream().mapToObj(s -> stacks.get(s).id()).distinct().toList();
    }

    /** The widest that any two stacks may lie apart, what is explained taken out, with all pairs held at once. */
    private double hidden(StackMeans means, List<BitSet> explained) {
        double[] rest = new Fit(means, explained).rest();
        double low = Double.POSITIVE_INFINITY;
        double high = Double.NEGATIVE_INFINITY;
        for (double one : rest) {
            low = Math.min(low, one);
            high = Math.max(high, one);
        }
        double pairs = rest.length * (rest.length - 1) / 2.0;
        double t = new TDistribution(means.freedom()).inverseCumulativeProbability(1 - 0.025 / pairs);
        return Math.expm1(high - low + t * Math.sqrt(2 * means.variance()));
    }
}
