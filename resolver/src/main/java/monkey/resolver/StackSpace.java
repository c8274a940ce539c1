package monkey.resolver;

import java.math.BigInteger;
import monkey.resolver.diagram.Compilation;
import monkey.resolver.diagram.Counts;
import monkey.resolver.diagram.Diagram;
import monkey.resolver.ending.Patience;
import monkey.resolver.graph.Graph;
import monkey.resolver.reduce.Limits;
import monkey.resolver.reduce.Network;

/** All stacks of a graph, compiled. Immutable, thread-safe. */
public final class StackSpace {
    private final Graph graph;
    private final Network network;
    private final Compilation compilation;
    private final Counts counts;

    private StackSpace(Graph graph, Network network, Compilation compilation) {
        this.graph = graph;
        this.network = network;
        this.compilation = compilation;
        this.counts = new Counts(compilation.diagram());
    }

    public static StackSpace compile(Graph graph) {
        return compile(graph, Limits.NONE, Patience.endless());
    }

    /**
     * Compiles the part of a space that is within limits.
     *
     * @throws monkey.resolver.ending.StoppedException if patience or memory runs out
     */
    public static StackSpace compile(Graph graph, Limits limits, Patience patience) {
        Network network = Network.of(graph, limits);
        return new StackSpace(graph, network, Compilation.of(network, patience));
    }

    /** Number of stacks, exactly. Constant cost. */
    public BigInteger count() {
        return counts.total();
    }

    public Graph graph() {
        return graph;
    }

    public Network network() {
        return network;
    }

    public Diagram diagram() {
        return compilation.diagram();
    }

    public Compilation compilation() {
        return compilation;
    }

    public Counts counts() {
        return counts;
    }
}
