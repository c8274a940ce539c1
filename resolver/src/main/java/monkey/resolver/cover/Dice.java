package monkey.resolver.cover;

/**
 * Pseudo-random numbers that are the same on every machine and with every JDK (SplitMix64: Steele, Lea and Flood 2014).
 * Not thread-safe.
 */
final class Dice {
    private long state;

    Dice(long seed) {
        state = seed;
    }

    /** A number from 0 to {@code sides - 1}. */
    int roll(int sides) {
        return (int) ((next() >>> 32) * sides >>> 32);
    }

    /** The place of the largest of some numbers, of which none is negative; of several one by chance. */
    int largest(int[] numbers) {
        int best = 0;
        int most = 0;
        int ties = 0;
        for (int i = 0; i < numbers.length; i++) {
            if (numbers[i] > most) {
                ties = 0;
            }
            if (numbers[i] > most || numbers[i] == most && roll(++ties) == 0) {
                most = numbers[i];
                best = i;
            }
        }
        return best;
    }

    private long next() {
        state += 0x9E3779B97F4A7C15L;
        long z = state;
        z = (z ^ z >>> 30) * 0xBF58476D1CE4E5B9L;
        z = (z ^ z >>> 27) * 0x94D049BB133111EBL;
        return z ^ z >>> 31;
    }
}
