package monkey.jobs.choose;

import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;
import monkey.resolver.client.ResolverProcess;
import monkey.resolver.client.StackStream;
import monkey.resolver.graph.Graph;
import monkey.resolver.request.Request;
import monkey.resolver.request.Strategy;

/**
 * Stacks for the packages which requirements name, to go before a cover that will not come to its end.
 *
 * <p>A cover under a limit takes first what holds most pairs, and those are stacks of many packages: of three old versions of a
 * package that has few requirements it may show none in its first thirty rows, while it goes through the hundred versions of
 * something that only the newest brings along. Whoever asks for a few stacks wants to see what he named. So their versions meet
 * first ({@link NamedMeetings}), and then each of them is shown once. Half of the limit at most goes to that, a third to meetings
 * between the ends.
 */
final class NamedFirst {
    private static final int SHARE = 2;
    private static final int SHARE_OF_MEETINGS = 3;
    /** Under higher limits covers show them anyway. */
    private static final int HIGHEST_LIMIT = 1000;

    private NamedFirst() {}

    /** None where the request is for no cover of pairs, or one that may be complete within its limit. */
    static List<int[]> rows(ResolverProcess resolver, Request request, Graph graph) {
        if (request.strategy() != Strategy.COVER
                || request.strength() != 2
                || request.limit() < SHARE
                || request.limit() > HIGHEST_LIMIT
                || request.limit() >= pairsOfTheLargest(graph)) {
            return List.of();
        }
        List<Integer> named = IntStream.range(0, graph.directCount())
                .map(n -> graph.typeOf(graph.direct(n)))
                .distinct()
                .boxed()
                .toList();
        int most = (int) request.limit() / SHARE;
        NamedMeetings meetings = new NamedMeetings(resolver, graph, named, most);
        meetings.atEnds();
        meetings.between((int) request.limit() / SHARE_OF_MEETINGS);
        try (StackStream stream =
                resolver.stacks(request.withStrength(1).withOf(named).withLimit(most))) {
            for (int[] row; !meetings.isFull() && (row = stream.next()) != null; ) {
                meetings.add(row.clone());
            }
        }
        return meetings.rows();
    }

    /** As many rows as a cover has at least if all versions of the two packages with the most are possible together. */
    private static long pairsOfTheLargest(Graph graph) {
        long[] versions = new long[graph.typeCount()];
        for (int id = 0; id < graph.idCount(); id++) {
            versions[graph.denseTypeOf(id)]++;
        }
        Arrays.sort(versions);
        return versions.length < 2 ? 0 : versions[versions.length - 1] * versions[versions.length - 2];
    }
}
