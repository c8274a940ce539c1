package monkey.resolver.diagram;

import java.util.Arrays;
import monkey.resolver.reduce.Network;

/**
 * The values that each variable may still take, kept arc-consistent: every value left has a partner in each
 * neighbour's domain. Changes can be taken back to a mark. Not thread-safe.
 *
 * <p>Arc consistency is AC-3 (Mackworth 1977) over bit rows: a neighbour keeps the values that some row of the changed
 * variable holds; the union of rows is abandoned as soon as it covers the neighbour, which is nearly always early.
 *
 * <p>Presence comes for free. <em>Absent</em> is in no row of a value that depends on the neighbour, so it leaves a
 * domain exactly when all values of some neighbour depend on this variable, and by induction from the direct
 * dependencies that is exactly when the variable is <em>founded</em>: in every stack that is still possible.
 *
 * <p>Whoever decides that a variable is present before it is founded leaves an <em>obligation</em>: some neighbour has to
 * take a value that depends on it. An obligation with one candidate left binds that one, with none left there is no
 * stack, and once some neighbour depends on the variable whatever its value, it is met and forgotten.
 */
final class Domains {
    final Network network;
    final long[] bits;
    private final long[] rows;
    private long[] trailBits = new long[1024];
    private int[] trailPlaces = new int[1024];
    private int trail;
    private final int[] queue;
    private final boolean[] queued;
    private int queueStart;
    private int queueLength;
    private final long[] missing;
    private final int[][] tuplesOf;
    private final int obligations;
    private boolean[] mayBeObliged;

    Domains(Network network) {
        this.network = network;
        int domainWords = network.offset(network.variables());
        bits = Arrays.copyOf(network.initialDomains(), domainWords + (network.variables() + 63) / 64);
        obligations = domainWords;
        mayBeObliged = new boolean[network.variables()];
        rows = network.rows();
        queue = new int[Math.max(1, network.variables())];
        queued = new boolean[network.variables()];
        int widest = 1;
        for (int v = 0; v < network.variables(); v++) {
            widest = Math.max(widest, network.words(v));
        }
        missing = new long[widest];
        tuplesOf = tuplesByVariable(network);
    }

    private static int[][] tuplesByVariable(Network network) {
        int[][] tuples = network.tuples();
        if (tuples.length == 0) {
            return null;
        }
        int[][] result = new int[network.variables()][0];
        for (int t = 0; t < tuples.length; t++) {
            for (int i = 0; i < tuples[t].length; i += 2) {
                int v = tuples[t][i];
                result[v] = Arrays.copyOf(result[v], result[v].length + 1);
                result[v][result[v].length - 1] = t;
            }
        }
        return result;
    }

    /** Makes the fresh domains consistent. Returns false if there is no stack. */
    boolean start() {
        for (int v = 0; v < network.variables(); v++) {
            if (isEmpty(v)) {
                return false;
            }
            enqueue(v);
        }
        return propagate();
    }

    boolean has(int variable, int value) {
        return (bits[network.offset(variable) + (value >> 6)] >>> value & 1) != 0;
    }

    boolean isFounded(int variable) {
        return !has(variable, network.values(variable));
    }

    int size(int variable) {
        int size = 0;
        for (int w = network.offset(variable); w < network.offset(variable + 1); w++) {
            size += Long.bitCount(bits[w]);
        }
        return size;
    }

    private boolean isEmpty(int variable) {
        for (int w = network.offset(variable); w < network.offset(variable + 1); w++) {
            if (bits[w] != 0) {
                return false;
            }
        }
        return true;
    }

    /** The present position, to be given to {@link #undo}. */
    int mark() {
        return trail;
    }

    /** Takes back all changes since a mark. */
    void undo(int mark) {
        while (trail > mark) {
            trail--;
            bits[trailPlaces[trail]] = trailBits[trail];
        }
    }

    /** Leaves a variable only the values of a set. {@link #propagate} is to follow. */
    void restrict(int variable, long[] set, int at) {
        boolean changed = false;
        int words = network.words(variable);
        for (int w = 0; w < words; w++) {
            changed |= keep(network.offset(variable) + w, set[at + w]);
        }
        if (changed) {
            enqueue(variable);
        }
    }

    /** Leaves a variable one value. {@link #propagate} is to follow. */
    void assign(int variable, int value) {
        boolean changed = false;
        for (int w = 0; w < network.words(variable); w++) {
            changed |= keep(network.offset(variable) + w, w == value >> 6 ? 1L << value : 0);
        }
        if (changed) {
            enqueue(variable);
        }
    }

