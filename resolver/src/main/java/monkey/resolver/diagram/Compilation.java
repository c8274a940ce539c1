package monkey.resolver.diagram;

import monkey.resolver.ending.Patience;
import monkey.resolver.reduce.Network;

/**
 * Turns a network into a diagram: the way in to this package.
 *
 * <p>Which order of decisions gives a small diagram can't be told beforehand, so each is given a small allowance of
 * states, and if none gets through, four times as much. The one that gets through first is at most a few times dearer
 * than the best alone would have been. Allowances are counted in states and not in seconds, so the same network gives
 * the same diagram on any machine - as long as the memory suffices, and then it gives none.
 *
 * @param diagram all stacks
 * @param order the order that got through
 * @param states number of sub-problems that were told apart
 */
public record Compilation(Diagram diagram, Order order, int states) {
    private static final long FIRST_ALLOWANCE = 1 << 12;
    private static final int BYTES_PER_WORD = 8;
    private static final int SHARE_OF_MEMORY = 3;

    /**
     * Compiles.
     *
     * @throws monkey.resolver.ending.StoppedException if patience runs out, or a third of the heap is not enough
     */
    public static Compilation of(Network network, Patience patience) {
        Domains domains = new Domains(network);
        if (network.isEmpty() || !domains.start()) {
            return new Compilation(Diagram.ofNothing(), Order.SEPARATORS, 0);
        }
        int[] rank = Orders.separators(network, domains);
        boolean[] free = Circles.free(network, domains);
        boolean[] none = new boolean[free.length];
        for (long allowance = FIRST_ALLOWANCE; ; allowance *= 4) {
            for (Order order : Order.values()) {
                boolean[] anytime = order.isAnytime() ? free : none;
                Compiler compiler = new Compiler(network, order, rank, anytime, patience, allowance, mostWords());
                Diagram diagram = compiler.compile();
                if (diagram != null) {
                    return new Compilation(diagram, order, compiler.states());
                }
            }
        }
    }

    /** How many 64-bit words the work may take. */
    static long mostWords() {
        return Runtime.getRuntime().maxMemory() / BYTES_PER_WORD / SHARE_OF_MEMORY;
    }
}
