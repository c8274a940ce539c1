package monkey.resolver.diagram;

import monkey.resolver.reduce.Network;

/** Chooses which variable of a component is decided next. See {@link Order}. Not thread-safe. */
final class Choice {
    private static final int WEIGHT_OF_CUTS = 3;
    private static final int WEIGHT_OF_VALUES = 3;
    private static final int WEIGHT_OF_BRANCHES = 6;

    private final Network network;
    private final Domains domains;
    private final Order order;
    private final int[] rank;
    private final boolean[] anytime;
    private final int[] stamp;
    private int lastStamp;
    private final int[] logarithms;
    private final Cuts cuts;
    private final Distinctions distinctions;

    Choice(Network network, Domains domains, Order order, int[] rank, boolean[] anytime) {
        this.network = network;
        this.domains = domains;
        this.order = order;
        this.rank = rank;
        this.anytime = anytime;
        stamp = new int[network.variables()];
        int most = 1;
        for (int v = 0; v < network.variables(); v++) {
            most = Math.max(most, network.values(v) + 1);
        }
        // The same on any machine, which Math.log need not be.
        logarithms = new int[most + 1];
        for (int size = 1; size <= most; size++) {
            logarithms[size] = (int) Math.rint(1024 * StrictMath.log(size));
        }
        cuts = new Cuts(network, domains, logarithms);
        distinctions = new Distinctions(network, domains, logarithms);
    }

    int of(int[] component) {
        lastStamp++;
        for (int v : component) {
            stamp[v] = lastStamp;
        }
        if (order == Order.CUTS) {
            cuts.look(component);
        }
        int best = -1;
        long bestScore = 0;
        for (int v : component) {
            if (anytime[v] || domains.isFounded(v)) {
                long score = score(v);
                if (best < 0 || score > bestScore) {
                    best = v;
                    bestScore = score;
                }
            }
        }
        return best;
    }

    private long score(int variable) {
        return switch (order) {
            case ENTANGLED -> (entanglement(variable) << 32) - rank[variable];
            case CUTS ->
                (distinction(variable) * (domains.isFounded(variable) ? 3 : 2) + WEIGHT_OF_CUTS * cuts.gain(variable)
                                << 32)
                        - rank[variable];
            case SEPARATORS -> -rank[variable];
            case SMALLEST -> -domains.size(variable);
        };
    }

    /**
     * How much the decision settles, against its branches; and more for a variable with many values and few branches, as
     * each set of values that others leave it would make states of its own.
     */
    private long distinction(int variable) {
        distinctions.look(variable, stamp, lastStamp);
        return distinctions.settled()
                + WEIGHT_OF_VALUES * logarithms[domains.size(variable)]
                - WEIGHT_OF_BRANCHES * distinctions.branches();
    }

    /** How much of the component the variable still has a say in, against how much there is to say about itself. */
    private long entanglement(int variable) {
        int[] neighbours = network.neighbours(variable);
        long sum = -logarithms[domains.size(variable)];
        for (int n = 0; n < neighbours.length; n++) {
            if (stamp[neighbours[n]] == lastStamp && domains.matters(variable, n)) {
                sum += logarithms[domains.size(neighbours[n])];
            }
        }
        return sum;
    }
}
