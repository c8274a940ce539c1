package monkey.reports.causes;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.BitSet;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import java.util.function.Predicate;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Against worlds written down stack by stack, in which the truth is known. */
class CauseSearchTest {
    private static final int WORLDS = 40;
    private static final int TRIED = 40;
    private static final int BUDGET = 200;

    @ParameterizedTest
    @ValueSource(ints = {1, 2, 3})
    void aSingleCauseIsFoundExactlyAndProvenWithFewProbes(int packages) {
        int withinAllowance = 0;
        for (Trial trial : trials(new Planted.Recipe(1, packages, Planted.Form.PLAIN, 0))) {
            assertTrue(trial.isExactOfSeen(), trial.toString());
            assertEquals(1, trial.found().causes().size(), trial.toString());
            assertTrue(trial.found().causes().get(0).proven(), trial.toString());
            withinAllowance += trial.found().probes()
                            <= Explanations.allowance(trial.world().packages())
                    ? 1
                    : 0;
        }
        assertTrue(withinAllowance >= 0.95 * WORLDS, withinAllowance + " of " + WORLDS);
    }

    @Test
    void rangesWithHolesAreFoundExactly() {
        for (Trial trial : trials(new Planted.Recipe(1, 2, Planted.Form.HOLES, 0))) {
            assertTrue(trial.isExactOfSeen(), trial.toString());
        }
    }

    @Test
    void whatIsSaidOfCausesThatOverlapIsTrue() {
        for (Trial trial : trials(new Planted.Recipe(2, 2, Planted.Form.PLAIN, 0))) {
            assertEquals(List.of(), trial.falselyProven(), trial.toString());
            assertEquals(List.of(), trial.found().unexplained(), trial.toString());
        }
    }

    @Test
    void whereSomeExecutionsEndTheWrongWayNothingWrongIsProven() {
        for (Trial trial : trials(new Planted.Recipe(1, 2, Planted.Form.PLAIN, 0.05))) {
            assertEquals(List.of(), trial.falselyProven(), trial.toString());
        }
    }

    @Test
    void whereAnExecutionInTenEndsTheWrongWayTheCauseIsNamedAllTheSame() {
        List<Trial> trials = trials(new Planted.Recipe(1, 2, Planted.Form.PLAIN, 0.1));
        long exact = trials.stream().filter(Trial::isExactOfSeen).count();
        assertTrue(exact >= 0.95 * WORLDS, exact + " of " + WORLDS);
        for (Trial trial : trials) {
            assertEquals(List.of(), trial.falselyProven(), trial.toString());
        }
    }

    @ParameterizedTest
    @ValueSource(doubles = {0.1, 0.3, 0.5, 0.8})
    void whereEveryStackFailsByChanceNoVersionIsBlamed(double share) {
        GeneratedSpaces.Generated world = grid(6, 6);
        for (long seed = 1; seed <= 8; seed++) {
            Random coin = new Random(seed);
            ProbeOracle oracle = stacks -> stacks.stream()
                    .map(stack -> coin.nextDouble() < share ? Observation.failed("sometimes") : Observation.PASSED)
                    .toList();
            List<Known> before = new ArrayList<>();
            for (StackPoint stack : world.space().sample(Region.EVERYTHING, 20, seed)) {
                before.add(new Known(stack, oracle.run(List.of(stack)).get(0), 1));
            }
            Causes found = new CauseSearch(world.packages(), world.space(), oracle, 1, seed).explain(before, 80);
            assertEquals(List.of(), found.causes());
        }
    }

    @Test
    void everyEndOfEveryRangeIsHeldByAStackThatPassesOneStepOutside() {
        for (Trial trial : trials(new Planted.Recipe(1, 3, Planted.Form.PLAIN, 0))) {
            Cause cause = trial.found().causes().get(0);
            for (Border border : cause.borders()) {
                assertTrue(cause.region().contains(border.failing())
                        && trial.truth().fails(border.failing()));
                assertFalse(trial.truth().fails(border.passing()));
                assertTrue(cause.region().without(border.packageIndex()).contains(border.passing()));
                assertFalse(cause.region().contains(border.passing()));
            }
        }
    }

    @Test
    void aPackageWithHundredsOfReleasesLeavesProbesToOthers() {
        Region many = range(0, 0, 299);
        Causes found = search(List.of(many), grid(400, 4), stack -> true);
        assertEquals(Set.of(many), regions(found));
        assertTrue(found.causes().get(0).proven());
        assertTrue(found.probes() < BUDGET / 2, "as many as versions: " + found.probes());
    }

