package monkey.reports.performance;

import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Function;
import monkey.reports.performance.deciding.Deciding;

/** Simulated runs of each kind, one row each: how often what was planted was found, exactly, with an interval that holds it. */
final class MeasurementBenchmark {
    private static final Map<String, List<String>> ONE = Map.of("p1", List.of("1.3", "1.4", "1.5"));
    private static final Map<String, List<String>> TWO =
            Map.of("p0", List.of("1.3", "1.4", "1.5"), "p2", List.of("1.0", "1.1", "1.2"));

    private MeasurementBenchmark() {}

    public static void main(String[] arguments) {
        int runs = Integer.parseInt(arguments[0]);
        for (int budget : new int[] {0, 200}) {
            System.out.println("with a budget of " + budget + " for what is left open");
            table(runs, budget);
        }
    }

    private static void table(int runs, int budget) {
        System.out.printf(
                "%-34s %6s %6s %6s %8s %8s %6s %6s%n",
                "planted", "runs", "found", "exact", "covered", "proven", "wrong", "probes");
        for (int percent : new int[] {5, 10, 30}) {
            double log = Math.log(1 + percent / 100.0);
            row(
                    percent + " % by one package, 24 stacks",
                    runs,
                    budget,
                    24,
                    log,
                    ONE,
                    levels -> levels[1] >= 3 ? log : 0);
            row(
                    percent + " % by two together, 36 stacks",
                    runs,
                    budget,
                    36,
                    log,
                    TWO,
                    levels -> levels[0] >= 3 && levels[2] <= 2 ? log : 0);
        }
        int alarms = 0;
        for (int seed = 0; seed < runs; seed++) {
            alarms += new SimulatedRun(100_000 + seed)
                            .decided(budget)
                            .performance()
                            .results()
                            .get(0)
                            .effects()
                            .isEmpty()
                    ? 0
                    : 1;
        }
        System.out.printf("nothing, 24 stacks: a finding in %d of %d runs%n", alarms, runs);
    }

    private static void row(
            String name,
            int runs,
            int budget,
            int stacks,
            double log,
            Map<String, List<String>> planted,
            Function<int[], Double> effect) {
        int found = 0;
        int exact = 0;
        int covered = 0;
        int certain = 0;
        int wrong = 0;
        int probes = 0;
        for (int seed = 0; seed < runs; seed++) {
            SimulatedRun run = new SimulatedRun(50_000 + seed);
            run.stacks = stacks;
            run.effect = effect;
            Deciding.Decided decided = run.decided(budget);
            probes +=
                    decided.probes().values().stream().mapToInt(count -> count).sum();
            MetricResult result = decided.performance().results().get(0);
            boolean there = false;
            for (Effect one : result.effects()) {
                boolean same = one.versions().equals(tested(result, planted));
                if (!there && one.versions().keySet().equals(planted.keySet())) {
                    there = true;
                    found++;
                    exact += same ? 1 : 0;
                    covered += Math.log(one.ratio().low()) <= log
                                    && log <= Math.log(one.ratio().high())
                            ? 1
                            : 0;
                }
                boolean proven = new Slowdown.Change(result, one).proven();
                certain += proven ? 1 : 0;
                wrong += proven && !same ? 1 : 0;
            }
        }
        System.out.printf(
                Locale.ROOT,
                "%-34s %6d %6d %6d %8d %8d %6d %6.1f%n",
                name,
                runs,
                found,
                exact,
                covered,
                certain,
                wrong,
                probes / (double) runs);
    }

    private static Map<String, List<String>> tested(MetricResult result, Map<String, List<String>> planted) {
        Map<String, List<String>> tested = new TreeMap<>();
        planted.forEach((name, versions) -> tested.put(
                name,
                versions.stream()
                        .filter(version -> result.stacks().stream()
                                .anyMatch(stack -> stack.versions().get(name).equals(version)))
                        .toList()));
        return tested;
    }
}
