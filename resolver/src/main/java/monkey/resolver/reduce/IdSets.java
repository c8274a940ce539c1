package monkey.resolver.reduce;

import java.util.Arrays;

/**
 * Sets of ids, each kept once: equal sets have the same number, numbers run from 0 in the order of arrival. Hashes are
 * never taken for equality. Not thread-safe while sets are added. Cost: linear in the ids looked at.
 */
final class IdSets {
    private int[] starts = new int[1 << 8];
    private int[] hashes = new int[1 << 8];
    private int[] ids = new int[1 << 12];
    private int[] slots = new int[1 << 9];
    private int count;

    /** The number of the set of these ids, which ascend: of at least one. */
    int number(int[] from, int begin, int end) {
        int hash = hash(from, begin, end);
        int mask = slots.length - 1;
        int slot = hash & mask;
        while (slots[slot] != 0) {
            int set = slots[slot] - 1;
            if (hashes[set] == hash && Arrays.equals(ids, starts[set], starts[set + 1], from, begin, end)) {
                return set;
            }
            slot = slot + 1 & mask;
        }
        slots[slot] = count + 1;
        return add(from, begin, end, hash);
    }

    private static int hash(int[] from, int begin, int end) {
        long hash = end - begin;
        for (int i = begin; i < end; i++) {
            hash = (hash ^ from[i]) * 0x9E3779B97F4A7C15L;
            hash ^= hash >>> 29;
        }
        return (int) (hash >>> 20);
    }

    private int add(int[] from, int begin, int end, int hash) {
        if (count + 1 == starts.length) {
            starts = Arrays.copyOf(starts, 2 * starts.length);
            hashes = Arrays.copyOf(hashes, 2 * hashes.length);
        }
        int used = starts[count];
        if (end - begin > ids.length - used) {
            ids = Arrays.copyOf(ids, Math.max(2 * ids.length, used + end - begin));
        }
        System.arraycopy(from, begin, ids, used, end - begin);
        hashes[count] = hash;
        starts[++count] = used + end - begin;
        if (2 * count > slots.length) {
            slots = new int[2 * slots.length];
            for (int set = 0; set < count; set++) {
                int slot = hashes[set] & slots.length - 1;
                while (slots[slot] != 0) {
                    slot = slot + 1 & slots.length - 1;
                }
                slots[slot] = set + 1;
            }
        }
        return count - 1;
    }

    int count() {
        return count;
    }

    /** Index of the first id of a set; for {@link #count}, the sum of all sizes. */
    int first(int set) {
        return starts[set];
    }

    int id(int index) {
        return ids[index];
    }

    int size(int set) {
        return starts[set + 1] - starts[set];
    }

    /** For each id the sets it is in, ascending, one after the other; see {@link Index}. */
    Index byId(int idCount) {
        int[] offsets = new int[idCount + 1];
        for (int i = 0; i < starts[count]; i++) {
            offsets[ids[i] + 1]++;
        }
        int[] sets = Index.room(offsets);
        int[] next = Arrays.copyOf(offsets, idCount);
        for (int set = 0; set < count; set++) {
            for (int i = starts[set]; i < starts[set + 1]; i++) {
                sets[next[ids[i]]++] = set;
            }
        }
        return new Index(offsets, sets);
    }

    /**
     * Lists of numbers, one after the other.
     *
     * @param offsets where the list of each key starts, and one more
     * @param values the lists
     */
    record Index(int[] offsets, int[] values) {
        /** Sums up sizes, each of them given one place further on; returns an array for so many values. */
        static int[] room(int[] offsets) {
            for (int key = 1; key < offsets.length; key++) {
                offsets[key] += offsets[key - 1];
            }
            return new int[offsets[offsets.length - 1]];
        }
    }
}
