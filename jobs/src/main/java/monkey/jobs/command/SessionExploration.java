package monkey.jobs.command;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import monkey.dataset.run.AtStart;
import monkey.dataset.run.LeftOut;
import monkey.dataset.run.LeftOutReason;
import monkey.dataset.run.RunGraph;
import monkey.jobs.batch.Exploration;
import monkey.jobs.encode.Encoding;
import monkey.jobs.workbench.GraphWriter;
import monkey.jobs.workbench.Target;
import monkey.resolver.client.ResolverProcess;
import monkey.resolver.graph.Graph;

/** A session as the steps of a run see it. */
final class SessionExploration implements Exploration {
    private final Session session;
    private final List<Target> targets;
    private final RunLearning learning;
    private final Map<Integer, AtStart> starts = new HashMap<>();
    private final Map<Integer, Encoding> known = new HashMap<>();

    SessionExploration(Session session, List<Target> targets, RunLearning learning) {
        this.session = session;
        this.targets = targets;
        this.learning = learning;
    }

    @Override
    public AtStart start(int position) {
        return starts.computeIfAbsent(position, unknown -> session.start(targets.get(unknown)));
    }

    @Override
    public void learn(int position, long runId) {
        if (!known.containsKey(position)) {
            for (int every = 0; every < targets.size(); every++) {
                start(every);
            }
            learning.byOthers(targets.get(position), runId);
            encoding(position);
        }
    }

    @Override
    public Space encode(int position) {
        Encoding encoding = encoding(position);
        long[] distributions = encoding.members().stream()
                .mapToLong(member -> member.isPackageVersion()
                        ? member.distribution().orElseThrow().id()
                        : 0)
                .toArray();
        return new Space(
                new RunGraph(GraphWriter.plain(encoding), distributions),
                encoding.leftOut().stream().map(SessionExploration::leftOut).toList(),
                encoding.packageCount(),
                encoding.versionCount());
    }

    @Override
    public ResolverProcess resolver(Graph graph) {
        return session.workbench().resolver(graph);
    }

    @Override
    public RuntimeException noStack() {
        Emptiness emptiness = new Emptiness(session);
        for (int position = 0; position < targets.size(); position++) {
            Encoding encoding = encoding(position);
            try (ResolverProcess resolver = resolver(encoding.graph())) {
                emptiness.add(targets.get(position), encoding, resolver);
            }
        }
        return CommandException.wrongInput(emptiness.words());
    }

    /** What is known stays the same for as long as a command takes. */
    private Encoding encoding(int position) {
        return known.computeIfAbsent(position, unknown -> {
            try {
                return session.encode(targets.get(unknown));
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        });
    }

    private static LeftOut leftOut(monkey.jobs.reach.LeftOut left) {
        return new LeftOut(
                left.packageName(),
                left.version(),
                LeftOutReason.valueOf(left.reason().name()),
                left.detail());
    }
}
