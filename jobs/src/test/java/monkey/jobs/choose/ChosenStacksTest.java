package monkey.jobs.choose;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.math.BigInteger;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import monkey.resolver.client.ResolverProcess;
import monkey.resolver.ending.Ending;
import monkey.resolver.graph.Graph;
import monkey.resolver.request.Request;
import monkey.resolver.request.Strategy;
import org.junit.jupiter.api.Test;

class ChosenStacksTest {
    private static final Request COVER = Request.stacks(Strategy.COVER);

    @Test
    void versions_that_are_possible_only_by_themselves_follow_a_cover() {
        // Ids 0 and 1 require nothing; 2 and 3 require one of 4 and 5.
        assertChosen("types 0 0 0 0 1 1\ndirect 0 1 2 3\npair 2 4\npair 2 5\npair 3 5\n", COVER, Ending.COMPLETE, 5, 6);
    }

    @Test
    void what_is_covered_is_told_of_the_combinations() {
        Graph graph = GraphText.read("types 0 0 0 1 1\ndirect 0 1 2\npair 1 3\npair 2 4\n");
        try (ResolverProcess resolver = resolver(graph);
                ChosenStacks stream = new ChosenStacks(resolver, graph, COVER, id -> true)) {
            while (stream.next() != null) {}
            assertEquals(
                    Optional.of(new Choice.Coverage(BigInteger.TWO, BigInteger.TWO)),
                    Choice.Coverage.in(stream.note()));
        }
    }

    @Test
    void a_space_of_one_package_is_covered_by_its_versions() {
        assertChosen("types 0 0 0\ndirect 0 1 2\n", COVER, Ending.COMPLETE, 3, 3);
    }

    @Test
    void a_limit_counts_them_all() {
        assertChosen("types 0 0 0\ndirect 0 1 2\n", COVER.withLimit(2), Ending.LIMIT, 2, 2);
    }

    @Test
    void what_a_cover_has_shown_is_not_chosen_again() {
        assertChosen("types 0 0 1 1\ndirect 0 1 2 3\n", COVER, Ending.COMPLETE, 4, 4);
    }

    /** Of type 0 the versions 0 to 2 require nothing; 3 brings ten versions of each of two more types. */
    @Test
    void where_a_limit_ends_a_cover_every_version_of_what_requirements_name_comes_first() {
        StringBuilder text =
                new StringBuilder("types 0 0 0 0" + " 1".repeat(10) + " 2".repeat(10) + "\ndirect 0 1 2 3\n");
        for (int id = 4; id < 24; id++) {
            text.append("pair 3 ").append(id).append('\n');
        }
        Graph graph = GraphText.read(text.toString());
        try (ResolverProcess resolver = resolver(graph);
                ChosenStacks stream = new ChosenStacks(resolver, graph, COVER.withLimit(12), id -> true)) {
            List<int[]> rows = new ArrayList<>();
            for (int[] row; (row = stream.next()) != null; ) {
                rows.add(row.clone());
            }
            assertEquals(Ending.LIMIT, stream.ending());
            assertEquals(
                    Set.of(0, 1, 2, 3),
                    rows.subList(0, 4).stream()
                            .flatMapToInt(IntStream::of)
                            .filter(id -> id < 4)
                            .boxed()
                            .collect(Collectors.toSet()));
            assertEquals(12, rows.size());
            assertEquals(
                    rows.stream()
                            .flatMap(row -> Arrays.stream(row)
                                    .boxed()
                                    .flatMap(a -> Arrays.stream(row)
                                            .filter(b -> b > a)
                                            .mapToObj(b -> a + " " + b)))
                            .distinct()
                            .count(),
                    Choice.Coverage.in(stream.note()).orElseThrow().covered().longValue());
        }
    }

    private static void assertChosen(String text, Request request, Ending ending, int stacks, int versions) {
        Graph graph = GraphText.read(text);
        List<int[]> chosen = new ArrayList<>();
        try (ResolverProcess resolver = resolver(graph);
                ChosenStacks stream = new ChosenStacks(resolver, graph, request, id -> true)) {
            for (int[] stack; (stack = stream.next()) != null; ) {
                chosen.add(stack.clone());
            }
            assertEquals(ending, stream.ending());
        }
        assertEquals(stacks, chosen.size());
        assertEquals(stacks, chosen.stream().map(Arrays::toString).distinct().count(), "each once");
        assertEquals(
                versions, chosen.stream().flatMapToInt(IntStream::of).distinct().count());
    }

    private static ResolverProcess resolver(Graph graph) {
        String java = System.getProperty("java.home") + "/bin/java";
        return ResolverProcess.start(ResolverProcess.command(java, System.getProperty("java.class.path"), 64), graph);
    }
}
