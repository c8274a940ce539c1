package monkey.jobs.encode;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import monkey.resolver.StackSpace;
import monkey.resolver.diagram.StackCursor;
import monkey.resolver.graph.Graph;

/** All stacks of a small graph, without a process. */
final class AllStacks {

    private AllStacks() {}

    static List<int[]> of(Graph graph) {
        StackCursor cursor = StackSpace.compile(graph).stacks();
        List<int[]> stacks = new ArrayList<>();
        while (cursor.next()) {
            stacks.add(Arrays.copyOf(cursor.ids(), cursor.size()));
        }
        return stacks;
    }
}
