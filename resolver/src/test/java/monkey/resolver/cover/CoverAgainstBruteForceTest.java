package monkey.resolver.cover;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Random;
import java.util.Set;
import monkey.resolver.BruteForce;
import monkey.resolver.RandomGraphs;
import monkey.resolver.StackSpace;
import monkey.resolver.diagram.FeasiblePairs;
import monkey.resolver.diagram.StackCursor;
import monkey.resolver.ending.Patience;
import monkey.resolver.graph.Graph;
import org.junit.jupiter.api.Test;

/** Covers of small spaces, held against all tuples of all stacks by the letter of the definition. */
class CoverAgainstBruteForceTest {
    private static final int GRAPHS = 3000;

    @Test
    void aCoverHoldsEveryFeasibleTupleAndNoRowOfItCanBeLeftOut() {
        int nontrivial = 0;
        for (int seed = 0; seed < GRAPHS; seed++) {
            Graph graph = RandomGraphs.graph(seed);
            List<List<Integer>> stacks = BruteForce.stacks(graph);
            int strength = 1 + seed % 3;
            int[] types = someTypes(graph, new Random(seed));
            Set<List<Integer>> feasible = tuples(stacks, graph, strength, types);

            Shown shown = show(cover(graph, strength, types).stacks(seed, -1));

            String about = "seed " + seed;
            assertTrue(new HashSet<>(stacks).containsAll(shown.stacks), about);
            assertEquals(feasible, tuples(shown.stacks, graph, strength, types), about);
            assertEquals("cover " + feasible.size() + " of " + feasible.size() + " tuples", shown.note, about);
            for (int left = 0; left < shown.stacks.size(); left++) {
                List<List<Integer>> others = new ArrayList<>(shown.stacks);
                others.remove(left);
                assertFalse(tuples(others, graph, strength, types).containsAll(feasible), about + " row " + left);
            }
            nontrivial += shown.stacks.size() > 3 ? 1 : 0;
        }
        assertTrue(nontrivial > GRAPHS / 10, nontrivial + " covers of more than three rows");
    }

    @Test
    void noStackBringsMoreNewTuplesThanTheOneBeforeIt() {
        for (int seed = 0; seed < GRAPHS / 10; seed++) {
            Graph graph = RandomGraphs.graph(seed);
            List<List<Integer>> shown = show(cover(graph, 2, new int[0]).stacks(seed, -1)).stacks;
            int before = Integer.MAX_VALUE;
            Set<List<Integer>> seen = new HashSet<>();
            for (List<Integer> stack : shown) {
                Set<List<Integer>> fresh = tuples(List.of(stack), graph, 2, new int[0]);
                fresh.removeAll(seen);
                assertTrue(fresh.size() <= before, "seed " + seed);
                before = fresh.size();
                seen.addAll(fresh);
            }
        }
    }

    @Test
    void aLimitGivesSoManyStacksAndSaysWhatTheyHold() {
        for (int seed = 0; seed < GRAPHS / 10; seed++) {
            Graph graph = RandomGraphs.graph(seed);
            List<List<Integer>> stacks = BruteForce.stacks(graph);
            Set<List<Integer>> feasible = tuples(stacks, graph, 2, new int[0]);
            int whole =
                    show(cover(graph, 2, new int[0]).stacks(seed, -1)).stacks.size();
            int limit = seed % 6;

            Shown shown = show(cover(graph, 2, new int[0]).stacks(seed, limit), limit);

            String about = "seed " + seed;
            assertTrue(new HashSet<>(stacks).containsAll(shown.stacks), about);
            assertEquals(Math.min(limit, whole), shown.stacks.size(), about);
            int held = tuples(shown.stacks, graph, 2, new int[0]).size();
            assertEquals("cover " + held + " of " + feasible.size() + " tuples", shown.note, about);
        }
    }

    @Test
    void theSameSeedGivesTheSameStacks() {
        for (int seed = 0; seed < GRAPHS / 10; seed++) {
            Graph graph = RandomGraphs.graph(seed);
            assertEquals(
                    show(cover(graph, 2, new int[0]).stacks(7, -1)).stacks,
                    show(cover(graph, 2, new int[0]).stacks(7, -1)).stacks);
        }
    }

    @Test
    void theBoundIsNotAboveAnyCover() {
        int tight = 0;
        for (int seed = 0; seed < GRAPHS / 10; seed++) {
            Graph graph = RandomGraphs.graph(seed);
            StackSpace space = StackSpace.compile(graph);
            FeasiblePairs pairs = new FeasiblePairs(space.diagram(), graph);
            long bound = Cover.leastRows(space.diagram(), graph, pairs);
            int rows = show(cover(graph, 2, new int[0]).stacks(seed, -1)).stacks.size();
            assertTrue(bound <= rows, "seed " + seed + ": " + bound + " > " + rows);
            tight += bound == rows ? 1 : 0;
        }
        assertTrue(tight > GRAPHS / 10 * 9 / 10, tight + " bounds are met");
    }

    private static Cover cover(Graph graph, int strength, int[] types) {
        StackSpace space = StackSpace.compile(graph);
        FeasiblePairs pairs = new FeasiblePairs(space.diagram(), graph);
        return new Cover(space.diagram(), graph, pairs, strength, types, Patience.endless());
    }

    /** All types, or in every second case some of them. */
    private static int[] someTypes(Graph graph, Random random) {
        if (random.nextBoolean()) {
            return new int[0];
        }
        int[] some = random.ints(0, graph.typeCount())
                .limit(1 + random.nextInt(graph.typeCount()))
                .distinct()
                .toArray();
        return some;
    }

    private static Set<List<Integer>> tuples(List<List<Integer>> stacks, Graph graph, int strength, int[] types) {
        Set<List<Integer>> tuples = new HashSet<>();
        for (List<Integer> stack : stacks) {
            List<Integer> members = stack.stream()
                    .filter(id ->
                            types.length == 0 || Arrays.stream(types).anyMatch(type -> type == graph.denseTypeOf(id)))
                    .toList();
            choose(members, strength, 0, new ArrayList<>(), tuples);
        }
        return tuples;
    }

    private static void choose(
            List<Integer> members, int strength, int from, List<Integer> chosen, Set<List<Integer>> tuples) {
        if (chosen.size() == strength) {
            tuples.add(List.copyOf(chosen));
            return;
        }
        for (int i = from; i < members.size(); i++) {
            chosen.add(members.get(i));
            choose(members, strength, i + 1, chosen, tuples);
            chosen.remove(chosen.size() - 1);
        }
    }

    private record Shown(List<List<Integer>> stacks, String note) {}

    private static Shown show(StackCursor cursor) {
        return show(cursor, Integer.MAX_VALUE);
    }

    private static Shown show(StackCursor cursor, int limit) {
        List<List<Integer>> stacks = new ArrayList<>();
        List<Integer> before = List.of();
        while (cursor.next() && stacks.size() < limit) {
            List<Integer> stack =
                    Arrays.stream(cursor.ids(), 0, cursor.size()).boxed().toList();
            assertEquals(before.subList(0, cursor.kept()), stack.subList(0, cursor.kept()));
            before = stack;
            stacks.add(stack);
        }
        return new Shown(stacks, cursor.note());
    }
}
