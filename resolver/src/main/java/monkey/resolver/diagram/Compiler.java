package monkey.resolver.diagram;

import java.util.Arrays;
import java.util.List;
import monkey.resolver.ending.Ending;
import monkey.resolver.ending.Patience;
import monkey.resolver.ending.StoppedException;
import monkey.resolver.reduce.Network;

/**
 * Compiles a network into a diagram: an exhaustive search that never solves the same sub-problem twice.
 *
 * <p><b>Idea.</b> After each choice the domains are made consistent. What is then left falls apart into components:
 * variables between which some pair of values is still forbidden stay together, all others no longer matter to each
 * other. A component is described completely by its variables and their domains - whatever was chosen before has left
 * its mark there and nowhere else - so that is the key under which its node is remembered. Values of the variable to
 * be decided whose rows agree on all that is left of its neighbours are taken together.
 *
 * <p><b>Invariant.</b> A variable that is decided to be present is founded (see {@link Domains}), or leaves an obligation
 * to found it ({@link Obligations}). When a component is looked up, exactly its own obligations are open, and they belong to its key;
 * one that several components could meet is dealt out among them first ({@link Distribution}). A component without a founded variable is one in which nothing is demanded:
 * all of it is absent, and it has exactly one partial stack. Variables that could found each other in a circle are decided only once
 * they are founded. So each member is demanded by a member that does not owe its presence to it, back to the direct dependencies.
 *
 * <p><b>Cost.</b> States times values per variable times neighbours. The number of states is exponential in how
 * entangled the network is, not in its size; the order in which variables are decided is what makes the difference.
 *
 * <p>The scheme is that of component caching in model counting (Sang et al. 2004; Thurley 2006, sharpSAT), whose trace
 * is a diagram (Huang and Darwiche 2007), carried over from clauses to domains.
 */
final class Compiler implements Splitting.Solver {
    private static final int NOTHING = -1;
    private static final int NO_STACK = -2;
    private static final int TOO_LARGE = -3;
    private static final int UNSOLVED = -4;
    private static final long OBLIGATION = 1L << 40;

    private final Network network;
    private final Patience patience;
    private long mostStates;
    private final long mostWords;
    private final boolean anyStack;
    private final Domains domains;
    private StateTable states = new StateTable();
    private final DiagramBuilder builder;
    private final Grouping grouping;
    private final Splitting splitting;
    private final Choice choice;
    private final long[] present;
    private long[] before;
    private double progress;
    private int start = -1;

    /**
     * Prepares to compile.
     *
     * @param order which variables are decided first, where there is a choice
     * @param rank the ranks of {@link Orders#separators}
     * @param anytime which variables may be decided before they are founded
     * @param mostStates give up after so many states
     * @param mostWords give up after about so many 64-bit words of memory
     */
    Compiler(
            Network network,
            Order order,
            int[] rank,
            boolean[] anytime,
            Patience patience,
            long mostStates,
            long mostWords) {
        this(network, order, rank, anytime, new Domains(network), patience, mostStates, mostWords, false);
        domains.obligations().allow(anytime);
    }

    private Compiler(
            Network network,
            Order order,
            int[] rank,
            boolean[] anytime,
            Domains domains,
            Patience patience,
            long mostStates,
            long mostWords,
            boolean anyStack) {
        this.network = network;
        this.domains = domains;
        this.anyStack = anyStack;
        this.patience = patience;
        this.mostStates = mostStates;
        this.mostWords = mostWords;
        present = new long[network.variables() + 63 >> 6];
        builder = new DiagramBuilder(network);
        grouping = new Grouping(network, domains);
        splitting = new Splitting(network, domains, this);
        choice = new Choice(network, domains, order, rank, anytime);
    }

    /**
     * A compiler that only finds out whether there is a stack under domains that someone else restricts: it stops at
     * the first edge of each node and writes no diagram, but remembers all the same what it has found impossible.
     */
    static Compiler prober(Network network, Domains domains, Patience patience, long mostWords) {
        return new Compiler(
                network,
                Order.SMALLEST,
                new int[network.variables()],
                new boolean[network.variables()],
                domains,
                patience,
                Long.MAX_VALUE,
                mostWords,
                true);
    }

    /** A compiler of what is left within domains that someone else restricts, component by component. */
    static Compiler within(
            Network network,
            Domains domains,
            Order order,
            int[] rank,
            boolean[] anytime,
            Patience patience,
            long mostWords) {
        return new Compiler(network, order, rank, anytime, domains, patience, 0, mostWords, false);
    }

    /**
     * The node of a component within the present domains, or a negative number if that takes too many more states or too
     * much memory. After that nothing more may be asked of this compiler.
     */
    int node(int[] variables, long moreStates) {
        mostStates = states.size() + moreStates;
        try {
            return component(variables, 0);
        } catch (TooManyStates e) {
            return TOO_LARGE;
        } catch (StoppedException e) {
            if (e.ending() == Ending.MEMORY) {
                return TOO_LARGE;
            }
            throw e;
        }
    }

    /** The stacks of nodes that are independent of each other. What is compiled later leaves it as it is. */
    Diagram diagram(int[] nodes) {
        return builder.view(nodes);
    }

    /** Whether some stack is left within the present, consistent domains of these variables. */
    boolean isPossible(int[] variables) {
        return !alternatives(variables, 0).isEmpty();
    }

    /** Forgets what was found out if it takes more than so many words. Not to be called during work. */
    void forgetBeyond(long words) {
        if (states.words() > words) {
            states = new StateTable();
        }
    }

