package monkey.jobs.choose;

import java.util.List;
import java.util.stream.IntStream;
import monkey.jobs.experiment.Experiment.Strategy;
import monkey.resolver.graph.Graph;
import monkey.resolver.request.Request;

/** The experiment's strategy as a question to the resolver. */
public final class StrategyRequest {
    private StrategyRequest() {}

    /**
     * @param isPackage whether an id is a package version; others (extras) are no choice of their own, and pairs with them
     *     are not worth a stack
     * @param unlimited how many stacks to ask for where the strategy names no limit
     */
    public static Request of(
            Strategy strategy, Graph graph, java.util.function.IntPredicate isPackage, long unlimited) {
        monkey.resolver.request.Strategy name = switch (strategy.name()) {
            case ALL -> monkey.resolver.request.Strategy.ALL;
            case LATEST -> monkey.resolver.request.Strategy.LATEST;
            case SAMPLE -> monkey.resolver.request.Strategy.SAMPLE;
            case COVER -> monkey.resolver.request.Strategy.COVER;
        };
        Request request = Request.stacks(name)
                .withSeed(strategy.seed())
                .withLimit(strategy.limit().isPresent() ? strategy.limit().getAsInt() : unlimited);
        return name == monkey.resolver.request.Strategy.COVER
                ? request.withStrength(strategy.strength()).withOf(packageTypes(graph, isPackage))
                : request;
    }

    private static List<Integer> packageTypes(Graph graph, java.util.function.IntPredicate isPackage) {
        return IntStream.range(0, graph.idCount())
                .filter(isPackage)
                .map(graph::typeOf)
                .distinct()
                .boxed()
                .toList();
    }
}
