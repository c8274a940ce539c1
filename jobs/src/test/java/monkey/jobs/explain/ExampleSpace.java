package monkey.jobs.explain;

import java.util.stream.Collectors;
import java.util.stream.IntStream;
import monkey.dataset.run.RunGraph;
import monkey.dataset.run.Stacks;
import monkey.jobs.choose.GraphText;
import monkey.resolver.client.ResolverProcess;
import monkey.resolver.graph.Graph;

/** Any version of app, with the one that there is of library; in a resolver of its own. */
final class ExampleSpace {
    private ExampleSpace() {}

    static RunGraph graph(Stacks example) {
        int versions = example.stacks.size();
        String ids = IntStream.range(0, versions).mapToObj(Integer::toString).collect(Collectors.joining(" "));
        long[] distributions = new long[versions + 1];
        for (int i = 0; i < versions; i++) {
            distributions[i] = example.stacks.get(i).members().get(0).distributionId();
        }
        distributions[versions] = example.stacks.get(0).members().get(1).distributionId();
        return new RunGraph(
                "types " + "0 ".repeat(versions) + "1\ndirect " + ids + "\ndirect " + versions + "\n", distributions);
    }

    interface Search<T> {
        T in(ResolverProcess resolver, Graph graph);
    }

    static <T> T searched(Stacks example, Search<T> search) {
        Graph graph = GraphText.read(graph(example).text());
        try (ResolverProcess resolver = ResolverProcess.start(
                ResolverProcess.command(
                        System.getProperty("java.home") + "/bin/java", System.getProperty("java.class.path"), 64),
                graph)) {
            return search.in(resolver, graph);
        }
    }
}
