package monkey.resolver.strategy;

import java.util.List;
import java.util.function.Supplier;
import monkey.resolver.StackSpace;
import monkey.resolver.diagram.Installer;
import monkey.resolver.diagram.StackCursor;
import monkey.resolver.diagram.Walk;
import monkey.resolver.ending.Patience;
import monkey.resolver.graph.Graph;
import monkey.resolver.reduce.Limits;
import monkey.resolver.reduce.Network;
import monkey.resolver.request.Request;
import monkey.resolver.request.UsageException;

/** Opens the cursor that a request asks for. */
public final class Strategies {
    private Strategies() {}

    /**
     * Opens a cursor.
     *
     * @param space gives the compiled space of the request's limits; asked only by strategies that need it
     * @throws UsageException if the request does not fit the graph
     */
    public static StackCursor open(Request request, Graph graph, Supplier<StackSpace> space, Patience patience)
            throws UsageException {
        switch (request.strategy()) {
            case ALL:
                return new Walk(space.get().diagram(), request.oldestFirst());
            case LATEST:
                Network network = Network.of(graph, new Limits(request.required(), request.forbidden()));
                int[] stack = Installer.pick(graph, network, request.oldestFirst(), patience);
                return new Few(stack == null ? List.of() : List.of(stack));
            case SAMPLE:
                return new Sample(space.get().diagram(), space.get().counts(), request.seed());
            default:
                throw new UsageException("the strategy " + request.strategy().word() + " is not available yet");
        }
    }

    /** Whether there is a stack within limits. */
    public static boolean isFeasible(Graph graph, Limits limits, Patience patience) {
        return Installer.pick(graph, Network.of(graph, limits), false, patience) != null;
    }
}
