package monkey.jobs.batch;

import java.util.Collection;
import monkey.dataset.run.AtStart;
import monkey.dataset.run.LeftOut;
import monkey.dataset.run.RunGraph;
import monkey.resolver.client.ResolverProcess;
import monkey.resolver.graph.Graph;

/** What the steps ask of those who know indexes and graphs. Targets are given by their position in the experiment. */
public interface Exploration {
    /** What was possible in an environment by what was known when it was first asked about, before anything was learnt. */
    AtStart start(int target);

    /**
     * Learns what the experiment's requirements reach in an environment and is not known yet, or no longer fresh.
     *
     * @param runId the run that waits for it, where others learn it
     * @throws RuntimeException when an index cannot be asked; the message is for the reader
     */
    void learn(int target, long runId);

    /** The stack space of an environment by what is known now. */
    Space encode(int target);

    /** Why no environment of the experiment has a stack: what is to be told to whoever wrote it. */
    RuntimeException noStack();

    /** A resolver that holds this graph; the caller closes it. */
    ResolverProcess resolver(Graph graph);

    /**
     * @param packages how many packages have a version in the graph
     * @param versions how many package versions have only requirements that something meets
     */
    record Space(RunGraph graph, Collection<LeftOut> leftOut, int packages, int versions) {}
}