    @Test
    void anLIsToldAsTheTwoBoxesItIsMadeOf() {
        Region wide = range(0, 0, 3).with(1, Region.levels(2, 5));
        Region tall = range(0, 0, 1).with(1, Region.levels(1, 5));
        Causes found = search(List.of(wide, tall), grid(6, 6, 4), stack -> true);
        assertEquals(Set.of(wide, tall), regions(found));
        assertTrue(found.causes().stream().allMatch(Cause::proven));
    }

    @Test
    void whatReachesFromOneCauseIntoAnotherIsNoThird() {
        // All that has package 0 new and package 2 not oldest fails too, by the one or by the other.
        Region one = range(1, 0, 0).with(2, Region.levels(1, 3));
        Region other = range(0, 4, 5).with(1, Region.level(1));
        for (long seed = 1; seed <= 12; seed++) {
            GeneratedSpaces.Generated grid = grid(6, 2, 4);
            Trial trial = Trial.of(grid, new Planted(List.of(one, other), 0, 1), 12, BUDGET, 1, seed);
            assertTrue(Set.of(one, other).containsAll(regions(trial.found())), trial.toString());
            assertTrue(trial.isExactOfSeen(), trial.toString());
        }
    }

    @ParameterizedTest
    @CsvSource({
        "2, 200061",
        "2, 200866",
        "3, 100681",
        "3, 101180",
        "3, 200866",
        "3, 101088",
        "3, 200061",
        "3, 200984",
        "3, 401111"
    })
    void causesThatTogetherLookLikeOneAreNotProvenToBe(int causes, long seed) {
        GeneratedSpaces.Generated world = GeneratedSpaces.of(seed);
        Planted truth = Planted.draw(world, new Planted.Recipe(causes, 2, Planted.Form.PLAIN, 0), seed)
                .orElseThrow();
        Trial trial = Trial.of(world, truth, TRIED, BUDGET, 1, seed);
        assertEquals(List.of(), trial.falselyProven(), trial.toString());
        assertTrue(trial.isExactOfSeen(), trial.toString());
    }

    @ParameterizedTest
    @ValueSource(longs = {760018, 760552, 760951, 760979, 761525, 761670, 761694})
    void aGapOfOneVersionThatShowsOnlyAtAnEndOfAnotherPackageIsMet(long seed) {
        GeneratedSpaces.Generated world = GeneratedSpaces.of(seed);
        Planted truth = Planted.draw(world, new Planted.Recipe(3, 2, Planted.Form.SHARED, 0), seed)
                .orElseThrow();
        Trial trial = Trial.of(world, truth, TRIED, BUDGET, 1, seed);
        assertEquals(List.of(), trial.falselyProven(), trial.toString());
    }

    @Test
    void aRegionEndsWithoutALimitWhereMetadataAllowsNothingFurther() {
        // Package 1 needs package 0 to be newer than itself, so "1 from 3 on" leaves nothing to say of package 0.
        Predicate<StackPoint> possible = stack -> stack.level(0) > stack.level(1);
        Causes found = search(List.of(range(1, 3, 5).with(0, Region.levels(4, 5))), grid(6, 6, 4), possible);
        assertEquals(Set.of(range(1, 3, 5)), regions(found));
    }

    @Test
    void versionsThatOnlyComeTogetherAreToldApartWhereTheRestCanBeHeldStill() {
        // From its level 3 on package 0 brings package 1 to the same level, before that any will do; package 1 is to
        // blame.
        Predicate<StackPoint> possible = stack -> stack.level(0) < 3 || stack.level(0) == stack.level(1);
        Causes found = search(List.of(range(1, 3, 5)), grid(6, 6, 3), possible);
        assertEquals(Set.of(range(1, 3, 5)), regions(found));
    }

    @Test
    void nothingIsSaidOfASpaceThatFailsAsAWholeOrNotAtAll() {
        Causes all = search(List.of(Region.EVERYTHING), grid(4, 4), stack -> true);
        assertEquals(List.of(), all.causes());
        Causes none = search(List.of(), grid(4, 4), stack -> true);
        assertEquals(List.of(), none.causes());
        assertEquals(0, none.probes());
    }

    @Test
    void stacksThatEndedByNoFaultOfTheirsAreNoEvidence() {
        Trial trial = trials(new Planted.Recipe(1, 1, Planted.Form.PLAIN, 0)).get(0);
        List<Known> before = new ArrayList<>(trial.before());
        trial.world().space().sample(Region.EVERYTHING, 20, 99).stream()
                .filter(stack ->
                        before.stream().noneMatch(known -> known.stack().equals(stack)))
                .forEach(stack -> before.add(new Known(stack, Observation.NO_EVIDENCE, 1)));
        Causes found = again(trial, before, trial.truth().oracle(), BUDGET);
        assertEquals(regions(trial.found()), regions(found));
    }

