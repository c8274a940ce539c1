package monkey.resolver.diagram;

import java.util.Arrays;

/**
 * Finds the node of a state that was met before. A key is a run of 64-bit words, kept whole: equal hashes are never
 * taken for equal states. Open addressing over an append-only store in pieces of 512 KiB. Not thread-safe.
 */
final class StateTable {
    private static final int PIECE_BITS = 16;
    private static final int PIECE = 1 << PIECE_BITS;

    private long[][] pieces = new long[16][];
    private long used;
    private int[] slots = new int[1 << 12];
    private long[] starts = new long[1 << 11];
    private int[] hashes = new int[1 << 11];
    private int[] nodes = new int[1 << 11];
    private int size;

    private long[] key = new long[256];
    private int length;
    private int hash;

    /** Starts a new key; to be followed by {@link #add}, {@link #find} and perhaps {@link #enter}. */
    void begin() {
        length = 0;
    }

    void add(long word) {
        if (length == key.length) {
            key = Arrays.copyOf(key, length * 2);
        }
        key[length++] = word;
    }

    int size() {
        return size;
    }

    /** Words of memory taken. */
    long words() {
        return used + starts.length * 2L + slots.length / 2;
    }

    /** The number of the entry with the key begun last, or -1 - slot if there is none. */
    int find() {
        long mixed = length;
        for (int i = 0; i < length; i++) {
            mixed = (mixed ^ key[i]) * 0x9E3779B97F4A7C15L;
            mixed ^= mixed >>> 32;
        }
        mixed *= 0xD6E8FEB86659FD93L;
        hash = (int) (mixed >>> 32);
        int mask = slots.length - 1;
        int slot = hash & mask;
        while (slots[slot] != 0) {
            int entry = slots[slot] - 1;
            if (hashes[entry] == hash && isKeyOf(entry)) {
                return entry;
            }
            slot = (slot + 1) & mask;
        }
        return -1 - slot;
    }

    int node(int entry) {
        return nodes[entry];
    }

    void setNode(int entry, int node) {
        nodes[entry] = node;
    }

    /** Enters the key looked for last, which was not there, and returns its entry. */
    int enter() {
        if (size == starts.length) {
            starts = Arrays.copyOf(starts, size * 2);
            hashes = Arrays.copyOf(hashes, size * 2);
            nodes = Arrays.copyOf(nodes, size * 2);
            int[] larger = new int[slots.length * 2];
            for (int entry = 0; entry < size; entry++) {
                place(larger, hashes[entry], entry);
            }
            slots = larger;
        }
        starts[size] = used;
        hashes[size] = hash;
        place(slots, hash, size);
        store(length);
        for (int i = 0; i < length; i++) {
            store(key[i]);
        }
        return size++;
    }

    private static void place(int[] slots, int hash, int entry) {
        int slot = hash & slots.length - 1;
        while (slots[slot] != 0) {
            slot = (slot + 1) & slots.length - 1;
        }
        slots[slot] = entry + 1;
    }

    private void store(long word) {
        int piece = (int) (used >>> PIECE_BITS);
        if (piece == pieces.length) {
            pieces = Arrays.copyOf(pieces, piece * 2);
        }
        if (pieces[piece] == null) {
            pieces[piece] = new long[PIECE];
        }
        pieces[piece][(int) used & PIECE - 1] = word;
        used++;
    }

    private long stored(long at) {
        return pieces[(int) (at >>> PIECE_BITS)][(int) at & PIECE - 1];
    }

    private boolean isKeyOf(int entry) {
        long at = starts[entry];
        if (stored(at) != length) {
            return false;
        }
        for (int i = 0; i < length; i++) {
            if (stored(at + 1 + i) != key[i]) {
                return false;
            }
        }
        return true;
    }
}
