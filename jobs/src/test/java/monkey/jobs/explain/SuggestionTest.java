package monkey.jobs.explain;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.math.BigInteger;
import java.util.Arrays;
import java.util.BitSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.IntStream;
import monkey.reports.causes.Cause;
import monkey.reports.causes.PackageCandidates;
import monkey.reports.causes.Region;
import monkey.reports.causes.SpaceOracle;
import monkey.reports.causes.StackPoint;
import org.junit.jupiter.api.Test;

/** Two packages of five and two versions, all of them possible together. */
class SuggestionTest {
    private static final List<PackageCandidates> PACKAGES = List.of(
            new PackageCandidates("a", List.of("1.0", "1.1", "2.0", "2.1", "3.0")),
            new PackageCandidates("b", List.of("1", "2")));
    private static final List<StackPoint> STACKS =
            IntStream.range(0, 10).mapToObj(n -> new StackPoint(n / 2, n % 2)).toList();

    @Test
    void lines_for_one_package_are_one_line() {
        Cause old = cause(region(0, 0));
        Cause tooNew = cause(region(0, 4));

        assertEquals(List.of("a>=1.1,<3.0"), suggested(old, tooNew));
    }

    @Test
    void what_lies_between_two_ranges_of_a_cause_is_kept() {
        assertEquals(List.of("a>=1.1,<3.0"), suggested(cause(region(0, 0, 4))));
    }

    @Test
    void lines_against_other_causes_are_named_too_where_those_are_known_to_fail() {
        assertEquals(List.of("a>=1.1", "b<2"), suggested(cause(region(0, 0)), cause(region(1, 1))));
    }

    @Test
    void the_line_against_the_cause_itself_goes_first() {
        // What fails with old versions of a as well is a matter of another cause.
        Cause pair = cause(Region.of(Map.of(0, set(2, 3, 4), 1, set(1))));

        assertEquals(List.of("b<2", "a>=1.1"), suggested(pair, cause(region(0, 0))));
    }

    private static List<String> suggested(Cause... causes) {
        List<StackPoint> failing = STACKS.stream()
                .filter(stack ->
                        Arrays.stream(causes).anyMatch(cause -> cause.region().contains(stack)))
                .toList();
        List<StackPoint> passing =
                STACKS.stream().filter(stack -> !failing.contains(stack)).toList();
        return Suggestion.of(
                        causes[0],
                        new Suggestion.Circumstances(List.of(causes), PACKAGES, new Everything(), failing, passing))
                .orElseThrow()
                .lines();
    }

    private static Cause cause(Region region) {
        List<StackPoint> inside = STACKS.stream().filter(region::contains).toList();
        return new Cause(region, true, inside, List.of(), Optional.empty(), 1, 0);
    }

    private static Region region(int packageIndex, int... levels) {
        return Region.of(Map.of(packageIndex, set(levels)));
    }

    private static BitSet set(int... levels) {
        BitSet set = new BitSet();
        Arrays.stream(levels).forEach(set::set);
        return set;
    }

    private static final class Everything implements SpaceOracle {
        @Override
        public Optional<BigInteger> count(Region within) {
            return Optional.of(
                    BigInteger.valueOf(STACKS.stream().filter(within::contains).count()));
        }

        @Override
        public Optional<StackPoint> nearest(StackPoint target, Region within) {
            throw new UnsupportedOperationException();
        }

        @Override
        public List<StackPoint> sample(Region within, int most, long seed) {
            throw new UnsupportedOperationException();
        }

        @Override
        public List<StackPoint> cover(Region within, long seed) {
            throw new UnsupportedOperationException();
        }
    }
}
