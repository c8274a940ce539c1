package monkey.reports.causes;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import java.util.function.Predicate;

/** One row for each kind of world and method. */
final class FindingsBenchmark {
    private static final int TRIED = 40;
    private static final int BUDGET = 200;

    /** The peers are shown so many worlds of a kind: they are slow, and not close. */
    private static final int PEERS = 100;

    /** @param times how many times as many worlds as of the rarest kinds */
    private record Kind(String name, int times, Planted.Recipe recipe) {}

    private static final List<Kind> KINDS = List.of(
            new Kind("one package", 10, new Planted.Recipe(1, 1, Planted.Form.PLAIN, 0)),
            new Kind("two packages", 10, new Planted.Recipe(1, 2, Planted.Form.PLAIN, 0)),
            new Kind("three packages", 8, new Planted.Recipe(1, 3, Planted.Form.PLAIN, 0)),
            new Kind("two packages, ended by metadata", 1, new Planted.Recipe(1, 2, Planted.Form.ENDED, 0)),
            new Kind("one package, hole", 1, new Planted.Recipe(1, 1, Planted.Form.HOLES, 0)),
            new Kind("two packages, holes", 1, new Planted.Recipe(1, 2, Planted.Form.HOLES, 0)),
            new Kind("two causes of two", 10, new Planted.Recipe(2, 2, Planted.Form.PLAIN, 0)),
            new Kind("two causes of the same two", 1, new Planted.Recipe(2, 2, Planted.Form.STEPS, 0)),
            new Kind("two causes of two, holes", 1, new Planted.Recipe(2, 2, Planted.Form.HOLES, 0)),
            new Kind("three causes of two", 7, new Planted.Recipe(3, 2, Planted.Form.PLAIN, 0)),
            new Kind("three causes that share a range", 1, new Planted.Recipe(3, 2, Planted.Form.SHARED, 0)),
            new Kind("two packages, 1 % flaky", 1, new Planted.Recipe(1, 2, Planted.Form.PLAIN, 0.01)),
            new Kind("two packages, 5 % flaky", 5, new Planted.Recipe(1, 2, Planted.Form.PLAIN, 0.05)),
            new Kind("two packages, 10 % flaky", 5, new Planted.Recipe(1, 2, Planted.Form.PLAIN, 0.10)),
            new Kind("two causes, 5 % flaky", 2, new Planted.Recipe(2, 2, Planted.Form.PLAIN, 0.05)));

    private FindingsBenchmark() {}

    public static void main(String[] arguments) throws Exception {
        int runs = Integer.parseInt(arguments[0]);
        long first = Long.parseLong(arguments[1]);
        System.out.println("Worlds from seed " + first + " on, " + TRIED + " stacks tried before, at most " + BUDGET + " probes. Every failure"
                + " shows itself in one of two ways.");
        System.out.println();
        System.out.println("| world | method | exact | precision | recall | probes, median | 95 % | within 2 log2 + 10 | proven | of them false |");
        System.out.println("|---|---|---:|---:|---:|---:|---:|---:|---:|---:|");
        for (Kind kind : KINDS) {
            row(kind, kind.times() * runs, first);
        }
        for (double share : new double[] {0.1, 0.3, 0.5, 0.8}) {
            chance(share, runs, first);
        }
        for (int i = 2; i < arguments.length; i++) {
            RealSpaces.rows(arguments[i], Math.min(runs, 60));
        }
    }

    /** Whatever the versions, stacks fail with this probability: nothing is to be named. */
    private static void chance(double share, int runs, long first) {
        int named = 0;
        for (long seed = first; seed < first + runs; seed++) {
            GeneratedSpaces.Generated world = GeneratedSpaces.of(seed);
            Random coin = new Random(seed);
            ProbeOracle oracle = stacks -> stacks.stream()
                    .map(stack -> coin.nextDouble() < share ? Observation.failed("chance") : Observation.PASSED)
                    .toList();
            List<Known> before = new ArrayList<>();
            for (StackPoint stack : world.space().sample(Region.EVERYTHING, TRIED, seed)) {
                before.add(new Known(stack, oracle.run(List.of(stack)).get(0), 1));
            }
            Causes found = new CauseSearch(world.packages(), world.space(), oracle, 1, seed).explain(before, BUDGET);
            named += found.causes().isEmpty() ? 0 : 1;
        }
        System.out.printf("%n%.0f %% of all executions fail, by chance: a cause named in %d of %d worlds%n", 100 * share, named, runs);
    }

