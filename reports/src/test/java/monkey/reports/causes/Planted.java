package monkey.reports.causes;

import java.util.ArrayList;
import java.util.BitSet;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.Set;

/**
 * What is really to blame in a made-up world, and how stacks then end.
 *
 * @param flaky share of executions that end the other way
 */
record Planted(List<Region> causes, double flaky, long seed) {
    /** What is particular about the ranges of causes. */
    enum Form {
        PLAIN,
        /** A version within a range is not to blame. */
        HOLES,
        /** All causes have the same versions of one package: together they look like one. */
        SHARED,
        /** All causes are of the same packages: an L, a cross, or steps. */
        STEPS,
        /** Of some package nothing beyond the range is possible: what ends it is metadata, not a stack that passes. */
        ENDED
    }

    /** How causes are to look. */
    record Recipe(int causes, int packages, Form form, double flaky) {}

    /** Empty when this draw makes nothing fail, or nearly all. */
    static Optional<Planted> draw(GeneratedSpaces.Generated world, Recipe recipe, long seed) {
        Random random = new Random(seed);
        List<Region> causes = new ArrayList<>();
        for (int i = 0; i < recipe.causes(); i++) {
            Region cause = cause(world, recipe, random, causes);
            causes.add(cause);
            if (world.space().in(cause).isEmpty() || recipe.form() == Form.ENDED && !isEnded(world, cause)) {
                return Optional.empty();
            }
        }
        Planted planted = new Planted(causes, recipe.flaky(), seed);
        long failing = world.space().stacks().stream().filter(planted::fails).count();
        return failing == 0 || failing > world.space().stacks().size() * 0.8 ? Optional.empty() : Optional.of(planted);
    }

    private static Region cause(GeneratedSpaces.Generated world, Recipe recipe, Random random, List<Region> before) {
        Region region = Region.EVERYTHING;
        List<Integer> given = new ArrayList<>();
        if (!before.isEmpty() && recipe.form() == Form.SHARED) {
            int shared = before.get(0).levels().firstKey();
            region = region.with(shared, before.get(0).levels().get(shared));
        } else if (!before.isEmpty() && recipe.form() == Form.STEPS) {
            given.addAll(before.get(0).levels().keySet());
        }
        int packages = Math.min(recipe.packages(), world.packages().size());
        while (region.levels().size() < packages) {
            int p = given.isEmpty() ? random.nextInt(world.packages().size()) : given.get(random.nextInt(given.size()));
            int versions = world.packages().get(p).versions().size();
            if (region.levels().containsKey(p)) {
                continue;
            }
            BitSet levels = new BitSet();
            int cut = 1 + random.nextInt(versions - 1);
            switch (random.nextInt(3)) {
                case 0 -> levels.set(0, cut);
                case 1 -> levels.set(cut, versions);
                default -> {
                    int other = random.nextInt(versions);
                    levels.set(Math.min(other, cut), Math.max(other, cut) + 1);
                }
            }
            if (recipe.form() == Form.HOLES && levels.cardinality() > 2) {
                levels.clear(levels.nextSetBit(0) + 1 + random.nextInt(levels.cardinality() - 2));
            }
            if (levels.cardinality() < versions) {
                region = region.with(p, levels);
            }
        }
        return region;
    }

    private static boolean isEnded(GeneratedSpaces.Generated world, Region cause) {
        return cause.levels().entrySet().stream().anyMatch(limit -> {
            int versions = world.packages().get(limit.getKey()).versions().size();
            List<Integer> beyond =
                    List.of(limit.getValue().nextSetBit(0) - 1, limit.getValue().length());
            return beyond.stream()
                    .filter(level -> level >= 0 && level < versions)
                    .anyMatch(level -> world.space()
                            .in(cause.with(limit.getKey(), Region.level(level)))
                            .isEmpty());
        });
    }

    boolean fails(StackPoint stack) {
        return causes.stream().anyMatch(cause -> cause.contains(stack));
    }

    /** The executions of it: some end as they should not, and some failures look different. */
    ProbeOracle oracle() {
        Map<StackPoint, Integer> executions = new HashMap<>();
        return stacks -> stacks.stream()
                .map(stack -> observed(stack, executions.merge(stack, 1, Integer::sum)))
                .toList();
    }

    private Observation observed(StackPoint stack, int execution) {
        Random random = new Random(seed * 31 + stack.hashCode() * 1_000_003L + execution);
        random.nextInt();
        boolean wrong = random.nextDouble() < flaky;
        return fails(stack) != wrong
                ? Observation.failed(stack.hashCode() % 3 == 0 ? "wrapped" : "plain")
                : Observation.PASSED;
    }

    Set<StackPoint> failing(List<StackPoint> stacks) {
        Set<StackPoint> failing = new HashSet<>(stacks);
        failing.removeIf(stack -> !fails(stack));
        return failing;
    }
}
