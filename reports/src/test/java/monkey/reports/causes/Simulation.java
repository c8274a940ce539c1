package monkey.reports.causes;

import java.util.Arrays;
import java.util.List;

/** Quick look, to be replaced. */
final class Simulation {
    public static void main(String[] arguments) {
        int runs = Integer.parseInt(arguments[0]);
        List<Planted.Recipe> recipes = List.of(
                new Planted.Recipe(1, 1, false, 0),
                new Planted.Recipe(1, 2, false, 0),
                new Planted.Recipe(1, 3, false, 0),
                new Planted.Recipe(1, 2, true, 0),
                new Planted.Recipe(2, 2, false, 0),
                new Planted.Recipe(3, 2, false, 0),
                new Planted.Recipe(1, 2, false, 0.05),
                new Planted.Recipe(1, 2, false, 0.10),
                new Planted.Recipe(2, 2, false, 0.05));
        for (Planted.Recipe recipe : recipes) {
            long start = System.nanoTime();
            int done = 0, exact = 0, within = 0, proven = 0, falsely = 0, none = 0, exactWithin = 0, single = 0;
            int[] probes = new int[runs];
            for (long seed = 0; done < runs; seed++) {
                GeneratedSpaces.Generated world = GeneratedSpaces.of(seed);
                Planted truth = Planted.draw(world, recipe, seed);
                if (truth == null) {
                    continue;
                }
                Trial trial = Trial.of(world, truth, 40, 200, 1, seed);
                if (trial.before().stream().noneMatch(k -> truth.fails(k.stack()) && k.observation().kind() == Observation.Kind.FAILED)) {
                    continue; // nothing was seen to fail
                }
                int allowance = Explanations.allowance(world.packages());
                boolean ok = trial.found().probes() <= allowance * recipe.causes();
                probes[done] = trial.found().probes();
                exact += trial.isExactOfSeen() ? 1 : 0;
                within += ok ? 1 : 0;
                exactWithin += ok && trial.isExactOfSeen() ? 1 : 0;
                proven += (int) trial.found().causes().stream().filter(Cause::proven).count();
                single += trial.found().causes().size();
                falsely += trial.falselyProven().size();
                none += trial.found().causes().isEmpty() ? 1 : 0;
                if (arguments.length > 1 && !trial.isExactOfSeen()) {
                    System.out.println(seed + " " + truth.causes() + " found " + trial.found().causes().stream().map(c -> c.region() + (c.proven() ? "!" : "?" + c.missing())).toList() + " probes " + trial.found().probes()
                            + " unexplained " + trial.found().unexplained().size() + " of " + world.space().stacks().size() + " fail " + trial.failing().size() + " allowance " + allowance);
                }
                done++;
            }
            Arrays.sort(probes);
            System.out.printf("%s exact %.1f%% within %.1f%% both %.1f%% causes %d proven %d false %d none %d probes median %d p95 %d max %d  %.1fs%n",
                    recipe, 100.0 * exact / runs, 100.0 * within / runs, 100.0 * exactWithin / runs, single, proven, falsely, none, probes[runs / 2], probes[runs * 95 / 100], probes[runs - 1], (System.nanoTime() - start) / 1e9);
        }
    }
}