    private static void row(Kind kind, int runs, long first) {
        Tally own = new Tally(runs);
        Tally ben = new Tally(Math.min(runs, PEERS));
        Tally delta = new Tally(Math.min(runs, PEERS));
        Tally counting = new Tally(Math.min(runs, PEERS));
        int done = 0;
        for (long seed = first; done < runs; seed++) {
            GeneratedSpaces.Generated world = GeneratedSpaces.of(seed);
            Optional<Planted> truth = Planted.draw(world, kind.recipe(), seed);
            if (truth.isEmpty()) {
                continue;
            }
            Trial trial = Trial.of(world, truth.get(), TRIED, BUDGET, 1, seed);
            if (trial.failing().isEmpty()) {
                continue; // No failure was seen: there is nothing to explain.
            }
            Set<StackPoint> blamed = trial.blamed();
            own.holes = kind.recipe().form() == Planted.Form.HOLES;
            own.add(trial, blamed::contains, trial.found().probes());
            own.proven += trial.found().causes().stream().filter(Cause::proven).count();
            own.falselyProven += trial.falselyProven().size();
            if (done++ < PEERS) {
                add(ben, trial, Peers.ben(trial, truth.get().oracle(), BUDGET));
                add(delta, trial, Peers.deltaDebugging(trial, truth.get().oracle(), BUDGET));
                add(counting, trial, Peers.onlyInFailures(trial));
            }
        }
        own.print(kind.name() + " (" + runs + ")", "this");
        ben.print("", "BEN");
        delta.print("", "delta debugging");
        counting.print("", "only in failures");
    }

    private static void add(Tally tally, Trial trial, Peers.Blame blame) {
        tally.add(trial, blame.blamed(), blame.probes());
    }

    private static final class Tally {
        private final List<Integer> probes = new ArrayList<>();
        private final int runs;
        private boolean holes;
        private int exact;
        private int within;
        private double precision;
        private double recall;
        private long proven;
        private long falselyProven;

        Tally(int runs) {
            this.runs = runs;
        }

        void add(Trial trial, Predicate<StackPoint> blamed, int used) {
            Set<StackPoint> failing = trial.failing();
            long both = 0;
            long all = 0;
            boolean wrong = false;
            for (StackPoint stack : trial.world().space().stacks()) {
                if (blamed.test(stack)) {
                    all++;
                    both += trial.truth().fails(stack) ? 1 : 0;
                    wrong |= !trial.truth().fails(stack);
                }
            }
            long found = failing.stream().filter(blamed).count();
            boolean isExact = found == failing.size() && !wrong;
            exact += isExact ? 1 : 0;
            within += isExact && used <= trial.truth().causes().size() * Explanations.allowance(trial.world().packages(), holes)
                    ? 1
                    : 0;
            precision += all == 0 ? 1 : (double) both / all;
            recall += (double) found / failing.size();
            probes.add(used);
        }

        void print(String world, String method) {
            int[] sorted = probes.stream().mapToInt(i -> i).sorted().toArray();
            System.out.printf(
                    "| %s | %s | %.1f %% | %.3f | %.3f | %d | %d | %.1f %% | %s | %s |%n",
                    world,
                    method,
                    100.0 * exact / runs,
                    precision / runs,
                    recall / runs,
                    sorted[runs / 2],
                    sorted[(int) (runs * 0.95)],
                    100.0 * within / runs,
                    method.equals("this") ? Long.toString(proven) : "",
                    method.equals("this") ? Long.toString(falselyProven) : "");
        }
    }
}
