package monkey.resolver.diagram;

import monkey.resolver.ending.Patience;
import monkey.resolver.reduce.Network;

/** Turns a network into a diagram: the way in to this package. */
public final class Compilation {
    private Compilation() {}

    /**
     * Compiles.
     *
     * @throws monkey.resolver.ending.StoppedException if patience or memory runs out
     */
    public static Diagram compile(Network network, Patience patience) {
        long mostWords = Runtime.getRuntime().maxMemory() / 8 / 3;
        Compiler compiler = new Compiler(network, Orders.separators(network), patience, Long.MAX_VALUE, mostWords);
        return compiler.compile();
    }
}
