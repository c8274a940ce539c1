package monkey.resolver.cover;

/** Sets of small numbers in arrays of 64-bit words. */
final class Bits {
    private Bits() {}

    /** How many of the numbers from one to before another are in the set that starts at a word. */
    static int count(long[] words, int start, int from, int to) {
        if (from >= to) {
            return 0;
        }
        int first = from >> 6;
        int last = to - 1 >> 6;
        long head = -1L << from;
        long tail = -1L >>> -to;
        if (first == last) {
            return Long.bitCount(words[start + first] & head & tail);
        }
        int count = Long.bitCount(words[start + first] & head) + Long.bitCount(words[start + last] & tail);
        for (int w = first + 1; w < last; w++) {
            count += Long.bitCount(words[start + w]);
        }
        return count;
    }
}