    /** Takes a value from a variable. Returns false if none is left. {@link #propagate} is to follow. */
    boolean remove(int variable, int value) {
        if (keep(network.offset(variable) + (value >> 6), ~(1L << value))) {
            enqueue(variable);
            return stillPossible(variable);
        }
        return true;
    }

    /** Says which variables may be decided before they are founded; none, unless told. */
    void allowObligations(boolean[] variables) {
        mayBeObliged = variables;
    }

    /** Obliges the others to found a variable that was decided to be present. {@link #propagate} is to follow. */
    void oblige(int variable) {
        int place = obligations + (variable >> 6);
        write(place, bits[place] | 1L << variable);
        enqueue(variable);
    }

    boolean isObliged(int variable) {
        return (bits[obligations + (variable >> 6)] >>> variable & 1) != 0;
    }

    /** The next variable with an open obligation, from one on, or -1. */
    int nextObliged(int from) {
        int word = from >> 6;
        if (from >= network.variables()) {
            return -1;
        }
        long left = bits[obligations + word] & -1L << from;
        while (left == 0) {
            if (obligations + ++word == bits.length) {
                return -1;
            }
            left = bits[obligations + word];
        }
        return word * 64 + Long.numberOfTrailingZeros(left);
    }

    /** Whether some value left to the n-th neighbour of a variable depends on the variable. */
    boolean canDemand(int variable, int n) {
        int p = network.neighbours(variable)[n];
        int words = network.words(p);
        int withoutIt = network.rowBase(variable, n) + network.values(variable) * words;
        for (int w = 0; w < words; w++) {
            if ((bits[network.offset(p) + w] & ~rows[withoutIt + w]) != 0) {
                return true;
            }
        }
        return false;
    }

    /** Whether a value of a variable depends on its n-th neighbour. */
    boolean demands(int variable, int n, int value) {
        int u = network.neighbours(variable)[n];
        int absent = network.values(u);
        return (rows[network.rowBase(variable, n) + value * network.words(u) + (absent >> 6)] >>> absent & 1) == 0;
    }

    /** Looks who can still found a variable. Returns false if nobody can. */
    private boolean reviseObligation(int variable) {
        int[] neighbours = network.neighbours(variable);
        int candidates = 0;
        int last = -1;
        for (int n = 0; n < neighbours.length; n++) {
            if (canDemand(variable, n)) {
                int p = neighbours[n];
                int withoutIt = network.rowBase(variable, n) + network.values(variable) * network.words(p);
                boolean certain = true;
                for (int w = 0; w < network.words(p); w++) {
                    certain &= (bits[network.offset(p) + w] & rows[withoutIt + w]) == 0;
                }
                if (certain) {
                    acquit(variable);
                    return true;
                }
                candidates++;
                last = n;
            }
        }
        if (candidates != 1) {
            return candidates > 0;
        }
        int p = neighbours[last];
        if (!isFounded(p)) {
            // Bound, it would look founded from now on; so it owes a reason itself, or is left alone.
            if (!mayBeObliged[p]) {
                return true;
            }
            oblige(p);
        }
        int withoutIt = network.rowBase(variable, last) + network.values(variable) * network.words(p);
        for (int w = 0; w < network.words(p); w++) {
            keep(network.offset(p) + w, ~rows[withoutIt + w]);
        }
        acquit(variable);
        enqueue(p);
        return true;
    }

    private void acquit(int variable) {
        int place = obligations + (variable >> 6);
        write(place, bits[place] & ~(1L << variable));
    }

    private boolean keep(int place, long mask) {
        long old = bits[place];
        if ((old & mask) == old) {
            return false;
        }
        write(place, old & mask);
        return true;
    }

    private void write(int place, long value) {
        if (trail == trailBits.length) {
            trailBits = Arrays.copyOf(trailBits, trail * 2);
            trailPlaces = Arrays.copyOf(trailPlaces, trail * 2);
        }
        trailBits[trail] = bits[place];
        trailPlaces[trail++] = place;
        bits[place] = value;
    }

    private void enqueue(int variable) {
        if (!queued[variable]) {
            queued[variable] = true;
            int end = queueStart + queueLength++;
            queue[end >= queue.length ? end - queue.length : end] = variable;
        }
    }

