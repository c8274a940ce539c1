package monkey.resolver.diagram;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import monkey.resolver.ending.Patience;
import monkey.resolver.reduce.Network;

/**
 * Turns a network into a diagram: the way in to this package.
 *
 * <p>Which order of decisions gives a small diagram can't be told beforehand, so each is given a small allowance of
 * states. If none gets through, those that came at least half as far as the farthest are given a larger one, and from then on
 * only the farthest goes on, from where it stood. All is counted in states and nothing in seconds, so the same network
 * gives the same diagram on any machine - as long as the memory suffices, and then it gives none.
 *
 * @param diagram all stacks
 * @param order the order that got through
 * @param states number of sub-problems that were told apart
 */
public record Compilation(Diagram diagram, Order order, int states) {
    private static final long FIRST_ALLOWANCE = 1 << 13;
    private static final long SECOND_ALLOWANCE = 1 << 16;
    private static final double FAR_ENOUGH = 0.5;

    /** So many states that it takes a noticeable time. */
    public static final long MANY = 1 << 12;

    /** So many states that whoever can do without waits no longer: about a minute. */
    public static final long PATIENT = 1 << 19;

    /** So many states that nobody waits longer: some minutes. */
    public static final long MOST = 1 << 21;

    private static final int BYTES_PER_WORD = 8;
    private static final int SHARE_OF_MEMORY = 3;

    /** A compilation under way. */
    private record Attempt(Order order, Compiler compiler) {
        /** The outcome, or null if it takes more than so many states in all. */
        Compilation within(long states) {
            Diagram diagram = compiler.compile(states);
            return diagram == null ? null : new Compilation(diagram, order, compiler.states());
        }
    }

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
        List<Attempt> attempts = new ArrayList<>();
        for (Order order : List.of(Order.ENTANGLED, Order.CUTS, Order.SEPARATORS)) {
            attempts.add(new Attempt(order, new Compiler(network, order, rank, anytime, patience, 0, mostWords())));
        }
        if (mostStates < FIRST_ALLOWANCE) {
            return attempts.get(0).within(mostStates);
        }
        for (long allowance : new long[] {FIRST_ALLOWANCE, Math.min(SECOND_ALLOWANCE, mostStates)}) {
            for (Attempt attempt : attempts) {
                Compilation compilation = attempt.within(allowance);
                if (compilation != null) {
                    return compilation;
                }
            }
            // Stable: of two that came equally far the first stays the first.
            attempts.sort(Comparator.comparingDouble(attempt -> -attempt.compiler.progress()));
            double enough = FAR_ENOUGH * attempts.get(0).compiler.progress();
            attempts.removeIf(attempt -> attempt.compiler.progress() < enough);
        }
        Attempt farthest = attempts.get(0);
        attempts.clear();
        return farthest.within(mostStates);
    }

    /** How many 64-bit words the work may take. */
    static long mostWords() {
        return Runtime.getRuntime().maxMemory() / BYTES_PER_WORD / SHARE_OF_MEMORY;
    }
}
