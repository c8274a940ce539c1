package monkey.resolver.chance;

import java.math.BigInteger;

/**
 * A random source whose numbers are fixed by its seed for all time, which the JDK does not promise of its own
 * (SplitMix64; Steele, Lea and Flood 2014). Not thread-safe.
 */
public final class SplitMix {
    private long state;

    public SplitMix(long seed) {
        state = seed;
    }

    public long nextLong() {
        state += 0x9E3779B97F4A7C15L;
        long z = state;
        z = (z ^ z >>> 30) * 0xBF58476D1CE4E5B9L;
        z = (z ^ z >>> 27) * 0x94D049BB133111EBL;
        return z ^ z >>> 31;
    }

    /** A number from 0 up to, but not including, a positive bound, each equally likely. */
    public long below(long bound) {
        long mask = -1L >>> Long.numberOfLeadingZeros(bound);
        while (true) {
            long number = nextLong() & mask;
            if (number < bound) {
                return number;
            }
        }
    }

    /** A number from 0 up to, but not including, a bound, each equally likely. */
    public BigInteger below(BigInteger bound) {
        int bits = bound.subtract(BigInteger.ONE).bitLength();
        byte[] bytes = new byte[(bits + 7) / 8];
        while (true) {
            for (int i = 0; i < bytes.length; i += 8) {
                long random = nextLong();
                for (int j = i; j < Math.min(i + 8, bytes.length); j++) {
                    bytes[j] = (byte) random;
                    random >>>= 8;
                }
            }
            if ((bits & 7) != 0) {
                bytes[0] &= (byte) ((1 << (bits & 7)) - 1);
            }
            BigInteger number = new BigInteger(1, bytes);
            if (number.compareTo(bound) < 0) {
                return number;
            }
        }
    }
}
