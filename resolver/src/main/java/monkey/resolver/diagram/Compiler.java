package monkey.resolver.diagram;

import java.util.Arrays;
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
 * to found it; obligations belong to a component's key and tie its candidates together. A component with neither
 * founded variables nor obligations is one in which nothing is demanded: all of it is absent, and it has exactly one
 * partial stack; one with obligations alone has none, since nobody is there to begin with. Variables that could found
 * each other in a circle are decided only once they are founded. So each member is demanded by a member that does not
 * owe its presence to it, back to the direct dependencies.
 *
 * <p><b>Cost.</b> States times values per variable times neighbours. The number of states is exponential in how
 * entangled the network is, not in its size; the order in which variables are decided is what makes the difference.
 *
 * <p>The scheme is that of component caching in model counting (Sang et al. 2004; Thurley 2006, sharpSAT), whose trace
 * is a diagram (Huang and Darwiche 2007), carried over from clauses to domains.
 */
final class Compiler {
    private static final int NOTHING = -1;
    private static final int NO_STACK = -2;
    private static final long OBLIGATION = 1L << 40;

    private final Network network;
    private final int[] rank;
    private final boolean entangledFirst;
    private final boolean[] anytime;
    private final Patience patience;
    private final long mostStates;
    private final long mostWords;
    private final boolean anyStack;
    private final Domains domains;
    private StateTable states = new StateTable();
    private final DiagramBuilder builder;
    private final int[] stamp;
    private int lastStamp;
    private int[] found = new int[64];
    private int foundCount;
    private double progress;

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
        this.rank = rank;
        this.anytime = anytime;
        domains.allowObligations(anytime);
        this.entangledFirst = order == Order.ENTANGLED;
        this.domains = domains;
        this.anyStack = anyStack;
        this.patience = patience;
        this.mostStates = mostStates;
        this.mostWords = mostWords;
        builder = new DiagramBuilder(network);
        stamp = new int[network.variables()];
    }

    /**
     * A compiler that only finds out whether there is a stack under domains that someone else restricts: it stops at
     * the first edge of each node and writes no diagram, but remembers all the same what it has found impossible.
     */
    static Compiler prober(Network network, Domains domains, Patience patience, long mostWords) {
        return new Compiler(
                network,
                null,
                null,
                new boolean[network.variables()],
                domains,
                patience,
                Long.MAX_VALUE,
                mostWords,
                true);
    }

    /** Whether some stack is left within the present, consistent domains of these variables. */
    boolean isPossible(int[] variables) {
        int count = components(variables, NOTHING, 0);
        if (count == NO_STACK) {
            return false;
        }
        foundCount -= count;
        return true;
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

    /**
     * The diagram, or null if it takes more states than allowed.
     *
     * @throws StoppedException for lack of memory or patience
     */
    Diagram compile() {
        if (network.isEmpty() || !domains.start()) {
            return Diagram.ofNothing();
        }
        int[] all = new int[network.variables()];
        for (int v = 0; v < all.length; v++) {
            all[v] = v;
        }
        try {
            int count = components(all, NOTHING, 1);
            if (count == NO_STACK) {
                return Diagram.ofNothing();
            }
            return builder.build(Arrays.copyOfRange(found, foundCount - count, foundCount));
        } catch (TooManyStates e) {
            return null;
        }
    }

    /**
     * Splits variables, without the one just decided, into components and compiles each. Pushes the nodes on
     * {@link #found} and returns how many they are, or NO_STACK, having pushed none.
     */
    private int components(int[] variables, int decided, double share) {
        int mine = ++lastStamp;
        for (int v : variables) {
            stamp[v] = mine;
        }
        if (decided != NOTHING) {
            stamp[decided] = 0;
        }
        int[][] parts = new int[4][];
        int partCount = 0;
        int[] members = new int[variables.length];
        for (int v : variables) {
            if (stamp[v] != mine) {
                continue;
            }
            int size = collect(v, mine, members);
            boolean founded = false;
            boolean required = false;
            for (int i = 0; i < size; i++) {
                founded |= domains.isFounded(members[i]);
                required |= network.isRequired(members[i]) || isCandidate(members[i]);
            }
            if (founded) {
                if (partCount == parts.length) {
                    parts = Arrays.copyOf(parts, partCount * 2);
                }
                parts[partCount] = Arrays.copyOf(members, size);
                Arrays.sort(parts[partCount++]);
            } else if (required) {
                return NO_STACK;
            }
        }
        int before = foundCount;
        for (int i = 0; i < partCount; i++) {
            int node = component(parts[i], share / partCount);
            if (node == NO_STACK) {
                foundCount = before;
                return NO_STACK;
            }
            if (foundCount == found.length) {
                found = Arrays.copyOf(found, foundCount * 2);
            }
            found[foundCount++] = node;
        }
        return partCount;
    }

    /** Gathers all that hangs together with a variable, unstamping it. Returns how many. */
    private int collect(int start, int mine, int[] members) {
        members[0] = start;
        stamp[start] = 0;
        int size = 1;
        for (int i = 0; i < size; i++) {
            int v = members[i];
            int[] neighbours = network.neighbours(v);
            for (int n = 0; n < neighbours.length; n++) {
                int u = neighbours[n];
                if (stamp[u] == mine && domains.matters(v, n)) {
                    stamp[u] = 0;
                    members[size++] = u;
                } else if (domains.isObliged(u) && domains.canDemand(u, network.reverse(v, n))) {
                    size = collectCandidates(u, mine, members, size);
                }
            }
            for (int t = 0; t < network.tuples().length; t++) {
                int[] tuple = network.tuples()[t];
                if (contains(tuple, v) && domains.isLive(t)) {
                    for (int j = 0; j < tuple.length; j += 2) {
                        if (stamp[tuple[j]] == mine) {
                            stamp[tuple[j]] = 0;
                            members[size++] = tuple[j];
                        }
                    }
                }
            }
        }
        return size;
    }

    /** Gathers all that can found an obliged variable. */
    private int collectCandidates(int obliged, int mine, int[] members, int sizeBefore) {
        int size = sizeBefore;
        int[] neighbours = network.neighbours(obliged);
        for (int n = 0; n < neighbours.length; n++) {
            if (stamp[neighbours[n]] == mine && domains.canDemand(obliged, n)) {
                stamp[neighbours[n]] = 0;
                members[size++] = neighbours[n];
            }
        }
        return size;
    }

    /** Whether a variable can found one that is obliged. */
    private boolean isCandidate(int variable) {
        int[] neighbours = network.neighbours(variable);
        for (int n = 0; n < neighbours.length; n++) {
            if (domains.isObliged(neighbours[n]) && domains.canDemand(neighbours[n], network.reverse(variable, n))) {
                return true;
            }
        }
        return false;
    }

    private static boolean contains(int[] tuple, int variable) {
        for (int i = 0; i < tuple.length; i += 2) {
            if (tuple[i] == variable) {
                return true;
            }
        }
        return false;
    }

    /** The node of a component with at least one founded variable, or NO_STACK. */
    private int component(int[] variables, double share) {
        int entry = findState(variables);
        if (entry >= 0) {
            progress += share;
            return states.node(entry);
        }
        entry = states.enter();
        if ((states.size() & 255) == 0) {
            patience.check();
            if (states.words() + builder.memoryWords() > mostWords) {
                throw new StoppedException(Ending.MEMORY);
            }
        }
        if (states.size() > mostStates) {
            throw TooManyStates.INSTANCE;
        }
        int variable = choose(variables);
        long[] groups = groups(variable, variables);
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
                domains.oblige(variable);
            }
            if (!domains.propagate()) {
                progress += share * words / groups.length;
            } else {
                double before = progress;
                int count = components(variables, variable, share * words / groups.length);
                if (count == NO_STACK) {
                    progress += share * words / groups.length - (progress - before);
                } else {
                    foundCount -= count;
                    possible = true;
                    if (count == 0) {
                        progress += share * words / groups.length;
                    }
                    if (!anyStack) {
                        edges.add(isAbsent, groups, group, words, found, foundCount, foundCount + count);
                    }
                }
            }
            domains.undo(mark);
        }
        int node = !possible ? NO_STACK : anyStack ? 0 : builder.node(variable, edges);
        states.setNode(entry, node);
        return node;
    }

    private int findState(int[] variables) {
        states.begin();
        for (int i = 0; i < variables.length; i += 2) {
            states.add((long) variables[i] << 32 | (i + 1 < variables.length ? variables[i + 1] : -1 & 0xffffffffL));
        }
        for (int v : variables) {
            for (int w = network.offset(v); w < network.offset(v + 1); w++) {
                states.add(domains.bits[w]);
            }
        }
        for (int t = 0; t < network.tuples().length; t++) {
            if (domains.isLive(t) && touches(network.tuples()[t], variables)) {
                states.add(t);
            }
        }
        if (domains.nextObliged(0) >= 0) {
            addObligations(variables);
        }
        return states.find();
    }

    private void addObligations(int[] variables) {
        int mine = ++lastStamp;
        for (int v : variables) {
            stamp[v] = mine;
        }
        for (int u = domains.nextObliged(0); u >= 0; u = domains.nextObliged(u + 1)) {
            int[] neighbours = network.neighbours(u);
            for (int n = 0; n < neighbours.length; n++) {
                if (stamp[neighbours[n]] == mine && domains.canDemand(u, n)) {
                    states.add(OBLIGATION | u);
                    break;
                }
            }
        }
    }

    private static boolean touches(int[] tuple, int[] variables) {
        for (int i = 0; i < tuple.length; i += 2) {
            if (Arrays.binarySearch(variables, tuple[i]) >= 0) {
                return true;
            }
        }
        return false;
    }

    private int choose(int[] variables) {
        int mine = ++lastStamp;
        for (int v : variables) {
            stamp[v] = mine;
        }
        int best = NOTHING;
        long bestScore = 0;
        for (int v : variables) {
            if (anytime[v] || domains.isFounded(v)) {
                long score = anyStack ? -domains.size(v) : (entangledFirst ? entanglement(v, mine) << 32 : 0) - rank[v];
                if (best == NOTHING || score > bestScore) {
                    best = v;
                    bestScore = score;
                }
            }
        }
        return best;
    }

    /** Number of neighbours in the component that the variable still has a say in. */
    private long entanglement(int variable, int mine) {
        int[] neighbours = network.neighbours(variable);
        int count = 0;
        for (int n = 0; n < neighbours.length; n++) {
            if (stamp[neighbours[n]] == mine && domains.matters(variable, n)) {
                count++;
            }
        }
        return count;
    }

    /** The values of a variable, those that the component can't tell apart together, newest first. */
    private long[] groups(int variable, int[] component) {
        int words = network.words(variable);
        int[] neighbours = network.neighbours(variable);
        long[] groups = new long[4 * words];
        long[] hashes = new long[4];
        int[] firsts = new int[4];
        int count = 0;
        int mine = ++lastStamp;
        for (int v : component) {
            stamp[v] = mine;
        }
        for (int value = 0; value <= network.values(variable); value++) {
            if (!domains.has(variable, value)) {
                continue;
            }
            boolean single = value == network.values(variable) || inLiveTuple(variable, value);
            long hash = single ? 0 : hash(variable, value, neighbours, mine);
            int group = 0;
            while (group < count
                    && (single || hashes[group] != hash || !alike(variable, value, firsts[group], neighbours, mine))) {
                group++;
            }
            if (group == count) {
                if (count == firsts.length) {
                    groups = Arrays.copyOf(groups, groups.length * 2);
                    hashes = Arrays.copyOf(hashes, count * 2);
                    firsts = Arrays.copyOf(firsts, count * 2);
                }
                hashes[count] = single ? 0 : hash;
                firsts[count++] = value;
            }
            groups[group * words + (value >> 6)] |= 1L << value;
        }
        return Arrays.copyOf(groups, count * words);
    }

    private boolean inLiveTuple(int variable, int value) {
        for (int t = 0; t < network.tuples().length; t++) {
            int[] tuple = network.tuples()[t];
            for (int i = 0; i < tuple.length; i += 2) {
                if (tuple[i] == variable && tuple[i + 1] == value && domains.isLive(t)) {
                    return true;
                }
            }
        }
        return false;
    }

    private long hash(int variable, int value, int[] neighbours, int mine) {
        long[] rows = network.rows();
        long hash = 1;
        for (int n = 0; n < neighbours.length; n++) {
            int u = neighbours[n];
            if (stamp[u] == mine) {
                int words = network.words(u);
                int row = network.rowBase(variable, n) + value * words;
                int from = network.offset(u);
                for (int w = 0; w < words; w++) {
                    hash = (hash ^ rows[row + w] & domains.bits[from + w]) * 0x9E3779B97F4A7C15L;
                    hash ^= hash >>> 32;
                }
            } else if (domains.isObliged(u)) {
                hash = hash * 31 + (domains.demands(variable, n, value) ? 1 : 2);
            }
        }
        return hash | 1;
    }

    private boolean alike(int variable, int a, int b, int[] neighbours, int mine) {
        long[] rows = network.rows();
        for (int n = 0; n < neighbours.length; n++) {
            int u = neighbours[n];
            if (stamp[u] == mine) {
                int words = network.words(u);
                int rowA = network.rowBase(variable, n) + a * words;
                int rowB = network.rowBase(variable, n) + b * words;
                int from = network.offset(u);
                for (int w = 0; w < words; w++) {
                    if (((rows[rowA + w] ^ rows[rowB + w]) & domains.bits[from + w]) != 0) {
                        return false;
                    }
                }
            } else if (domains.isObliged(u) && domains.demands(variable, n, a) != domains.demands(variable, n, b)) {
                return false;
            }
        }
        return true;
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
