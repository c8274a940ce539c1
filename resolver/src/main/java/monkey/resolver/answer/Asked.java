package monkey.resolver.answer;

import java.util.ArrayList;
import java.util.List;
import monkey.resolver.graph.Graph;
import monkey.resolver.graph.GraphBuilder;
import monkey.resolver.reduce.Limits;

/**
 * A graph in which what is required is a direct dependency, and limits that only forbid. An explanation drops requirements
 * of the graph to see what becomes possible; a required id must not become unreachable by that.
 */
record Asked(Graph graph, Limits limits) {
    static Asked of(Graph graph, Limits limits) {
        if (limits.required().isEmpty()) {
            return new Asked(graph, limits);
        }
        GraphBuilder builder = new GraphBuilder();
        List<int[]> forbidden = new ArrayList<>(limits.forbidden());
        for (int id = 0; id < graph.idCount(); id++) {
            builder.type(graph.typeOf(id));
            if (graph.isBroken(id)) {
                builder.broken(id);
            }
            for (int i = graph.firstTarget(id); i < graph.firstTarget(id + 1); i++) {
                builder.pair(id, graph.target(i));
            }
        }
        for (int i = 0; i < graph.directCount(); i++) {
            builder.direct(graph.direct(i));
        }
        for (int required : limits.required()) {
            builder.direct(required);
            for (int id = 0; id < graph.idCount(); id++) {
                if (id != required && graph.typeOf(id) == graph.typeOf(required)) {
                    forbidden.add(new int[] {id});
                }
            }
        }
        return new Asked(builder.build(), new Limits(List.of(), forbidden));
    }
}
