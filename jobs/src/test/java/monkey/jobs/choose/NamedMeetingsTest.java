package monkey.jobs.choose;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.Arrays;
import java.util.List;
import java.util.function.Consumer;
import monkey.resolver.client.ResolverProcess;
import monkey.resolver.graph.Graph;
import org.junit.jupiter.api.Test;

class NamedMeetingsTest {
    /** Versions 0 to 4 of one package and 5 to 9 of another, all of them possible together. */
    private static final String FREE = "types 0 0 0 0 0 1 1 1 1 1\ndirect 0 1 2 3 4 5 6 7 8 9\n";

    @Test
    void the_newest_meets_the_newest_and_the_oldest_of_each_other() {
        assertRows(FREE, 10, NamedMeetings::atEnds, "4 9", "0 9", "4 5");
    }

    @Test
    void where_the_newest_takes_no_oldest_it_meets_the_oldest_it_takes() {
        // Versions of one package ask for the same or a newer one of the other.
        String text = "types 0 0 0 1 1 1\ndirect 0 1 2 3 4 5\n"
                + "pair 0 3\npair 0 4\npair 0 5\npair 1 4\npair 1 5\npair 2 5\n";
        assertRows(text, 10, NamedMeetings::atEnds, "2 5", "0 5", "0 3");
    }

    @Test
    void where_no_newest_go_together_each_has_its_newest() {
        String text = "types 0 0 0 1 1 1\ndirect 0 1 2 3 4 5\n"
                + "pair 0 3\npair 0 4\npair 0 5\npair 1 3\npair 1 4\npair 2 3\n";
        assertRows(text, 10, NamedMeetings::atEnds, "2 3", "0 5");
    }

    @Test
    void versions_that_no_stack_has_are_passed_over() {
        // The oldest and the newest of the first want what the second has not.
        assertRows(FREE + "broken 0\nbroken 4\nbroken 9\n", 10, NamedMeetings::atEnds, "3 8", "1 8", "3 5");
    }

    @Test
    void other_packages_are_as_new_as_they_can_be() {
        // Version 0 brings one of 4 and 5 along, which nobody named.
        String text = "types 0 0 1 1 2 2\ndirect 0 1 2 3\npair 0 4\npair 0 5\n";
        assertRows(text, 10, NamedMeetings::atEnds, "1 3", "0 3 5", "1 2");
    }

    @Test
    void versions_between_the_ends_have_the_newest_of_the_others() {
        assertRows(FREE, 10, meetings -> meetings.between(5), "0 9", "4 5", "4 9", "2 9", "4 7");
    }

    @Test
    void there_are_no_more_than_asked_for() {
        assertRows(FREE, 2, NamedMeetings::atEnds, "4 9", "0 9");
    }

    @Test
    void a_space_without_stacks_has_none() {
        assertRows("types 0 1\ndirect 0 1\nbroken 0\n", 10, NamedMeetings::atEnds);
    }

    @Test
    void halving_goes_to_the_middle_of_what_is_left() {
        assertArrayEquals(
                new int[] {10, 14, 12, 16, 11, 15, 13, 17},
                NamedMeetings.halving(new int[] {10, 11, 12, 13, 14, 15, 16, 17}));
        assertArrayEquals(new int[] {10, 12, 11}, NamedMeetings.halving(new int[] {10, 11, 12}));
        assertArrayEquals(new int[] {}, NamedMeetings.halving(new int[] {}));
    }

    private static void assertRows(String text, int most, Consumer<NamedMeetings> asked, String... rows) {
        Graph graph = GraphText.read(text);
        String java = System.getProperty("java.home") + "/bin/java";
        try (ResolverProcess resolver = ResolverProcess.start(
                ResolverProcess.command(java, System.getProperty("java.class.path"), 64), graph)) {
            NamedMeetings meetings = new NamedMeetings(resolver, graph, List.of(0, 1), most);
            asked.accept(meetings);
            assertEquals(
                    List.of(rows),
                    meetings.rows().stream()
                            .map(row -> Arrays.toString(row).replaceAll("[\\[\\],]", ""))
                            .toList());
        }
    }
}
