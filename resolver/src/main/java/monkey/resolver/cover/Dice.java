package monkey.resolver.cover;

import monkey.resolver.chance.SplitMix;

/** Throws by which covers break ties. Not thread-safe. */
final class Dice {
    private final SplitMix random;

    Dice(long seed) {
        random = new SplitMix(seed);
    }

    /** A number from 0 to {@code sides - 1}. */
    int roll(int sides) {
        return (int) ((random.nextLong() >>> 32) * sides >>> 32);
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
}
