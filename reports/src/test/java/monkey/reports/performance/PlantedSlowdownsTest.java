package monkey.reports.performance;

import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Simulated runs with known truths: what is found, how often, and whether the intervals hold what they promise. */
class PlantedSlowdownsTest {
    private static final int RUNS = 50;

    @ParameterizedTest
    @ValueSource(ints = {5, 10, 30})
    void aVersionThatIsSlowerIsFoundWithAnHonestInterval(int percent) {
        Tally tally = new Tally();
        for (int seed = 0; seed < RUNS; seed++) {
            SimulatedRun run = new SimulatedRun(seed);
            run.effect = levels -> levels[1] >= 3 ? Math.log(1 + percent / 100.0) : 0;
            tally.add(run.analysed(), 1 + percent / 100.0, Map.of("p1", List.of("1.3", "1.4", "1.5")));
        }
        tally.check(46, 44, 1);
    }

    @ParameterizedTest
    @ValueSource(ints = {5, 10, 30})
    void twoVersionsThatAreSlowerOnlyTogetherAreFoundAsSuch(int percent) {
        Tally tally = new Tally();
        for (int seed = 0; seed < RUNS; seed++) {
            SimulatedRun run = new SimulatedRun(seed);
            run.stacks = 36;
            run.effect = levels -> levels[0] >= 3 && levels[2] <= 2 ? Math.log(1 + percent / 100.0) : 0;
            tally.add(
                    run.analysed(),
                    1 + percent / 100.0,
                    Map.of("p0", List.of("1.3", "1.4", "1.5"), "p2", List.of("1.0", "1.1", "1.2")));
        }
        tally.check(46, 44, 2);
        assertTrue(tally.interactions >= tally.exact - 5, tally.interactions + " of " + tally.exact);
    }

    @Test
    void twoEffectsThatAddUpAreNotTakenForOneOfTwoPackagesTogether() {
        int right = 0;
        for (int seed = 0; seed < RUNS; seed++) {
            SimulatedRun run = new SimulatedRun(seed);
            run.stacks = 36;
            run.effect = levels -> (levels[0] >= 3 ? 0.1 : 0) + (levels[2] >= 4 ? 0.1 : 0);
            MetricResult result = run.analysed();
            right += result.effects().size() == 2 && result.effects().stream().noneMatch(Effect::isInteraction) ? 1 : 0;
        }
        assertTrue(right >= 45, right + " of " + RUNS);
    }

    @Test
    void whatIsNotThereIsNotFound() {
        int alarms = 0;
        int honest = 0;
        for (int seed = 0; seed < 200; seed++) {
            MetricResult result = new SimulatedRun(1000 + seed).analysed();
            alarms += result.effects().isEmpty() ? 0 : 1;
            honest += result.hidden().orElseThrow() < 0.05 ? 1 : 0;
        }
        // Five in a hundred are stated; a binomial of 200 has more than 16 with less than 3 %.
        assertTrue(alarms <= 16, alarms + " of 200 runs without any difference had a finding");
        assertTrue(honest > 150, "it is said that no difference over 5 % could be hidden: " + honest);
    }

    /** How often all went as it was planted. */
    private static final class Tally {
        private int found;
        private int exact;
        private int covered;
        private int others;
        private int interactions;
        private int certain;
        private int certainAndWrong;

        void add(MetricResult result, double ratio, Map<String, List<String>> planted) {
            Map<String, List<String>> versions = tested(result, planted);
            boolean there = false;
            for (Effect effect : result.effects()) {
                boolean same = effect.versions().equals(versions);
                boolean overlaps = effect.versions().keySet().equals(versions.keySet());
                if (overlaps && !there) {
                    there = true;
                    found++;
                    exact += same ? 1 : 0;
                    covered += effect.ratio().low() <= ratio
                                    && ratio <= effect.ratio().high()
                            ? 1
                            : 0;
                    interactions += same
                                    && effect.interaction().isPresent()
                                    && effect.interaction().getAsDouble() < 0.01
                            ? 1
                            : 0;
                } else {
                    others++;
                }
                if (effect.rivals().isEmpty()) {
                    certain++;
                    certainAndWrong += same ? 0 : 1;
                }
            }
        }

        private static Map<String, List<String>> tested(MetricResult result, Map<String, List<String>> planted) {
            Map<String, List<String>> tested = new TreeMap<>();
            planted.forEach((name, versions) -> tested.put(
                    name,
                    versions.stream()
                            .filter(version -> result.stacks().stream()
                                    .anyMatch(
                                            stack -> stack.versions().get(name).equals(version)))
                            .toList()));
            return tested;
        }

        void check(int leastFound, int leastCovered, int mostWrong) {
            String all = "found %d, exact %d, covered %d, others %d, certain %d, certain and wrong %d"
                    .formatted(found, exact, covered, others, certain, certainAndWrong);
            assertTrue(found >= leastFound, all);
            assertTrue(covered >= leastCovered, all);
            assertTrue(certainAndWrong <= mostWrong, all);
            assertTrue(others <= 3, all);
        }
    }
}