    /** Follows up all changes. Returns false, with an empty queue, if some variable has no value left. */
    boolean propagate() {
        while (queueLength > 0) {
            int v = queue[queueStart];
            queueStart = queueStart + 1 == queue.length ? 0 : queueStart + 1;
            queueLength--;
            queued[v] = false;
            int[] neighbours = network.neighbours(v);
            boolean possible = true;
            for (int n = 0; possible && n < neighbours.length; n++) {
                possible =
                        revise(v, n, neighbours[n]) && (!isObliged(neighbours[n]) || reviseObligation(neighbours[n]));
            }
            possible = possible && (!isObliged(v) || reviseObligation(v));
            if (!possible || tuplesOf != null && !reviseTuples(v)) {
                clearQueue();
                return false;
            }
        }
        return true;
    }

    private boolean revise(int v, int n, int u) {
        int base = network.rowBase(v, n);
        int words = network.words(u);
        int from = network.offset(u);
        int place = network.offset(v);
        int places = network.words(v);
        if (words == 1) {
            long left = bits[from];
            for (int w = 0; w < places; w++) {
                for (long values = bits[place + w]; values != 0; values &= values - 1) {
                    left &= ~rows[base + (w << 6) + Long.numberOfTrailingZeros(values)];
                    if (left == 0) {
                        return true;
                    }
                }
            }
            keep(from, ~left);
        } else {
            System.arraycopy(bits, from, missing, 0, words);
            for (int w = 0; w < places; w++) {
                for (long values = bits[place + w]; values != 0; values &= values - 1) {
                    int row = base + ((w << 6) + Long.numberOfTrailingZeros(values)) * words;
                    long any = 0;
                    for (int i = 0; i < words; i++) {
                        any |= missing[i] &= ~rows[row + i];
                    }
                    if (any == 0) {
                        return true;
                    }
                }
            }
            for (int i = 0; i < words; i++) {
                if (missing[i] != 0) {
                    keep(from + i, ~missing[i]);
                }
            }
        }
        enqueue(u);
        return stillPossible(u);
    }

    /** Whether a variable has a value left that the limits allow it. */
    private boolean stillPossible(int variable) {
        if (!network.isRequired(variable)) {
            return !isEmpty(variable);
        }
        int size = size(variable);
        return size > 1 || size == 1 && isFounded(variable);
    }

    /** A forbidden set with all but one of its ids certain takes the last one out. */
    private boolean reviseTuples(int v) {
        for (int t : tuplesOf[v]) {
            int open = openMember(t);
            int[] tuple = network.tuples()[t];
            if (open == ALL_CERTAIN) {
                return false;
            }
            if (open >= 0 && !remove(tuple[open], tuple[open + 1])) {
                return false;
            }
        }
        return true;
    }

    private static final int ALL_CERTAIN = -1;
    private static final int NOT_YET = -2;

    private int openMember(int t) {
        int[] tuple = network.tuples()[t];
        int open = ALL_CERTAIN;
        for (int i = 0; i < tuple.length; i += 2) {
            if (!has(tuple[i], tuple[i + 1])) {
                return NOT_YET;
            }
            if (size(tuple[i]) > 1) {
                if (open != ALL_CERTAIN) {
                    return NOT_YET;
                }
                open = i;
            }
        }
        return open;
    }

    /** Whether a forbidden set can still come together, and is not yet prevented. */
    boolean isLive(int t) {
        int[] tuple = network.tuples()[t];
        for (int i = 0; i < tuple.length; i += 2) {
            if (!has(tuple[i], tuple[i + 1])) {
                return false;
            }
        }
        return true;
    }

    private void clearQueue() {
        while (queueLength > 0) {
            queued[queue[queueStart]] = false;
            queueStart = queueStart + 1 == queue.length ? 0 : queueStart + 1;
            queueLength--;
        }
    }

    /** Whether the choice of {@code v} says anything about its n-th neighbour. */
    boolean matters(int v, int n) {
        int u = network.neighbours(v)[n];
        int base = network.rowBase(v, n);
        int words = network.words(u);
        int from = network.offset(u);
        int place = network.offset(v);
        int places = network.words(v);
        if (words == 1) {
            long domain = bits[from];
            for (int w = 0; w < places; w++) {
                for (long values = bits[place + w]; values != 0; values &= values - 1) {
                    if ((domain & ~rows[base + (w << 6) + Long.numberOfTrailingZeros(values)]) != 0) {
                        return true;
                    }
                }
            }
            return false;
        }
        for (int w = 0; w < places; w++) {
            for (long values = bits[place + w]; values != 0; values &= values - 1) {
                int row = base + ((w << 6) + Long.numberOfTrailingZeros(values)) * words;
                for (int i = 0; i < words; i++) {
                    if ((bits[from + i] & ~rows[row + i]) != 0) {
                        return true;
                    }
                }
            }
        }
        return false;
    }
}
