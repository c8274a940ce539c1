package monkey.resolver.cover;

import monkey.resolver.diagram.FeasiblePairs;

/** Which cells to be covered stand together in some stack: a symmetric matrix of bits, by cell. Immutable. */
final class Pairs {
    /** Words of 64 bits in a row. */
    final int words;

    private final long[] bits;

    Pairs(Cells cells, FeasiblePairs feasible) {
        words = (cells.targetCells + 63) / 64;
        bits = new long[Math.multiplyExact(cells.targetCells, words)];
        int[] likeOf = new int[cells.atoms];
        for (int a = 0; a < cells.targetCells; a++) {
            int like = likeOf[cells.atomOf[a]] - 1;
            if (like >= 0) {
                System.arraycopy(bits, like * words, bits, a * words, words);
                continue;
            }
            likeOf[cells.atomOf[a]] = a + 1;
            long[] partners = feasible.partners(cells.atomOf[a]);
            for (int b = 0; b < cells.targetCells; b++) {
                int atom = cells.atomOf[b];
                if ((partners[atom >> 6] >>> atom & 1) != 0) {
                    bits[a * words + (b >> 6)] |= 1L << b;
                }
            }
        }
    }

    boolean has(int a, int b) {
        return (bits[a * words + (b >> 6)] >>> b & 1) != 0;
    }

    /** A fresh copy of all rows. */
    long[] copy() {
        return bits.clone();
    }
}
