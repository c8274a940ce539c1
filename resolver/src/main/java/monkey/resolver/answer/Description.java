package monkey.resolver.answer;

import java.util.ArrayList;
import java.util.BitSet;
import java.util.List;
import java.util.Locale;
import monkey.resolver.StackSpace;
import monkey.resolver.diagram.Diagram;
import monkey.resolver.diagram.FeasiblePairs;
import monkey.resolver.ending.Ending;
import monkey.resolver.ending.Patience;
import monkey.resolver.ending.StoppedException;
import monkey.resolver.graph.Graph;
import monkey.resolver.reduce.Network;

/** Size and shape of a graph and its space, a line each: a name, blanks, a number or word. */
final class Description {
    private Description() {}

    /**
     * Describes.
     *
     * @param coverBound gives a number of stacks that no cover of all feasible pairs can do without
     */
    static List<String> of(
            StackSpace space, java.util.function.ToLongFunction<FeasiblePairs> coverBound, Patience patience) {
        Graph graph = space.graph();
        Diagram diagram = space.diagram();
        List<String> lines = reduced(graph, space.network());
        add(lines, "feasible ids", feasibleIds(diagram).cardinality());
        add(lines, "order of types", space.compilation().order().name().toLowerCase(Locale.ROOT));
        add(lines, "states", space.compilation().states());
        add(lines, "nodes", diagram.nodeCount());
        add(lines, "edges", diagram.edges());
        add(lines, "count", space.count());
        try {
            FeasiblePairs pairs = new FeasiblePairs(diagram, graph, patience);
            add(lines, "feasible pairs", pairs.count());
            add(lines, "lower bound for a cover", diagram.isEmpty() ? 0 : coverBound.applyAsLong(pairs));
        } catch (StoppedException e) {
            if (e.ending() == Ending.CANCELLED) {
                throw e;
            }
            add(lines, "feasible pairs", "unknown");
        } catch (OutOfMemoryError e) {
            // What filled the heap is unreachable by now.
            add(lines, "feasible pairs", "unknown");
        }
        return lines;
    }

    /** The ids of all labels: every node of a diagram is in some stack. */
    private static BitSet feasibleIds(Diagram diagram) {
        BitSet ids = new BitSet();
        for (int label = 0; label < diagram.labelCount(); label++) {
            for (int id : diagram.ids(label)) {
                ids.set(id);
            }
        }
        return ids;
    }

    /** Describes a space that could not be compiled. */
    static List<String> of(Graph graph, Network network) {
        List<String> lines = reduced(graph, network);
        add(lines, "count", "unknown");
        return lines;
    }

    private static List<String> reduced(Graph graph, Network network) {
        List<String> lines = new ArrayList<>();
        add(lines, "types", graph.typeCount());
        add(lines, "ids", graph.idCount());
        add(lines, "pairs", graph.pairCount());
        add(lines, "alive ids", network.livingIds());
        add(lines, "classes", network.classes());
        return lines;
    }

    private static void add(List<String> lines, String name, Object value) {
        lines.add(name + " ".repeat(26 - name.length()) + value);
    }
}
