package monkey.jobs.choose;

import java.math.BigInteger;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.BooleanSupplier;
import monkey.dataset.Dataset;
import monkey.dataset.run.RecordedEnvironment;
import monkey.dataset.run.RecordedSpecification;
import monkey.dataset.run.RunGraph;
import monkey.dataset.run.Stack;
import monkey.dataset.run.StackMember;
import monkey.resolver.client.ResolverException;
import monkey.resolver.client.ResolverProcess;
import monkey.resolver.ending.Ending;
import monkey.resolver.graph.Graph;
import monkey.resolver.request.Request;

/**
 * Lets the resolver stream stacks, and records each chunk of them as it comes.
 *
 * <p>The same graph, strategy and seed give the same stream, and recording a stack twice changes nothing. So a choice that
 * was cut off by a crash is simply made again from its beginning.
 */
public final class StackRecorder {
    private static final int CHUNK = 500;

    private final Dataset dataset;
    private final long runId;
    private final RecordedEnvironment environment;
    private final RecordedSpecification specification;

    public StackRecorder(
            Dataset dataset, long runId, RecordedEnvironment environment, RecordedSpecification specification) {
        this.dataset = dataset;
        this.runId = runId;
        this.environment = environment;
        this.specification = specification;
    }

    /**
     * @param graph as recorded
     * @param held the same as the resolver holds it
     * @param interrupted looked at between chunks; true ends the choice as {@link Ending#PARTIAL}
     * @throws ResolverException when the resolver refuses the request
     */
    public Choice choose(
            RunGraph graph, Graph held, ResolverProcess resolver, Request request, BooleanSupplier interrupted) {
        Map<Long, StackMember> members = dataset.graphs()
                .members(Arrays.stream(graph.distributions())
                        .filter(id -> id != 0)
                        .boxed()
                        .toList());
        Optional<BigInteger> possible = count(resolver);
        List<Stack> chunk = new ArrayList<>(CHUNK);
        int recorded = 0;
        try (ChosenStacks stream = new ChosenStacks(resolver, held, request, id -> graph.distributions()[id] != 0)) {
            for (int[] ids; (ids = stream.next()) != null; ) {
                chunk.add(stack(ids, graph.distributions(), members));
                if (chunk.size() == CHUNK) {
                    recorded += record(chunk, recorded);
                    if (interrupted.getAsBoolean()) {
                        return new Choice(possible, recorded, Ending.PARTIAL, Optional.empty());
                    }
                }
            }
            recorded += record(chunk, recorded);
            return new Choice(possible, recorded, stream.ending(), Choice.Coverage.in(stream.note()));
        }
    }

    private static Optional<BigInteger> count(ResolverProcess resolver) {
        try {
            return Optional.of(resolver.count(Request.count()));
        } catch (ResolverException unknown) {
            // A space too large for the memory given can still be listed; its size is then not known, and said so.
            return Optional.empty();
        }
    }

    private int record(List<Stack> chunk, int position) {
        dataset.inspections().record(runId, environment, specification, position, chunk);
        int size = chunk.size();
        chunk.clear();
        return size;
    }

    private static Stack stack(int[] ids, long[] distributions, Map<Long, StackMember> members) {
        List<StackMember> stack = new ArrayList<>(ids.length);
        for (int id : ids) {
            if (distributions[id] != 0) {
                stack.add(members.get(distributions[id]));
            }
        }
        return new Stack(stack);
    }
}
