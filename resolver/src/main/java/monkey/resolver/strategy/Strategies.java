package monkey.resolver.strategy;

import java.util.List;
import monkey.resolver.StackSpace;
import monkey.resolver.cover.Cover;
import monkey.resolver.diagram.Compilation;
import monkey.resolver.diagram.Descent;
import monkey.resolver.diagram.FeasiblePairs;
import monkey.resolver.diagram.Installer;
import monkey.resolver.diagram.Neighbourhood;
import monkey.resolver.diagram.Search;
import monkey.resolver.diagram.StackCursor;
import monkey.resolver.diagram.Unfolding;
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

    /** Where compiled spaces come from. */
    @FunctionalInterface
    public interface Spaces {
        /** The space, or null if it takes more than so many states to compile. */
        StackSpace within(long mostStates, Patience patience);

        /**
         * The space.
         *
         * @throws StoppedException with MEMORY if it takes more than so many states
         */
        default StackSpace whole(long mostStates, Patience patience) {
            StackSpace space = within(mostStates, patience);
            if (space == null) {
                throw new StoppedException(Ending.MEMORY);
            }
            return space;
        }
    }

    /**
     * Opens a cursor.
     *
     * @param spaces gives the compiled space of the request's limits; asked only by strategies that need it
     * @throws UsageException if the request does not fit the graph
     */
    public static StackCursor open(Request request, Graph graph, Spaces spaces, Patience patience)
            throws UsageException {
        switch (request.strategy()) {
            case ALL:
                return all(request, graph, spaces, patience);
            case LATEST:
                Network network = Network.of(graph, new Limits(request.required(), request.forbidden()));
                int[] stack = Installer.pick(graph, network, request.oldestFirst(), patience);
                return new Few(stack == null ? List.of() : List.of(stack));
            case SAMPLE:
                return orUncompiled(
                        request,
                        graph,
                        null,
                        patience,
                        most -> spaces.whole(Compilation.PATIENT, most).sample(request.seed()));
            case COVER:
                return orUncompiled(
                        request,
                        graph,
                        types(request, graph),
                        patience,
                        most -> cover(request, graph, spaces.whole(Compilation.PATIENT, most), most, patience));
            case NEIGHBOURS:
                int[] centre = centre(request, graph);
                return new Neighbourhood(
                        spaces.whole(Compilation.MOST, patience).diagram(), graph, centre, request.distance());
            default:
                StackSpace space = spaces.whole(Compilation.MOST, patience);
                int[] types = types(request, graph);
                int[] held = Installer.pick(graph, space.network(), false, patience);
                return new Combinations(space.diagram(), graph, types, held);
        }
    }

    /** What opens a cursor on a compiled space. */
    @FunctionalInterface
    private interface Compiled {
        StackCursor open(Patience patience) throws UsageException;
    }

    /** A cursor on the compiled space; where that takes too many states, more memory than there is, or half of the time, one without. */
    private static StackCursor orUncompiled(
            Request request, Graph graph, int[] types, Patience patience, Compiled compiled) throws UsageException {
        Ending reason = Ending.MEMORY;
        try {
            return compiled.open(patience.half());
        } catch (StoppedException e) {
            reason = e.ending();
            if (reason == Ending.CANCELLED) {
                throw e;
            }
        } catch (OutOfMemoryError e) {
            // What filled the heap is unreachable by now.
        }
        Network network = Network.of(graph, new Limits(request.required(), request.forbidden()));
        return new Uncompiled(new Descent(network, patience), graph, types, request.seed(), request.limit(), reason);
    }

    /**
     * Newest first, the diagram is unfolded only as far as stacks are asked for. Oldest first it is walked backwards, for which
     * all of it is needed; where that would be long in coming, or there is no room for it, a search.
     */
    private static StackCursor all(Request request, Graph graph, Spaces spaces, Patience patience) {
        Limits limits = new Limits(request.required(), request.forbidden());
        if (!request.oldestFirst()) {
            return new Unfolding(Network.of(graph, limits), patience);
        }
        try {
            StackSpace space = spaces.within(Compilation.MANY, patience);
            if (space != null) {
                return new Walk(space.diagram(), true);
            }
        } catch (StoppedException e) {
            if (e.ending() != Ending.MEMORY) {
                throw e;
            }
        } catch (OutOfMemoryError e) {
            // What filled the heap is unreachable by now.
        }
        return new Search(Network.of(graph, limits), true, patience);
    }

    private static StackCursor cover(Request request, Graph graph, StackSpace space, Patience most, Patience patience)
            throws UsageException {
        int[] types = types(request, graph);
        FeasiblePairs pairs = new FeasiblePairs(space.diagram(), graph, most);
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
