package monkey.reports.performance;

import java.math.BigInteger;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.function.Function;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import monkey.reports.causes.PackageCandidates;
import monkey.reports.causes.Region;
import monkey.reports.causes.SpaceOracle;
import monkey.reports.causes.StackPoint;
import monkey.reports.performance.deciding.Deciding;

/**
 * A run that measures, made up: rounds drift, environments and processes vary, some items are wild, and stacks with certain
 * versions take longer by a known factor.
 */
final class SimulatedRun {
    private final Random random;
    int stacks = 24;
    int packages = 4;
    int versions = 6;
    int rounds = 10;
    int items = 2;
    /** Standard deviations of logarithms. */
    double drift = 0.05;

    double environment = 0.008;
    double process = 0.012;
    double wild = 0.01;
    int session;
    Function<int[], Double> effect = levels -> 0.0;

    SimulatedRun(long seed) {
        random = new Random(seed);
    }

    static String packageName(int index) {
        return "p" + index;
    }

    static String version(int level) {
        return "1." + level;
    }

    /** Of random stacks, the first of them measured once more as the control. */
    List<Series> measure() {
        List<int[]> levels = new ArrayList<>();
        for (int s = 0; s < stacks; s++) {
            levels.add(IntStream.range(0, packages)
                    .map(p -> random.nextInt(versions))
                    .toArray());
        }
        return measure(levels);
    }

    List<Series> measure(List<int[]> levels) {
        double[] drifts = IntStream.range(0, rounds)
                .mapToDouble(r -> drift * random.nextGaussian())
                .toArray();
        List<Series> series = new ArrayList<>();
        for (int s = 0; s < levels.size(); s++) {
            series.add(measured((session == 0 ? "s" : session + " s") + s, levels.get(s), false, drifts));
        }
        if (session == 0) {
            series.add(measured("s0 again", levels.get(0), true, drifts));
        }
        session++;
        return series;
    }

    private Series measured(String id, int[] levels, boolean control, double[] drifts) {
        Map<String, String> stack = new LinkedHashMap<>();
        for (int p = 0; p < levels.length; p++) {
            stack.put(packageName(p), version(levels[p]));
        }
        List<double[]> values = new ArrayList<>();
        for (double drift : drifts) {
            double centre = Math.log(0.4) + drift + environment * random.nextGaussian() + effect.apply(levels);
            values.add(IntStream.range(0, items)
                    .mapToDouble(i -> Math.exp(centre
                            + process * random.nextGaussian()
                            + (random.nextDouble() < wild ? 0.3 * random.nextDouble() : 0)))
                    .toArray());
        }
        return new Series(id, stack, control, session, values);
    }

    MetricResult analysed() {
        return MetricAnalysis.of(new Metric("wall_time", "s"), "python-3.11", "a processor", measure(), 1);
    }

    /** The same, and what it leaves open decided by further stacks of a space in which every combination is possible. */
    Deciding.Decided decided(int budget) {
        List<Series> all = new ArrayList<>(measure());
        return new Deciding(candidates(), new EveryCombination(), (further, number) -> {
                    List<int[]> levels = Stream.concat(further.probes().stream(), further.anchors().stream())
                            .map(stack -> IntStream.range(0, packages)
                                    .map(stack::level)
                                    .toArray())
                            .toList();
                    all.addAll(measure(levels));
                    return Optional.of(performance(all));
                })
                .decide(performance(all), budget);
    }

    private static Performance performance(List<Series> series) {
        return new Performance(List.of(
                MetricAnalysis.of(new Metric("wall_time", "s"), "python-3.11", "a processor", List.copyOf(series), 1)));
    }

    private List<PackageCandidates> candidates() {
        return IntStream.range(0, packages)
                .mapToObj(p -> new PackageCandidates(
                        packageName(p),
                        IntStream.range(0, versions)
                                .mapToObj(SimulatedRun::version)
                                .toList()))
                .toList();
    }

    private static final class EveryCombination implements SpaceOracle {
        @Override
        public Optional<StackPoint> nearest(StackPoint target, Region within) {
            StackPoint nearest = target;
            for (Map.Entry<Integer, BitSet> one : within.levels().entrySet()) {
                if (!one.getValue().get(target.level(one.getKey()))) {
                    nearest = nearest.with(one.getKey(), one.getValue().nextSetBit(0));
                }
            }
            return Optional.of(nearest);
        }

        @Override
        public List<StackPoint> sample(Region within, int most, long seed) {
            throw new UnsupportedOperationException();
        }

        @Override
        public List<StackPoint> cover(Region within, long seed) {
            throw new UnsupportedOperationException();
        }

        @Override
        public Optional<BigInteger> count(Region within) {
            throw new UnsupportedOperationException();
        }
    }
}
