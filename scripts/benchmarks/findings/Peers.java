package monkey.reports.causes;

import de.rwth.swc.coffee4j.algorithmic.constraint.ConstraintChecker;
import de.rwth.swc.coffee4j.algorithmic.model.PrimitiveSeed;
import de.rwth.swc.coffee4j.algorithmic.model.PrimitiveStrengthGroup;
import de.rwth.swc.coffee4j.algorithmic.model.TestModel;
import de.rwth.swc.coffee4j.algorithmic.model.TestResult;
import de.rwth.swc.coffee4j.algorithmic.report.Report;
import de.rwth.swc.coffee4j.algorithmic.report.ReportLevel;
import de.rwth.swc.coffee4j.algorithmic.report.Reporter;
import de.rwth.swc.coffee4j.algorithmic.sequential.characterization.FaultCharacterizationAlgorithm;
import de.rwth.swc.coffee4j.algorithmic.sequential.characterization.FaultCharacterizationConfiguration;
import de.rwth.swc.coffee4j.algorithmic.sequential.characterization.ben.Ben;
import de.rwth.swc.coffee4j.algorithmic.sequential.characterization.delta.ImprovedDeltaDebugging;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import java.util.function.Predicate;
import java.util.function.Supplier;

/** What else there is, given the same stacks, the same oracle and the same budget. */
final class Peers {
    /** Stacks that are blamed, and the runs it took. */
    record Blame(Predicate<StackPoint> blamed, int probes) {}

    private static final Reporter SILENT = new Reporter() {
        @Override
        public void report(ReportLevel level, Report report) {}

        @Override
        public void report(ReportLevel level, Supplier<Report> report) {}
    };

    private Peers() {}

    static Blame ben(Trial trial, ProbeOracle oracle, int budget) {
        return coffee(trial, oracle, budget, Ben::new);
    }

    static Blame deltaDebugging(Trial trial, ProbeOracle oracle, int budget) {
        return coffee(trial, oracle, budget, ImprovedDeltaDebugging::new);
    }

    /** Versions, and pairs of versions, that no passing stack holds and some failing one does; pairs of neither such version. */
    static Blame onlyInFailures(Trial trial) {
        Set<List<Integer>> passing = new HashSet<>();
        Set<List<Integer>> failing = new HashSet<>();
        for (Known known : trial.before()) {
            if (known.observation().kind() == Observation.Kind.PASSED) {
                passing.addAll(tuples(known.stack()));
            } else if (known.observation().kind() == Observation.Kind.FAILED) {
                failing.addAll(tuples(known.stack()));
            }
        }
        failing.removeAll(passing);
        Set<List<Integer>> minimal = new HashSet<>(failing);
        minimal.removeIf(tuple -> tuple.size() == 4
                && (failing.contains(tuple.subList(0, 2)) || failing.contains(tuple.subList(2, 4))));
        return new Blame(stack -> tuples(stack).stream().anyMatch(minimal::contains), 0);
    }

    private static List<List<Integer>> tuples(StackPoint stack) {
        List<List<Integer>> tuples = new ArrayList<>();
        for (int p = 0; p < stack.size(); p++) {
            if (stack.has(p)) {
                tuples.add(List.of(p, stack.level(p)));
                for (int q = p + 1; q < stack.size(); q++) {
                    if (stack.has(q)) {
                        tuples.add(List.of(p, stack.level(p), q, stack.level(q)));
                    }
                }
            }
        }
        return tuples;
    }

