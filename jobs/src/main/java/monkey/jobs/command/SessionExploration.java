package monkey.jobs.command;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.List;
import monkey.dataset.run.LeftOut;
import monkey.dataset.run.LeftOutReason;
import monkey.dataset.run.RunGraph;
import monkey.jobs.batch.Exploration;
import monkey.jobs.encode.Encoding;
import monkey.jobs.learn.UnmeetableRootException;
import monkey.jobs.workbench.GraphWriter;
import monkey.jobs.workbench.Target;
import monkey.resolver.client.ResolverProcess;
import monkey.resolver.graph.Graph;

/** A session as the steps of a run see it. */
final class SessionExploration implements Exploration {
    private final Session session;
    private final List<Target> targets;

    SessionExploration(Session session, List<Target> targets) {
        this.session = session;
        this.targets = targets;
    }

    @Override
    public void learn(int position) {
        Target target = targets.get(position);
        try {
            session.workbench().learn(target, session.learning(target));
            session.progress().close();
        } catch (UnmeetableRootException e) {
            throw Unmeetable.explained(e, session.experiment(), session.workbench());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
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

    private Encoding encoding(int position) {
        try {
            return session.encode(targets.get(position));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static LeftOut leftOut(monkey.jobs.reach.LeftOut left) {
        return new LeftOut(
                left.packageName(),
                left.version(),
                LeftOutReason.valueOf(left.reason().name()),
                left.detail());
    }
}
