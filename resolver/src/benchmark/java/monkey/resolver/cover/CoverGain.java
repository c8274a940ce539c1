package monkey.resolver.cover;

import java.util.concurrent.TimeUnit;
import monkey.resolver.StackSpace;
import monkey.resolver.benchmark.Graphs;
import monkey.resolver.diagram.FeasiblePairs;
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

/** What a cell would be worth in a row, and a whole row, on forty types of twenty ids. */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
@Warmup(iterations = 3, time = 2)
@Measurement(iterations = 3, time = 2)
@Fork(1)
public class CoverGain {
    private static final int CELLS = 800;

    private OpenPairs open;
    private RowBuilder builder;
    private Dice dice;

    @Setup
    public void prepare() {
        Graph graph = Graphs.star(40, 20);
        StackSpace space = StackSpace.compile(graph);
        FeasiblePairs feasible = new FeasiblePairs(space.diagram(), graph);
        Cells cells = new Cells(space.diagram(), graph, feasible, new int[0]);
        Scopes scopes = new Scopes(space.diagram(), cells);
        dice = new Dice(7);
        open = new OpenPairs(cells, new Pairs(cells, feasible));
        builder = new RowBuilder(space.diagram(), cells, scopes, new Given(space.diagram(), cells, scopes), open, dice);
        row();
    }

    @Benchmark
    @OperationsPerInvocation(CELLS)
    public long gain() {
        long sum = 0;
        for (int cell = 0; cell < CELLS; cell++) {
            sum += open.gain(cell);
        }
        return sum;
    }

    @Benchmark
    public long row() {
        builder.give(open.pick(dice));
        return builder.build();
    }
}