    private static Blame coffee(
            Trial trial,
            ProbeOracle oracle,
            int budget,
            Function<FaultCharacterizationConfiguration, FaultCharacterizationAlgorithm> method) {
        Model model = new Model(trial.world());
        FaultCharacterizationAlgorithm algorithm =
                method.apply(new FaultCharacterizationConfiguration(model, SILENT));
        Map<StackPoint, TestResult> known = new HashMap<>();
        Map<int[], TestResult> results = new LinkedHashMap<>();
        for (Known one : trial.before()) {
            TestResult result = result(one.observation());
            known.put(one.stack(), result);
            results.put(model.input(one.stack()), result);
        }
        int probes = 0;
        while (true) {
            List<int[]> next = algorithm.computeNextTestInputs(results);
            if (next.isEmpty()) {
                break;
            }
            results = new LinkedHashMap<>();
            for (int[] input : next) {
                // What is asked for need not be a stack; then the nearest one stands in for it, as a person would do.
                StackPoint stack = trial.world()
                        .space()
                        .nearest(model.point(input), Region.EVERYTHING)
                        .orElseThrow();
                if (!known.containsKey(stack)) {
                    if (probes == budget) {
                        return blame(model, algorithm, probes);
                    }
                    probes++;
                    known.put(stack, result(oracle.run(List.of(stack)).get(0)));
                }
                results.put(input, known.get(stack));
            }
        }
        return blame(model, algorithm, probes);
    }

    private static Blame blame(Model model, FaultCharacterizationAlgorithm algorithm, int probes) {
        List<int[]> combinations = algorithm.computeFailureInducingCombinations();
        return new Blame(
                stack -> {
                    int[] input = model.input(stack);
                    return combinations.stream().anyMatch(combination -> {
                        for (int p = 0; p < input.length; p++) {
                            if (combination[p] >= 0 && combination[p] != input[p]) {
                                return false;
                            }
                        }
                        return true;
                    });
                },
                probes);
    }

    private static TestResult result(Observation observation) {
        return observation.kind() == Observation.Kind.PASSED
                ? TestResult.success()
                : TestResult.failure(new AssertionError());
    }

    /** A space as coffee4j sees it; the absence of a package is one more value of it. */
    private static final class Model implements TestModel, ConstraintChecker {
        private final GeneratedSpaces.Generated world;
        private final Set<List<Integer>> partial = new HashSet<>();

        Model(GeneratedSpaces.Generated world) {
            this.world = world;
        }

        int[] input(StackPoint stack) {
            int[] input = new int[stack.size()];
            for (int p = 0; p < input.length; p++) {
                input[p] = stack.has(p) ? stack.level(p) : world.packages().get(p).versions().size();
            }
            return input;
        }

        StackPoint point(int[] input) {
            int[] levels = input.clone();
            for (int p = 0; p < levels.length; p++) {
                levels[p] = levels[p] >= world.packages().get(p).versions().size() ? StackPoint.ABSENT : levels[p];
            }
            return new StackPoint(levels);
        }

        @Override
        public int getDefaultTestingStrength() {
            return 2;
        }

        @Override
        public List<PrimitiveStrengthGroup> getMixedStrengthGroups() {
            return List.of();
        }

        @Override
        public int[] getParameterSizes() {
            return world.packages().stream().mapToInt(p -> p.versions().size() + 1).toArray();
        }

        @Override
        public int getParameterSize(int parameter) {
            return getParameterSizes()[parameter];
        }

        @Override
        public double getWeight(int parameter, int value, double standard) {
            return standard;
        }

        @Override
        public List<PrimitiveSeed> getSeeds() {
            return List.of();
        }

        @Override
        public ConstraintChecker getConstraintChecker() {
            return this;
        }

        @Override
        public boolean isValid(int[] combination) {
            return world.space().stacks().stream().map(this::input).anyMatch(input -> {
                for (int p = 0; p < input.length; p++) {
                    if (combination[p] >= 0 && combination[p] != input[p]) {
                        return false;
                    }
                }
                return true;
            });
        }

        @Override
        public boolean isExtensionValid(int[] combination, int... added) {
            int[] extended = combination.clone();
            for (int i = 0; i < added.length; i += 2) {
                extended[added[i]] = added[i + 1];
            }
            return isValid(extended);
        }

        @Override
        public boolean isDualValid(int[] one, int[] other) {
            int[] both = one.clone();
            for (int p = 0; p < both.length; p++) {
                both[p] = both[p] < 0 ? other[p] : both[p];
            }
            return isValid(both);
        }

        @Override
        public void addConstraint(int[] forbidden) {
            throw new UnsupportedOperationException();
        }
    }
}
