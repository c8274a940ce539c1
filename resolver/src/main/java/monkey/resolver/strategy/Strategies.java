package monkey.resolver.strategy;

import java.util.List;
import java.util.function.Supplier;
import monkey.resolver.StackSpace;
import monkey.resolver.cover.Cover;
import monkey.resolver.diagram.Diagram;
import monkey.resolver.diagram.FeasiblePairs;
import monkey.resolver.diagram.Installer;
import monkey.resolver.diagram.Neighbourhood;
import monkey.resolver.diagram.Search;
import monkey.resolver.diagram.StackCursor;
import monkey.resolver.diagram.Walk;
import monkey.resolver.ending.Ending;
import monkey.resolver.ending.Patience;
import monkey.resolver.ending.StoppedException;
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
                return all(request, graph, space, patience);
            case LATEST:
                Network network = Network.of(graph, new Limits(request.required(), request.forbidden()));
                int[] stack = Installer.pick(graph, network, request.oldestFirst(), patience);
                return new Few(stack == null ? List.of() : List.of(stack));
            case SAMPLE:
                return new Sample(space.get().diagram(), space.get().counts(), request.seed());
            case COVER:
                return cover(request, graph, space.get(), patience);
            case NEIGHBOURS:
                int[] centre = centre(request, graph);
                return new Neighbourhood(space.get().diagram(), graph, centre, request.distance());
            default:
                Diagram diagram = space.get().diagram();
                Network whole = space.get().network();
                int[] types = types(request, graph);
                return new Combinations(diagram, graph, types, Installer.pick(graph, whole, false, patience));
        }
    }

    /** A walk over the diagram; where there is no room for one, a search. */
    private static StackCursor all(Request request, Graph graph, Supplier<StackSpace> space, Patience patience) {
        try {
            return new Walk(space.get().diagram(), request.oldestFirst());
        } catch (StoppedException e) {
            if (e.ending() != Ending.MEMORY) {
                throw e;
            }
        } catch (OutOfMemoryError e) {
            // What filled the heap is unreachable by now.
        }
        Limits limits = new Limits(request.required(), request.forbidden());
        return new Search(Network.of(graph, limits), request.oldestFirst(), patience);
    }

    private static StackCursor cover(Request request, Graph graph, StackSpace space, Patience patience)
            throws UsageException {
        int[] types = types(request, graph);
        FeasiblePairs pairs = new FeasiblePairs(space.diagram(), graph);
        try {
            return new Cover(space.diagram(), graph, pairs, request.strength(), types, patience)
                    .stacks(request.seed(), request.limit());
        } catch (IllegalArgumentException e) {
            throw new UsageException("--strength " + request.strength() + ": " + e.getMessage());
        }
    }

    private static int[] centre(Request request, Graph graph) throws UsageException {
        int[] idOfType = new int[graph.typeCount()];
        int[] centre = request.from().stream().mapToInt(id -> id).distinct().toArray();
        for (int id : centre) {
            int type = graph.denseTypeOf(id);
            if (idOfType[type] > 0) {
                throw new UsageException("--from: a stack has one id of a type, but " + (idOfType[type] - 1) + " and "
                        + id + " are both of type " + graph.typeOf(id));
            }
            idOfType[type] = id + 1;
        }
        return centre;
    }

    /** The dense types a request is about, each once, in the order given. */
    private static int[] types(Request request, Graph graph) {
        return request.of().stream().mapToInt(graph::denseType).distinct().toArray();
    }

    /** Whether there is a stack within limits. */
    public static boolean isFeasible(Graph graph, Limits limits, Patience patience) {
        return Installer.pick(graph, Network.of(graph, limits), false, patience) != null;
    }
}
