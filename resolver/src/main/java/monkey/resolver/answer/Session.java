package monkey.resolver.answer;

import java.io.IOException;
import java.util.Arrays;
import java.util.List;
import monkey.resolver.StackSpace;
import monkey.resolver.cover.Cover;
import monkey.resolver.diagram.Compilation;
import monkey.resolver.diagram.StackCursor;
import monkey.resolver.ending.Ending;
import monkey.resolver.ending.Patience;
import monkey.resolver.ending.StoppedException;
import monkey.resolver.explain.Explanation;
import monkey.resolver.graph.Graph;
import monkey.resolver.graph.IdRange;
import monkey.resolver.reduce.Limits;
import monkey.resolver.reduce.Network;
import monkey.resolver.request.Command;
import monkey.resolver.request.Request;
import monkey.resolver.request.UsageException;
import monkey.resolver.strategy.Strategies;

/**
 * Answers requests on one graph, one at a time. The space of the last limits stays compiled, so that the next request
 * with the same limits starts at once. Not thread-safe.
 */
public final class Session {
    private static final int STACKS_BETWEEN_LOOKS = 4096;
    private static final String WITHOUT_DIAGRAM =
            "too entangled to be compiled in this time or memory: stacks --strategy latest|all, feasible and explain do"
                    + " without, sample and cover too (not uniform; no telling how complete)";

    private final Graph graph;
    private List<Integer> lastRequired;
    private List<int[]> lastForbidden;
    private StackSpace space;
    private long written;
    private StackCursor cursor;
    private boolean compiling;

    public Session(Graph graph) {
        this.graph = graph;
    }

    /**
     * Answers a request.
     *
     * @throws UsageException if the request does not fit the graph; nothing has been written then
     * @throws IOException if the sink fails
     */
    public void answer(Request request, Patience patience, Sink sink) throws UsageException, IOException {
        check(request);
        written = 0;
        cursor = null;
        compiling = false;
        try {
            if (request.command() == Command.STACKS) {
                stacks(request, patience, sink);
            } else {
                lines(request, patience, sink);
            }
        } catch (StoppedException e) {
            sink.end(e.ending(), written, note());
        } catch (OutOfMemoryError e) {
            space = null;
            sink.end(Ending.MEMORY, written, note());
        }
    }

    private void stacks(Request request, Patience patience, Sink sink) throws UsageException, IOException {
        cursor = Strategies.open(request, graph, spaces(request), patience);
        boolean slow = cursor.isSlow();
        while (cursor.next()) {
            if (written == request.limit()) {
                sink.end(Ending.LIMIT, written, note());
                return;
            }
            sink.stack(cursor);
            if (slow || written == 0) {
                sink.pass();
            }
            if (++written % STACKS_BETWEEN_LOOKS == 0) {
                patience.check();
            }
        }
        sink.end(Ending.COMPLETE, written, note());
    }

    private void lines(Request request, Patience patience, Sink sink) throws UsageException, IOException {
        switch (request.command()) {
            case COUNT:
                sink.line(whole(request, patience).count().toString());
                break;
            case FEASIBLE:
                sink.line(Strategies.isFeasible(graph, limits(request), patience) ? "1" : "0");
                break;
            case DESCRIBE:
                describe(request, patience, sink);
                return;
            default:
                sink.end(Ending.COMPLETE, 0, explain(request, patience, sink));
                return;
        }
        sink.end(Ending.COMPLETE, 0, "");
    }

    /** Describes what there is to be described: without a diagram all that comes before it. */
    private void describe(Request request, Patience patience, Sink sink) throws IOException {
        List<String> lines;
        String note = "";
        try {
            StackSpace described = whole(request, patience);
            lines = Description.of(described, pairs -> Cover.leastRows(described.diagram(), graph, pairs), patience);
        } catch (StoppedException | OutOfMemoryError e) {
            if (!compiling || e instanceof StoppedException stopped && stopped.ending() == Ending.CANCELLED) {
                throw e;
            }
            lines = Description.of(graph, Network.of(graph, limits(request)));
            note = WITHOUT_DIAGRAM;
        }
        for (String line : lines) {
            sink.line(line);
        }
        sink.end(Ending.COMPLETE, 0, note);
    }

    /** Returns a note where no set of requirements is to blame although there is no stack. */
    private String explain(Request request, Patience patience, Sink sink) throws IOException {
        Asked asked = Asked.of(graph, limits(request));
        List<String> lines =
                Explanation.of(asked.graph(), part -> Strategies.isFeasible(part, asked.limits(), patience), patience);
        for (String line : lines) {
            sink.line(line);
        }
        return lines.isEmpty() && !Strategies.isFeasible(graph, limits(request), patience)
                ? "no stack: what is required could only be there as a direct dependency, nothing asks for it"
                : "";
    }

    private String note() {
        return cursor != null ? cursor.note() : compiling ? WITHOUT_DIAGRAM : "";
    }

    private StackSpace whole(Request request, Patience patience) {
        return spaces(request).whole(Compilation.MOST, patience);
    }

    private Strategies.Spaces spaces(Request request) {
        return (states, patience) -> space(request, patience, states);
    }

    /** The space within the request's limits, or null if it takes more states: whether or not it is there already. */
    private StackSpace space(Request request, Patience patience, long mostStates) {
        boolean same = space != null
                && request.required().equals(lastRequired)
                && Arrays.deepEquals(request.forbidden().toArray(), lastForbidden.toArray());
        if (!same) {
            space = null;
            compiling = true;
            space = StackSpace.compile(graph, limits(request), patience, mostStates);
            compiling = space == null;
            lastRequired = request.required();
            lastForbidden = request.forbidden();
        }
        return space == null || space.compilation().states() > mostStates ? null : space;
    }

    private static Limits limits(Request request) {
        return new Limits(request.required(), request.forbidden());
    }

    private void check(Request request) throws UsageException {
        checkIds("--require", request.required());
        checkIds("--from", request.from());
        for (int[] set : request.forbidden()) {
            for (int id : set) {
                checkId("--forbid", id);
            }
        }
        for (int type : request.of()) {
            if (graph.denseType(type) < 0) {
                throw new UsageException("--of: no id has type " + type);
            }
        }
    }

    private void checkIds(String option, List<Integer> ids) throws UsageException {
        for (int id : ids) {
            checkId(option, id);
        }
    }

    private void checkId(String option, int id) throws UsageException {
        if (id >= graph.idCount()) {
            throw new UsageException(
                    option + ": there is no id " + id + ", the graph has " + IdRange.of(graph.idCount()));
        }
    }
}
