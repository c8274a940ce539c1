package monkey.jobs.choose;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.math.BigInteger;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
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
                ChosenStacks stream = new ChosenStacks(resolver, COVER, id -> true)) {
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

    private static void assertChosen(String text, Request request, Ending ending, int stacks, int versions) {
        Graph graph = GraphText.read(text);
        List<int[]> chosen = new ArrayList<>();
        try (ResolverProcess resolver = resolver(graph);
                ChosenStacks stream = new ChosenStacks(resolver, request, id -> true)) {
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
