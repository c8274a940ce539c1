package monkey.resolver.benchmark;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.TimeUnit;
import monkey.resolver.StackSpace;
import monkey.resolver.answer.Rehearsal;
import monkey.resolver.diagram.StackCursor;
import monkey.resolver.ending.Patience;
import monkey.resolver.graph.Graph;
import monkey.resolver.graph.GraphFormatException;
import monkey.resolver.request.Request;
import monkey.resolver.request.Strategy;
import monkey.resolver.request.UsageException;
import monkey.resolver.strategy.Strategies;
import monkey.resolver.text.TextGraphReader;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;

/**
 * From the end of reading to the first stack, in a process that has done nothing before but read: {@code -p graph=FILE}.
 */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.SingleShotTime)
@OutputTimeUnit(TimeUnit.MILLISECONDS)
@Fork(5)
public class FirstStack {
    @Param("")
    private String graph;

    @Param({"latest", "all"})
    private String strategy;

    private Request request;
    private Graph read;

    /** Reads as the command line does. */
    @Setup
    public void read() throws IOException, GraphFormatException {
        request = Request.stacks(strategy.equals("all") ? Strategy.ALL : Strategy.LATEST)
                .withLimit(1);
        if (graph.isEmpty()) {
            read = Graphs.chain(12, 8, 2);
            return;
        }
        try (InputStream in = Files.newInputStream(Path.of(graph));
                Rehearsal rehearsal = new Rehearsal(request)) {
            read = TextGraphReader.read(rehearsal.watch(in));
        }
    }

    @Benchmark
    public StackCursor first() throws UsageException {
        StackCursor stacks =
                Strategies.open(request, read, (states, patience) -> StackSpace.compile(read), Patience.endless());
        if (!stacks.next()) {
            throw new IllegalStateException("no stack in " + graph);
        }
        return stacks;
    }
}