    /**
     * What part of the work is done, as far as it can be told: 0 to 1. Each choice is given an equal share of what its
     * component was given, and each component an equal share of its choice (Knuth 1975, of the size of search trees).
     */
    double progress() {
        return progress;
    }

    /** Number of states met. */
    int states() {
        return states.size();
    }

    /** As {@link #compile()}, with leave for so many states in all; what was solved in an earlier call is not solved again. */
    Diagram compile(long states) {
        mostStates = states;
        return compile();
    }

    /**
     * The diagram, or null if it takes more states than allowed.
     *
     * @throws StoppedException for lack of memory or patience
     */
    Diagram compile() {
        if (start < 0) {
            if (network.isEmpty() || !domains.start()) {
                return Diagram.ofNothing();
            }
            start = domains.mark();
        }
        progress = 0;
        int[] all = new int[network.variables()];
        for (int v = 0; v < all.length; v++) {
            all[v] = v;
        }
        try {
            List<int[]> roots = alternatives(all, 1);
            return roots.isEmpty() ? Diagram.ofNothing() : builder.build(roots.get(0));
        } catch (TooManyStates e) {
            domains.undo(start);
            return null;
        }
    }

    @Override
    public List<int[]> alternatives(int[] variables, double share) {
        return alternatives(variables, NOTHING, share);
    }

    private List<int[]> alternatives(int[] variables, int decided, double share) {
        double goal = progress + share;
        List<int[]> result = splitting.alternatives(variables, decided, share);
        progress = goal;
        return result;
    }

    /** The node of a component with at least one founded variable, or NO_STACK. */
    @Override
    public int component(int[] variables, double share) {
        double goal = progress + share;
        int entry = findState(variables);
        if (entry < 0) {
            entry = states.enter();
            states.setNode(entry, UNSOLVED);
            checkAllowance();
        }
        if (states.node(entry) == UNSOLVED) {
            states.setNode(entry, decide(variables, share));
        }
        progress = goal;
        return states.node(entry);
    }

    private void checkAllowance() {
        if ((states.size() & 255) == 0) {
            patience.check();
            if (states.words() + builder.memoryWords() > mostWords) {
                throw new StoppedException(Ending.MEMORY);
            }
        }
        if (states.size() > mostStates) {
            throw TooManyStates.INSTANCE;
        }
    }

    private int decide(int[] variables, double share) {
        int variable = choice.of(variables);
        long[] groups = grouping.of(variable, variables);
        int words = network.words(variable);
        int absent = network.values(variable);
        boolean founded = domains.isFounded(variable);
        DiagramBuilder.Edges edges = new DiagramBuilder.Edges();
        boolean possible = false;
        for (int group = 0; group < groups.length && !(possible && anyStack); group += words) {
            boolean isAbsent = (groups[group + (absent >> 6)] >>> absent & 1) != 0;
            if (isAbsent && network.isRequired(variable)) {
                break;
            }
            int mark = domains.mark();
            domains.restrict(variable, groups, group);
            if (!founded && !isAbsent) {
                domains.obligations().add(variable);
            }
            double part = share * words / groups.length;
            if (!domains.propagate()) {
                progress += part;
            } else {
                for (int[] nodes : alternatives(variables, variable, part)) {
                    possible = true;
                    if (!anyStack) {
                        edges.add(isAbsent, groups, group, words, nodes, 0, nodes.length);
                    }
                }
            }
            domains.undo(mark);
        }
        return !possible ? NO_STACK : anyStack ? 0 : builder.node(variable, edges);
    }

    /**
     * Looks a component up. Most domains are as they were when work began, so only those that differ are written down: a bit for
     * each variable says which there are, a bit for each word of theirs which differ, and these follow.
     */
    private int findState(int[] variables) {
        if (before == null) {
            before = domains.bits.clone();
        }
        states.begin();
        Arrays.fill(present, 0);
        for (int v : variables) {
            present[v >> 6] |= 1L << v;
        }
        for (long word : present) {
            states.add(word);
        }
        long different = 0;
        int places = 0;
        for (int v : variables) {
            for (int w = network.offset(v); w < network.offset(v + 1); w++) {
                different |= domains.bits[w] != before[w] ? 1L << places : 0;
                if ((++places & 63) == 0) {
                    states.add(different);
                    different = 0;
                }
            }
        }
        states.add(different);
        for (int v : variables) {
            for (int w = network.offset(v); w < network.offset(v + 1); w++) {
                if (domains.bits[w] != before[w]) {
                    states.add(domains.bits[w]);
                }
            }
        }
        ForbiddenSets forbidden = domains.forbidden();
        for (int t = 0; t < forbidden.count(); t++) {
            if (forbidden.isLive(t) && touches(forbidden.set(t), variables)) {
                states.add(t);
            }
        }
        Obligations obligations = domains.obligations();
        for (int o = obligations.next(0); o >= 0; o = obligations.next(o + 1)) {
            states.add(OBLIGATION | o);
        }
        return states.find();
    }

    private static boolean touches(int[] set, int[] variables) {
        for (int i = 0; i < set.length; i += 2) {
            if (Arrays.binarySearch(variables, set[i]) >= 0) {
                return true;
            }
        }
        return false;
    }

    /** Says that the states allowed were used up. */
    private static final class TooManyStates extends RuntimeException {
        private static final long serialVersionUID = 1L;
        static final TooManyStates INSTANCE = new TooManyStates();

        private TooManyStates() {
            super(null, null, false, false);
        }
    }
}