    @Test
    void probesThatRunOutLeaveASuspicionThatNoPassingStackRefutes() {
        Trial trial = trials(new Planted.Recipe(1, 2, Planted.Form.PLAIN, 0)).get(0);
        int enough =
                again(trial, trial.before(), trial.truth().oracle(), BUDGET).probes();
        int proven = 0;
        for (int budget = 0; budget < enough; budget++) {
            Causes found = again(trial, trial.before(), trial.truth().oracle(), budget);
            assertTrue(found.probes() <= budget);
            if (found.ended()) {
                // All that proof asks for was run; what was left goes to what is least likely.
                proven++;
                assertTrue(found.causes().stream().allMatch(Cause::proven));
                assertEquals(regions(trial.found()), regions(found));
                continue;
            }
            assertEquals(0, proven, "more probes never prove less");
            for (Cause cause : found.causes()) {
                assertFalse(cause.proven());
                assertTrue(cause.missing() > 0);
                assertTrue(trial.before().stream()
                        .noneMatch(known -> known.observation().equals(Observation.PASSED)
                                && cause.region().contains(known.stack())));
            }
        }
        assertTrue(proven < enough / 2, "some budgets are too small");
    }

    @Test
    void equalAnswersGetEqualQuestionsAndNothingIsTriedTwiceButForCertainty() {
        Trial trial = trials(new Planted.Recipe(2, 2, Planted.Form.PLAIN, 0)).get(1);
        List<List<StackPoint>> first = new ArrayList<>();
        List<List<StackPoint>> second = new ArrayList<>();
        Causes one = again(trial, trial.before(), recorded(trial.truth().oracle(), first), BUDGET);
        Causes other = again(trial, trial.before(), recorded(trial.truth().oracle(), second), BUDGET);
        assertEquals(first, second);
        assertEquals(regions(one), regions(other));
        List<StackPoint> asked = first.stream().flatMap(List::stream).toList();
        for (StackPoint stack : new HashSet<>(asked)) {
            assertTrue(asked.stream().filter(stack::equals).count() <= 2, "more than certainty takes");
        }
    }

    private static List<Trial> trials(Planted.Recipe recipe) {
        List<Trial> trials = new ArrayList<>();
        for (long seed = 0; trials.size() < WORLDS; seed++) {
            GeneratedSpaces.Generated world = GeneratedSpaces.of(seed);
            Optional<Planted> truth = Planted.draw(world, recipe, seed);
            if (truth.isPresent()) {
                Trial trial = Trial.of(world, truth.get(), TRIED, BUDGET, 1, seed);
                if (!trial.failing().isEmpty()) {
                    trials.add(trial);
                }
            }
        }
        return trials;
    }

    private static Causes again(Trial trial, List<Known> before, ProbeOracle oracle, int budget) {
        return new CauseSearch(trial.world().packages(), trial.world().space(), oracle, 1, 5).explain(before, budget);
    }

    private static Causes search(List<Region> causes, GeneratedSpaces.Generated grid, Predicate<StackPoint> possible) {
        ListedSpace space =
                new ListedSpace(grid.space().stacks().stream().filter(possible).toList());
        Planted truth = new Planted(causes, 0, 1);
        return Trial.of(new GeneratedSpaces.Generated(grid.packages(), space), truth, 12, BUDGET, 2, 3)
                .found();
    }

    private static ProbeOracle recorded(ProbeOracle oracle, List<List<StackPoint>> asked) {
        return stacks -> {
            asked.add(stacks);
            return oracle.run(stacks);
        };
    }

    private static Set<Region> regions(Causes causes) {
        return new HashSet<>(causes.causes().stream().map(Cause::region).toList());
    }

    private static Region range(int p, int from, int to) {
        BitSet levels = Region.levels(from, to);
        return Region.of(Map.of(p, levels));
    }

    /** All combinations of so many versions each. */
    private static GeneratedSpaces.Generated grid(int... versions) {
        List<StackPoint> stacks = new ArrayList<>(List.of(new StackPoint(new int[versions.length])));
        for (int p = 0; p < versions.length; p++) {
            List<StackPoint> more = new ArrayList<>();
            for (StackPoint stack : stacks) {
                for (int v = 0; v < versions[p]; v++) {
                    more.add(stack.with(p, v));
                }
            }
            stacks = more;
        }
        List<PackageCandidates> packages = IntStream.range(0, versions.length)
                .mapToObj(p -> new PackageCandidates(
                        "p" + p,
                        IntStream.range(0, versions[p]).mapToObj(v -> v + ".0").toList()))
                .toList();
        return new GeneratedSpaces.Generated(packages, new ListedSpace(stacks));
    }
}
