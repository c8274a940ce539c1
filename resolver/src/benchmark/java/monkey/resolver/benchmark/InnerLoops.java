package monkey.resolver.benchmark;

import java.math.BigInteger;
import java.util.concurrent.TimeUnit;
import monkey.resolver.StackSpace;
import monkey.resolver.diagram.StackCursor;
import monkey.resolver.graph.Graph;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OperationsPerInvocation;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.Warmup;

/** The loops that everything else waits for, warm, on the chain of {@link Graphs}. */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.MICROSECONDS)
@Warmup(iterations = 3, time = 2)
@Measurement(iterations = 3, time = 2)
@Fork(1)
public class InnerLoops {
    private static final int STACKS = 100_000;
    private static final int SAMPLES = 100;

    private Graph graph;
    private StackSpace space;
    private StackCursor stacks;

    @Setup
    public void compile() {
        graph = Graphs.chain(12, 8, 2);
        space = StackSpace.compile(graph);
        stacks = space.stacks();
    }

    /** From a graph to its count. */
    @Benchmark
    public BigInteger count() {
        return StackSpace.compile(graph).count();
    }

    /** One stack after another, without writing it. */
    @Benchmark
    @OperationsPerInvocation(STACKS)
    public int enumerate() {
        int kept = 0;
        for (int i = 0; i < STACKS; i++) {
            if (!stacks.next()) {
                stacks = space.stacks();
            }
            kept += stacks.kept();
        }
        return kept;
    }

    /** One stack drawn without replacement. */
    @Benchmark
    @OperationsPerInvocation(SAMPLES)
    public int sample() {
        int sum = 0;
        StackCursor drawn = space.sample(SAMPLES, 7);
        while (drawn.next()) {
            sum += drawn.size();
        }
        return sum;
    }
}
