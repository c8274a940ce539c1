package monkey.reports.performance;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;
import monkey.reports.performance.deciding.Deciding;
import org.junit.jupiter.api.Test;

/** What the strategy's stacks leave open is decided by further ones; what they do not believe is not looked for. */
class DecidingTest {
    private static final int RUNS = 40;
    private static final int PLENTY = 200;
    private static final Function<int[], Double> TOGETHER =
            levels -> levels[0] >= 3 && levels[2] <= 2 ? Math.log(1.1) : 0;

    @Test
    void twoVersionsTogetherAreToldFromTheirRivals() {
        int exact = 0;
        int proven = 0;
        int wrong = 0;
        for (int seed = 0; seed < RUNS; seed++) {
            MetricResult result =
                    together(seed).decided(PLENTY).performance().results().get(0);
            for (Effect effect : result.effects()) {
                boolean same = effect.specifiers().equals(Map.of("p0", List.of(">=1.3"), "p2", List.of("<1.3")));
                boolean certain = new Slowdown.Change(result, effect).proven();
                exact += same ? 1 : 0;
                proven += same && certain ? 1 : 0;
                wrong += !same && certain ? 1 : 0;
            }
        }
        assertTrue(exact >= 38 && proven >= 36, exact + " exact, " + proven + " of them proven, of " + RUNS);
        assertEquals(0, wrong, "proven and wrong");
    }

    /** Thirty versions, twelve stacks: most versions were never tried. */
    @Test
    void theEndOfARangeIsHalvedUntilNoVersionIsLeftBetween() {
        int right = 0;
        for (int seed = 0; seed < RUNS; seed++) {
            SimulatedRun run = new SimulatedRun(seed);
            run.stacks = 12;
            run.packages = 2;
            run.versions = 30;
            run.effect = levels -> levels[1] >= 17 ? Math.log(1.2) : 0;
            MetricResult result = run.decided(PLENTY).performance().results().get(0);
            right += result.effects().size() == 1
                            && result.effects().get(0).specifiers().equals(Map.of("p1", List.of(">=1.17")))
                            && result.stacks().stream()
                                    .anyMatch(
                                            stack -> stack.versions().get("p1").equals("1.16"))
                    ? 1
                    : 0;
        }
        assertTrue(right >= 38, right + " of " + RUNS);
    }

    @Test
    void whereNothingIsBelievedNothingIsMeasuredFurther() {
        for (int seed = 0; seed < RUNS; seed++) {
            SimulatedRun run = new SimulatedRun(1000 + seed);
            boolean believed =
                    !new SimulatedRun(1000 + seed).analysed().effects().isEmpty();
            Deciding.Decided decided = run.decided(PLENTY);
            assertTrue(believed || decided.probes().isEmpty() && run.session == 1, "seed " + (1000 + seed));
        }
    }

    @Test
    void aBudgetThatEndsSaysWhatTheNextStepCosts() {
        int open = 0;
        for (int seed = 0; seed < RUNS; seed++) {
            Deciding.Decided without = together(seed).decided(0);
            boolean further = together(seed).decided(PLENTY).spent() > 0;
            assertEquals(0, without.spent());
            assertEquals(further, !without.missing().isEmpty(), "seed " + seed);
            open += further ? 1 : 0;
        }
        assertTrue(open > 3, "some were open: " + open);
    }

    @Test
    void equalMeasurementsLeadToEqualProbes() {
        for (int seed = 0; seed < 10; seed++) {
            assertEquals(tried(together(seed)), tried(together(seed)));
        }
    }

    private static List<String> tried(SimulatedRun run) {
        return run.decided(PLENTY).performance().results().get(0).stacks().stream()
                .map(stack -> stack.session() + " " + new java.util.TreeMap<>(stack.versions()))
                .collect(Collectors.toList());
    }

    private static SimulatedRun together(int seed) {
        SimulatedRun run = new SimulatedRun(seed);
        run.stacks = 36;
        run.effect = TOGETHER;
        return run;
    }
}
