package monkey.resolver.reduce;

import java.util.Arrays;
import java.util.List;

/**
 * The tables between the variables of a network: which values of one go with which of the other, from both sides. See
 * {@link Network} for what is in them.
 */
final class Tables {
    private final Values values;

    /** For each variable those it shares a table with, ascending. */
    final int[][] neighbours;

    /** For each variable and neighbour where its rows start. */
    final int[][] rowBases;

    /** For each variable and neighbour the variable's position among the neighbour's neighbours. */
    final int[][] reverse;

    /** All tables, a row per value, absent last. */
    final long[] rows;

    /**
     * Makes the tables.
     *
     * @param pairs forbidden pairs of living ids, each of which is a value of its own
     */
    Tables(Values values, List<int[]> pairs) {
        this.values = values;
        neighbours = neighbours(values, pairs);
        int variables = values.variables();
        rowBases = new int[variables][];
        reverse = new int[variables][];
        long size = 0;
        for (int v = 0; v < variables; v++) {
            rowBases[v] = new int[neighbours[v].length];
            reverse[v] = new int[neighbours[v].length];
            for (int n = 0; n < neighbours[v].length; n++) {
                rowBases[v][n] = (int) size;
                size += (long) (values.members[v].length + 1) * values.words[neighbours[v][n]];
                reverse[v][n] = Arrays.binarySearch(neighbours[neighbours[v][n]], v);
            }
        }
        if (size > Integer.MAX_VALUE - 8) {
            throw new OutOfMemoryError("the tables between types take more than 16 GiB");
        }
        rows = new long[(int) size];
        allowAll();
        require();
        forbid(pairs);
        for (int v = 0; v < variables; v++) {
            for (int n = 0; n < neighbours[v].length; n++) {
                mirror(v, n);
            }
        }
    }

    private static int[][] neighbours(Values values, List<int[]> pairs) {
        long[] keys = new long[1024];
        int count = 0;
        for (int representative : values.classes.representative) {
            int[] wants = values.classes.wants(representative);
            if (count + 2 * wants.length > keys.length) {
                keys = Arrays.copyOf(keys, Math.max(count + 2 * wants.length, keys.length * 2));
            }
            long source = values.variableOf(representative);
            for (int set : wants) {
                long target = variableOfSet(values, set);
                keys[count++] = source << 32 | target;
                keys[count++] = target << 32 | source;
            }
        }
        keys = Arrays.copyOf(keys, count + 2 * pairs.size());
        for (int[] pair : pairs) {
            long a = values.variableOf(pair[0]);
            long b = values.variableOf(pair[1]);
            keys[count++] = a << 32 | b;
            keys[count++] = b << 32 | a;
        }
        Arrays.sort(keys);
        int[][] neighbours = new int[values.variables()][];
        int[] list = new int[values.variables()];
        int next = 0;
        for (int v = 0; v < neighbours.length; v++) {
            int degree = 0;
            for (; next < keys.length && keys[next] >>> 32 == v; next++) {
                if (degree == 0 || list[degree - 1] != (int) keys[next]) {
                    list[degree++] = (int) keys[next];
                }
            }
            neighbours[v] = Arrays.copyOf(list, degree);
        }
        return neighbours;
    }

    private static int variableOfSet(Values values, int set) {
        return values.variableOf(values.classes.targets.id(values.classes.targets.first(set)));
    }

    private void allowAll() {
        for (int v = 0; v < neighbours.length; v++) {
            for (int n = 0; n < neighbours[v].length; n++) {
                int u = neighbours[v][n];
                for (int value = 0; value <= values.members[v].length; value++) {
                    fill(rows, rowBases[v][n] + value * values.words[u], values.members[u].length + 1);
                }
            }
        }
    }

    /** Leaves each value that depends on a variable the values it asks for. */
    private void require() {
        IdSets targets = values.classes.targets;
        long[][] wanted = new long[targets.count()][];
        for (int representative : values.classes.representative) {
            int v = values.variableOf(representative);
            for (int set : values.classes.wants(representative)) {
                int u = variableOfSet(values, set);
                if (wanted[set] == null) {
                    wanted[set] = new long[values.words[u]];
                    for (int i = targets.first(set); i < targets.first(set + 1); i++) {
                        int value = values.valueOf(targets.id(i));
                        wanted[set][value >> 6] |= 1L << value;
                    }
                }
                int n = Arrays.binarySearch(neighbours[v], u);
                int row = rowBases[v][n] + values.valueOf(representative) * values.words[u];
                System.arraycopy(wanted[set], 0, rows, row, values.words[u]);
            }
        }
    }

    private void forbid(List<int[]> pairs) {
        for (int[] pair : pairs) {
            int v = values.variableOf(pair[0]);
            int u = values.variableOf(pair[1]);
            int b = values.valueOf(pair[1]);
            int n = Arrays.binarySearch(neighbours[v], u);
            rows[rowBases[v][n] + values.valueOf(pair[0]) * values.words[u] + (b >> 6)] &= ~(1L << b);
        }
    }

    /** Takes out of the opposite table what this one forbids. */
    private void mirror(int v, int n) {
        int u = neighbours[v][n];
        int opposite = rowBases[u][reverse[v][n]];
        int words = values.words[u];
        for (int a = 0; a < values.members[v].length; a++) {
            int row = rowBases[v][n] + a * words;
            for (int w = 0; w < words; w++) {
                int last = Math.min(64, values.members[u].length + 1 - 64 * w);
                long missing = ~rows[row + w] & (last == 64 ? -1L : (1L << last) - 1);
                while (missing != 0) {
                    int b = 64 * w + Long.numberOfTrailingZeros(missing);
                    rows[opposite + b * values.words[v] + (a >> 6)] &= ~(1L << a);
                    missing &= missing - 1;
                }
            }
        }
    }

    /** Sets so many bits. */
    static void fill(long[] bits, int from, int count) {
        int whole = count >> 6;
        Arrays.fill(bits, from, from + whole, -1L);
        if ((count & 63) != 0) {
            bits[from + whole] = (1L << count) - 1;
        }
    }
}
