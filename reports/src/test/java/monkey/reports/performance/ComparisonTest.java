package monkey.reports.performance;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class ComparisonTest {
    @Test
    void intervalsHoldTheTruthAsOftenAsTheySay() {
        int held = 0;
        int alarms = 0;
        int runs = 300;
        for (int seed = 0; seed < runs; seed++) {
            SimulatedRun run = new SimulatedRun(seed);
            run.effect = levels -> levels[0] == 1 ? Math.log(1.1) : 0;
            List<Series> series = run.measure(List.of(new int[] {0}, new int[] {1}));
            Interval slower = Comparison.of(series.get(0), series.get(1)).ratio();
            held += slower.low() <= 1.1 && 1.1 <= slower.high() ? 1 : 0;
            alarms += Comparison.of(series.get(0), series.get(2)).p() < 0.05 ? 1 : 0;
        }
        assertTrue(held >= 0.92 * runs && held <= 0.99 * runs, held + " of " + runs);
        assertTrue(alarms <= 0.08 * runs, alarms + " of " + runs);
    }

    @Test
    void whatDriftsFromRoundToRoundIsNoDifference() {
        Interval[] intervals = new Interval[2];
        for (int i = 0; i < 2; i++) {
            SimulatedRun run = new SimulatedRun(5);
            run.drift = 0.5 * i;
            List<Series> series = run.measure(List.of(new int[] {0}, new int[] {0}));
            intervals[i] = Comparison.of(series.get(0), series.get(1)).ratio();
        }
        assertEquals(intervals[0].low(), intervals[1].low(), 1e-9);
        assertEquals(intervals[0].high(), intervals[1].high(), 1e-9);
    }

    @Test
    void ratioShiftAndDominanceSayTheSameInTheirOwnWords() {
        Series first = series("a", 1, 2, 3, 4);
        Series second = series("b", 2, 4, 6, 8);
        Comparison comparison = Comparison.of(first, second);
        assertEquals(2, comparison.ratio().ratio(), 1e-12);
        assertEquals(2.5, comparison.shift(), 1e-12);
        assertEquals(10.0 / 16, comparison.dominance(), 1e-12);
        assertEquals(comparison, Comparison.of(first, second), "drawn from a fixed seed");
    }

    @Test
    void estimatesAreWhatTheirDefinitionsSay() {
        Random random = new Random(1);
        double[] values = random.doubles(7).toArray();
        double[] means = IntStream.range(0, 7)
                .boxed()
                .flatMapToDouble(i -> IntStream.rangeClosed(0, i).mapToDouble(j -> (values[i] + values[j]) / 2))
                .sorted()
                .toArray();
        assertEquals((means[13] + means[14]) / 2, Estimates.pseudoMedian(values), 1e-15);
        assertEquals(2.5, Estimates.median(new double[] {4, 1, 2, 3}));
    }

    /** Worked through by hand. */
    @Test
    void pValuesAreAdjustedForTheirNumber() {
        double[] p = {0.01, 0.04, 0.03, 0.005};
        assertClose(new double[] {0.03, 0.06, 0.06, 0.02}, Corrections.holm(p));
    }

    @Test
    void rangesAreWrittenAsSpecifiersOfTestedVersions() {
        List<String> tested = List.of("1.0", "1.1", "1.2", "2.0", "2.1");
        assertEquals(List.of("<1.2"), Specifiers.of(levels(0, 1), tested));
        assertEquals(List.of(">=2.0"), Specifiers.of(levels(3, 4), tested));
        assertEquals(List.of("==1.2"), Specifiers.of(levels(2), tested));
        assertEquals(List.of(">=1.1,<2.0"), Specifiers.of(levels(1, 2), tested));
        assertEquals(List.of("<1.1", ">=1.2,<2.1"), Specifiers.of(levels(0, 2, 3), tested));
    }

    private static java.util.BitSet levels(int... set) {
        java.util.BitSet levels = new java.util.BitSet();
        IntStream.of(set).forEach(levels::set);
        return levels;
    }

    private static void assertClose(double[] expected, double[] actual) {
        org.junit.jupiter.api.Assertions.assertArrayEquals(expected, actual, 1e-12);
    }

    private static Series series(String id, double... values) {
        return new Series(
                id,
                Map.of(),
                false,
                0,
                IntStream.range(0, values.length)
                        .mapToObj(i -> new double[] {values[i]})
                        .toList());
    }
}
