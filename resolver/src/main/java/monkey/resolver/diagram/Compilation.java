package monkey.resolver.diagram;

import monkey.resolver.ending.Patience;
import monkey.resolver.reduce.Network;

/**
 * Turns a network into a diagram: the way in to this package.
 *
 * <p>Which order of decisions gives a small diagram can't be told beforehand, so each is given a small allowance of
 * states. If none gets through, allowances grow, and the one that came farthest goes first. All is counted in states
 * and nothing in seconds, so the same network gives the same diagram on any machine - as long as the memory suffices,
 * and then it gives none.
 *
 * @param diagram all stacks
 * @param order the order that got through
 * @param states number of sub-problems that were told apart
 */
public record Compilation(Diagram diagram, Order order, int states) {
    private static final long FIRST_ALLOWANCE = 1 << 13;
    private static final int GROWTH = 8;

    /** So many states that it takes a noticeable time. */
    public static final long MANY = 1 << 12;

    private static final int BYTES_PER_WORD = 8;
    private static final int SHARE_OF_MEMORY = 3;

    /**
     * Compiles.
     *
     * @param mostStates give up after so many; fewer than are worth a comparison are spent on one order alone
     * @return null if it takes more states than that in every order
     * @throws monkey.resolver.ending.StoppedException if patience runs out, or a third of the heap is not enough
     */
    public static Compilation of(Network network, Patience patience, long mostStates) {
        Domains domains = new Domains(network);
        if (network.isEmpty() || !domains.start()) {
            return new Compilation(Diagram.ofNothing(), Order.SEPARATORS, 0);
        }
        int[] rank = Orders.separators(network, domains);
        boolean[] anytime = new boolean[network.variables()];
        for (int v = 0; v < anytime.length; v++) {
            anytime[v] = domains.founding().isFree(v);
        }
        Order[] orders = {Order.ENTANGLED, Order.CUTS, Order.SEPARATORS};
        if (mostStates < FIRST_ALLOWANCE) {
            return compiled(network, orders[0], rank, anytime, patience, mostStates);
        }
        double[] progress = new double[orders.length];
        for (long allowance = FIRST_ALLOWANCE; allowance <= mostStates; allowance *= GROWTH) {
            for (int i = 0; i < orders.length; i++) {
                Compiler compiler = new Compiler(network, orders[i], rank, anytime, patience, allowance, mostWords());
                Diagram diagram = compiler.compile();
                if (diagram != null) {
                    return new Compilation(diagram, orders[i], compiler.states());
                }
                progress[i] = compiler.progress();
            }
            sort(orders, progress);
        }
        return null;
    }

    private static Compilation compiled(
            Network network, Order order, int[] rank, boolean[] anytime, Patience patience, long mostStates) {
        Compiler compiler = new Compiler(network, order, rank, anytime, patience, mostStates, mostWords());
        Diagram diagram = compiler.compile();
        return diagram == null ? null : new Compilation(diagram, order, compiler.states());
    }

    /** Puts those that came farther before others. */
    private static void sort(Order[] orders, double[] progress) {
        for (int i = 1; i < orders.length; i++) {
            for (int j = i; j > 0 && progress[j] > progress[j - 1]; j--) {
                Order order = orders[j];
                orders[j] = orders[j - 1];
                orders[j - 1] = order;
                double farther = progress[j];
                progress[j] = progress[j - 1];
                progress[j - 1] = farther;
            }
        }
    }

    /** How many 64-bit words the work may take. */
    static long mostWords() {
        return Runtime.getRuntime().maxMemory() / BYTES_PER_WORD / SHARE_OF_MEMORY;
    }
}
