package monkey.jobs.encode;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import monkey.resolver.StackSpace;
import monkey.resolver.diagram.StackCursor;
import monkey.resolver.ending.Patience;
import monkey.resolver.graph.Graph;
import monkey.resolver.request.Request;
import monkey.resolver.request.Strategy;
import monkey.resolver.request.UsageException;
import monkey.resolver.strategy.Strategies;

/** All stacks of a small graph, without a process. */
final class AllStacks {

    private AllStacks() {}

    static List<int[]> of(Graph graph) {
        try {
            StackCursor cursor = Strategies.open(
                    Request.stacks(Strategy.ALL), graph, () -> StackSpace.compile(graph), Patience.endless());
            List<int[]> stacks = new ArrayList<>();
            while (cursor.next()) {
                stacks.add(Arrays.copyOf(cursor.ids(), cursor.size()));
            }
            return stacks;
        } catch (UsageException impossible) {
            throw new IllegalStateException(impossible);
        }
    }
}
