package monkey.resolver.explain;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.TreeSet;
import monkey.resolver.graph.Graph;
import monkey.resolver.graph.GraphBuilder;

/** A graph taken apart into demands, and put together again from some of them. */
final class Demands {
    private final Graph graph;
    private final List<Demand> all = new ArrayList<>();

    /** Takes apart a graph, or as much of it as its direct dependencies reach. */
    Demands(Graph graph) {
        this.graph = graph;
        direct();
        boolean[] reached = reached();
        Map<Long, Map<List<Integer>, List<Integer>>> byTypes = new TreeMap<>();
        for (int id = 0; id < graph.idCount(); id++) {
            if (!reached[id]) {
                continue;
            }
            Map<Integer, TreeSet<Integer>> targets = new TreeMap<>();
            for (int i = graph.firstTarget(id); i < graph.firstTarget(id + 1); i++) {
                targets.computeIfAbsent(graph.denseTypeOf(graph.target(i)), type -> new TreeSet<>())
                        .add(graph.target(i));
            }
            if (graph.isBroken(id)) {
                targets.put(Demand.NONE, new TreeSet<>());
            }
            for (Map.Entry<Integer, TreeSet<Integer>> requirement : targets.entrySet()) {
                byTypes.computeIfAbsent(
                                (long) graph.denseTypeOf(id) << 32 | requirement.getKey() + 1,
                                types -> new LinkedHashMap<>())
                        .computeIfAbsent(List.copyOf(requirement.getValue()), same -> new ArrayList<>())
                        .add(id);
            }
        }
        byTypes.forEach((types, lines) -> {
            List<Demand.Line> list = new ArrayList<>();
            lines.forEach((targets, sources) -> list.add(new Demand.Line(List.copyOf(sources), targets)));
            all.add(new Demand((int) (types >> 32), (int) (long) types - 1, List.copyOf(list)));
        });
    }

    private void direct() {
        Map<Integer, TreeSet<Integer>> byType = new LinkedHashMap<>();
        for (int i = 0; i < graph.directCount(); i++) {
            byType.computeIfAbsent(graph.denseTypeOf(graph.direct(i)), type -> new TreeSet<>())
                    .add(graph.direct(i));
        }
        byType.forEach((type, ids) ->
                all.add(new Demand(Demand.NONE, type, List.of(new Demand.Line(List.of(), List.copyOf(ids))))));
    }

    private boolean[] reached() {
        boolean[] reached = new boolean[graph.idCount()];
        int[] queue = new int[graph.idCount()];
        int filled = 0;
        for (int i = 0; i < graph.directCount(); i++) {
            if (!reached[graph.direct(i)]) {
                reached[graph.direct(i)] = true;
                queue[filled++] = graph.direct(i);
            }
        }
        for (int i = 0; i < filled; i++) {
            for (int j = graph.firstTarget(queue[i]); j < graph.firstTarget(queue[i] + 1); j++) {
                if (!reached[graph.target(j)]) {
                    reached[graph.target(j)] = true;
                    queue[filled++] = graph.target(j);
                }
            }
        }
        return reached;
    }

    int size() {
        return all.size();
    }

    Demand get(int index) {
        return all.get(index);
    }

    /** The graph in which only some of the demands hold. */
    Graph graph(boolean[] kept) {
        GraphBuilder builder = new GraphBuilder();
        for (int id = 0; id < graph.idCount(); id++) {
            builder.type(graph.typeOf(id));
        }
        for (int i = 0; i < kept.length; i++) {
            if (kept[i]) {
                add(all.get(i), builder);
            }
        }
        return builder.build();
    }

    private static void add(Demand demand, GraphBuilder builder) {
        for (Demand.Line line : demand.lines()) {
            if (demand.sourceType() == Demand.NONE) {
                line.targets().forEach(builder::direct);
            } else if (demand.targetType() == Demand.NONE) {
                line.sources().forEach(builder::broken);
            } else {
                for (int source : line.sources()) {
                    line.targets().forEach(target -> builder.pair(source, target));
                }
            }
        }
    }
}
