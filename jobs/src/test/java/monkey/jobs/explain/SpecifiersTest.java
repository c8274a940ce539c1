package monkey.jobs.explain;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.BitSet;
import java.util.List;
import java.util.Random;
import java.util.stream.IntStream;
import monkey.dataset.python.SpecifierSet;
import monkey.dataset.python.Version;
import org.junit.jupiter.api.Test;

class SpecifiersTest {
    private static final List<String> CANDIDATES = List.of("1.0", "1.1", "2.0", "2.1", "3.0");
    private static final List<String> AWKWARD =
            List.of("1.0.dev1", "1.0a1", "1.0rc1", "1.0", "1.0+local.1", "1.0.post1", "1.1rc1", "1.1", "1!0.1");

    @Test
    void aRangeIsNamedByItsEnds() {
        assertEquals(List.of("<2.0"), Specifiers.of(CANDIDATES, levels(0, 1)));
        assertEquals(List.of(">=2.1"), Specifiers.of(CANDIDATES, levels(3, 4)));
        assertEquals(List.of(">=1.1,<2.1"), Specifiers.of(CANDIDATES, levels(1, 2)));
        assertEquals(List.of("==2.0"), Specifiers.of(CANDIDATES, levels(2)));
    }

    @Test
    void aHoleMakesAlternatives() {
        assertEquals(List.of("<1.1", ">=2.1"), Specifiers.of(CANDIDATES, levels(0, 3, 4)));
    }

    @Test
    void whatLeavesARangeOutIsOneLine() {
        assertEquals(List.of("<2.1"), without(levels(3, 4)));
        assertEquals(List.of("<2.0", ">=2.1", "!=2.0"), without(levels(2)));
    }

    @Test
    void whatLeavesBothEndsOutIsTheRangeBetweenThem() {
        assertEquals(List.of(">=1.1,<3.0"), without(levels(0, 4)));
        assertEquals(List.of("==2.0"), without(levels(0, 1, 3, 4)));
    }

    @Test
    void whatLeavesSeveralRangesOutIsOneGapOrAllButThem() {
        assertEquals(List.of("==1.1", ">=2.1", ">=1.1,!=2.0"), without(levels(0, 2)));
        assertEquals(List.of("<1.1", "==2.0", ">=3.0", "!=1.1,!=2.1"), without(levels(1, 3)));
    }

    @Test
    void manyVersionsAreNotLeftOutOneByOne() {
        List<String> many = IntStream.range(0, 14).mapToObj(n -> "1." + n).toList();
        assertEquals(
                List.of("<1.2", ">=1.11"),
                Specifiers.without(many, levels(2, 3, 4, 5, 6, 7, 8, 9, 10)).stream()
                        .map(Specifiers.Exclusion::specifier)
                        .toList());
    }

    @Test
    void whereNothingElseIsThereNothingLeavesThemOut() {
        assertEquals(List.of(), without(levels(0, 1, 2, 3, 4)));
    }

    private static List<String> without(BitSet levels) {
        return Specifiers.without(CANDIDATES, levels).stream()
                .map(Specifiers.Exclusion::specifier)
                .toList();
    }

    @Test
    void whateverIsMeantIsSaidExactly() {
        Random random = new Random(4);
        for (int i = 0; i < 300; i++) {
            List<String> candidates = i % 2 == 0 ? CANDIDATES : AWKWARD;
            BitSet levels = new BitSet();
            IntStream.range(0, candidates.size())
                    .filter(l -> random.nextBoolean())
                    .forEach(levels::set);
            if (levels.isEmpty() || levels.cardinality() == candidates.size()) {
                continue;
            }
            List<String> alternatives = Specifiers.of(candidates, levels);
            for (int level = 0; level < candidates.size(); level++) {
                Version version = Version.parse(candidates.get(level));
                assertEquals(
                        levels.get(level),
                        alternatives.stream()
                                .anyMatch(s -> SpecifierSet.parse(s).contains(version)),
                        alternatives + " and " + version);
            }
            for (Specifiers.Exclusion exclusion : Specifiers.without(candidates, levels)) {
                assertTrue(levels.stream()
                        .mapToObj(candidates::get)
                        .noneMatch(
                                v -> SpecifierSet.parse(exclusion.specifier()).contains(Version.parse(v))));
            }
        }
    }

    private static BitSet levels(int... levels) {
        BitSet set = new BitSet();
        IntStream.of(levels).forEach(set::set);
        return set;
    }
}
