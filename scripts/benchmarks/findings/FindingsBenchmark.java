package monkey.reports.causes;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;

/** One row for each kind of world and method. */
final class FindingsBenchmark {
    private static final int TRIED = 40;
    private static final int BUDGET = 200;

    private record Kind(String name, Planted.Recipe recipe) {}

    private static final List<Kind> KINDS = List.of(
            new Kind("one package", new Planted.Recipe(1, 1, Planted.Form.PLAIN, 0)),
            new Kind("two packages", new Planted.Recipe(1, 2, Planted.Form.PLAIN, 0)),
            new Kind("three packages", new Planted.Recipe(1, 3, Planted.Form.PLAIN, 0)),
            new Kind("one package, hole", new Planted.Recipe(1, 1, Planted.Form.HOLES, 0)),
            new Kind("two packages, holes", new Planted.Recipe(1, 2, Planted.Form.HOLES, 0)),
            new Kind("two causes of two", new Planted.Recipe(2, 2, Planted.Form.PLAIN, 0)),
            new Kind("three causes of two", new Planted.Recipe(3, 2, Planted.Form.PLAIN, 0)),
            new Kind("two packages, 1 % flaky", new Planted.Recipe(1, 2, Planted.Form.PLAIN, 0.01)),
            new Kind("two packages, 5 % flaky", new Planted.Recipe(1, 2, Planted.Form.PLAIN, 0.05)),
            new Kind("two packages, 10 % flaky", new Planted.Recipe(1, 2, Planted.Form.PLAIN, 0.10)),
            new Kind("two causes, 5 % flaky", new Planted.Recipe(2, 2, Planted.Form.PLAIN, 0.05)));

    private FindingsBenchmark() {}

    public static void main(String[] arguments) throws Exception {
        int runs = Integer.parseInt(arguments[0]);
        System.out.println("Each row: " + runs + " worlds, " + TRIED + " stacks tried before, at most " + BUDGET + " probes. Every failure"
                + " shows itself in one of two ways.");
        System.out.println();
        System.out.println("| world | method | exact | precision | recall | probes, median | 95 % | within 2 log2 + 10 | proven | of them false |");
        System.out.println("|---|---|---:|---:|---:|---:|---:|---:|---:|---:|");
        for (Kind kind : KINDS) {
            row(kind, runs);
        }
        for (int i = 1; i < arguments.length; i++) {
            RealSpaces.rows(arguments[i], Math.min(runs, 60));
        }
    }

    private static void row(Kind kind, int runs) {
        Tally own = new Tally(runs);
        Tally ben = new Tally(runs);
        Tally delta = new Tally(runs);
        Tally counting = new Tally(runs);
        boolean peers = runs <= 1000;
        int done = 0;
        for (long seed = 0; done < runs; seed++) {
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
            own.add(trial, blamed::contains, trial.found().probes());
            own.proven += trial.found().causes().stream().filter(Cause::proven).count();
            own.falselyProven += trial.falselyProven().size();
            if (peers) {
                add(ben, trial, Peers.ben(trial, truth.get().oracle(), BUDGET));
                add(delta, trial, Peers.deltaDebugging(trial, truth.get().oracle(), BUDGET));
            }
            add(counting, trial, Peers.onlyInFailures(trial));
            done++;
        }
        own.print(kind.name(), "this");
        if (peers) {
            ben.print("", "BEN");
            delta.print("", "delta debugging");
        }
        counting.print("", "only in failures");
    }

    private static void add(Tally tally, Trial trial, Peers.Blame blame) {
        tally.add(trial, blame.blamed(), blame.probes());
    }

    private static final class Tally {
        private final List<Integer> probes = new ArrayList<>();
        private final int runs;
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
            within += isExact && used <= trial.truth().causes().size() * Explanations.allowance(trial.world().packages())
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
