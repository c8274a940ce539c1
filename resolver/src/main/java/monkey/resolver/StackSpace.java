package monkey.resolver;

import java.math.BigInteger;
import java.util.Arrays;
import java.util.List;
import monkey.resolver.cover.Cover;
import monkey.resolver.diagram.Compilation;
import monkey.resolver.diagram.Conditioning;
import monkey.resolver.diagram.Counts;
import monkey.resolver.diagram.Diagram;
import monkey.resolver.diagram.FeasiblePairs;
import monkey.resolver.diagram.Installer;
import monkey.resolver.diagram.StackCursor;
import monkey.resolver.diagram.Walk;
import monkey.resolver.ending.Patience;
import monkey.resolver.graph.Graph;
import monkey.resolver.reduce.Limits;
import monkey.resolver.reduce.Network;
import monkey.resolver.sample.First;
import monkey.resolver.sample.Sample;

/**
 * All stacks of a graph, compiled once and asked often. Immutable, thread-safe; the cursors it opens are not.
 *
 * <pre>{@code
 * StackSpace space = StackSpace.compile(graph);
 * System.out.println(space.count());
 * for (StackCursor stacks = space.sample(7); stacks.next(); ) {
 *     use(Arrays.copyOf(stacks.ids(), stacks.size()));
 * }
 * }</pre>
 */
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

    /**
     * Compiles a space. Cost: see {@link Compilation}; some milliseconds where types are loosely entangled, and all the
     * memory there is where they are not. The work is recursive, as deep as a stack is large: for graphs of many thousand
     * types it wants a thread with a large stack.
     *
     * @throws monkey.resolver.ending.StoppedException if a third of the heap is not enough
     */
    public static StackSpace compile(Graph graph) {
        return compile(graph, Limits.NONE, Patience.endless());
    }

    /**
     * Compiles the part of a space that is within limits.
     *
     * @throws monkey.resolver.ending.StoppedException if patience runs out, or a third of the heap is not enough
     */
    public static StackSpace compile(Graph graph, Limits limits, Patience patience) {
        return compile(graph, limits, patience, Long.MAX_VALUE);
    }

    /**
     * Compiles the part of a space that is within limits, or returns null if that takes more than so many states.
     *
     * @throws monkey.resolver.ending.StoppedException if patience runs out, or a third of the heap is not enough
     */
    public static StackSpace compile(Graph graph, Limits limits, Patience patience, long mostStates) {
        Network network = Network.of(graph, limits);
        Compilation compilation = Compilation.of(network, patience, mostStates);
        return compilation == null ? null : new StackSpace(graph, network, compilation);
    }

    /** Number of stacks, exactly. Known since the compilation. */
    public BigInteger count() {
        return counts.total();
    }

    /** All stacks, newest first. Cost: constant for most stacks, flat memory. */
    public StackCursor stacks() {
        return new Walk(diagram(), false);
    }

    /** Stacks drawn uniformly without replacement, as many as are asked for. Cost: a few random numbers for each id. */
    public StackCursor sample(long seed) {
        return new Sample(diagram(), counts, seed);
    }

    /**
     * At most so many stacks drawn uniformly without replacement; as many as there are if that is fewer.
     *
     * @throws IllegalArgumentException if it is to be fewer than none
     */
    public StackCursor sample(long n, long seed) {
        if (n < 0) {
            throw new IllegalArgumentException("a sample has 0 stacks or more, but " + n + " are asked for");
        }
        return new First(sample(seed), n);
    }

    /**
     * Few stacks that hold every feasible tuple of so many ids of different types. Cost: grows with the tuples.
     *
     * @throws IllegalArgumentException if there are too many tuples to count in the memory there is
     */
    public StackCursor cover(int strength, long seed) {
        FeasiblePairs pairs = new FeasiblePairs(diagram(), graph);
        return new Cover(diagram(), graph, pairs, strength, new int[0], Patience.endless()).stacks(seed, -1);
    }

    /** Whether these ids are a stack, whole and nothing more. Cost: one pass over the diagram. */
    public boolean contains(int... ids) {
        Conditioning conditioning = new Conditioning(diagram(), graph);
        long[] gain = new long[graph.idCount()];
        Arrays.fill(gain, -1);
        return conditioning.fix(ids)
                && conditioning.best(gain).length
                        == Arrays.stream(ids).distinct().count();
    }

    /** Whether some stack has all these ids. Cost: one pass over the diagram. */
    public boolean feasible(int... ids) {
        return new Conditioning(diagram(), graph).fix(ids);
    }

    /** The one stack an installer would pick, or an empty list if there is none. Needs no diagram. */
    public List<Integer> latest() {
        int[] stack = Installer.pick(graph, network, false, Patience.endless());
        return stack == null ? List.of() : Arrays.stream(stack).sorted().boxed().toList();
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

    /** How the diagram came about. */
    public Compilation compilation() {
        return compilation;
    }

    public Counts counts() {
        return counts;
    }
}
