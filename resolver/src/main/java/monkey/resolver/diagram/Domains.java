package monkey.resolver.diagram;

import java.util.Arrays;
import monkey.resolver.reduce.Network;

/**
 * The values that each variable may still take, kept consistent. Changes can be taken back to a mark. Not thread-safe.
 *
 * <p><b>Invariant.</b> After {@link #propagate}, every value left has a partner in each neighbour's domain (arc
 * consistency: AC-3, Mackworth 1977, over bit rows; the union of rows is abandoned as soon as it covers the neighbour,
 * which is nearly always early). Beyond that a value that nobody left could depend on is gone as well: see
 * {@link Founding}, {@link Obligations}. On real graphs this leaves hardly any dead end.
 *
 * <p>Presence comes for free. <em>Absent</em> is in no row of a value that depends on the neighbour, so it leaves a
 * domain exactly when all values of some neighbour depend on this variable, and by induction from the direct
 * dependencies that is exactly when the variable is <em>founded</em>: in every stack that is still possible.
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
    private final Obligations obligations;
    private final Founding founding;
    private final ForbiddenSets forbidden;

    Domains(Network network) {
        this.network = network;
        int domainWords = network.offset(network.variables());
        bits = Arrays.copyOf(network.initialDomains(), domainWords + Obligations.words(network));
        rows = network.rows();
        queue = new int[Math.max(1, network.variables())];
        queued = new boolean[network.variables()];
        int widest = 1;
        for (int v = 0; v < network.variables(); v++) {
            widest = Math.max(widest, network.words(v));
        }
        missing = new long[widest];
        obligations = new Obligations(this);
        founding = new Founding(this, widest);
        forbidden = new ForbiddenSets(network, this);
    }

    /** Makes the fresh domains consistent. Returns false if there is no stack. */
    boolean start() {
        for (int v = 0; v < network.variables(); v++) {
            if (isEmpty(v)) {
                return false;
            }
            enqueue(v);
        }
        return propagate() && founding.findCircles() && propagate();
    }

    Obligations obligations() {
        return obligations;
    }

    Founding founding() {
        return founding;
    }

    ForbiddenSets forbidden() {
        return forbidden;
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

    /** The present position, to be given to {@link #undo}. Grows with every change. */
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

    /** Leaves a word of a domain only the bits of a mask. Returns whether that changed it. Follows nothing up. */
    boolean keep(int place, long mask) {
        long old = bits[place];
        if ((old & mask) == old) {
            return false;
        }
        write(place, old & mask);
        return true;
    }

    /** Changes a word so that it can be taken back. */
    void write(int place, long value) {
        if (trail == trailBits.length) {
            trailBits = Arrays.copyOf(trailBits, trail * 2);
            trailPlaces = Arrays.copyOf(trailPlaces, trail * 2);
        }
        trailBits[trail] = bits[place];
        trailPlaces[trail++] = place;
        bits[place] = value;
    }

    /** Has {@link #propagate} look at a variable and its neighbours. */
    void enqueue(int variable) {
        if (!queued[variable]) {
            queued[variable] = true;
            int end = queueStart + queueLength++;
            queue[end >= queue.length ? end - queue.length : end] = variable;
        }
    }

    /** Follows up all changes. Returns false, with nothing left to follow up, if some variable has no value left. */
    boolean propagate() {
        do {
            while (queueLength > 0) {
                int v = queue[queueStart];
                queueStart = queueStart + 1 == queue.length ? 0 : queueStart + 1;
                queueLength--;
                queued[v] = false;
                if (!follow(v)) {
                    clear();
                    return false;
                }
            }
            if (!founding.reviseCircles()) {
                clear();
                return false;
            }
        } while (queueLength > 0);
        return true;
    }

    private boolean follow(int v) {
        founding.touch(v);
        int[] neighbours = network.neighbours(v);
        for (int n = 0; n < neighbours.length; n++) {
            int u = neighbours[n];
            if (!revise(v, n, u) || obligations.has(u) && !obligations.revise(u)) {
                return false;
            }
            if (!isFounded(u)) {
                founding.revise(u);
            }
        }
        return (!obligations.has(v) || obligations.revise(v)) && forbidden.revise(v);
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
    boolean stillPossible(int variable) {
        if (!network.isRequired(variable)) {
            return !isEmpty(variable);
        }
        int size = size(variable);
        return size > 1 || size == 1 && isFounded(variable);
    }

    private void clear() {
        founding.forgetTouched();
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
