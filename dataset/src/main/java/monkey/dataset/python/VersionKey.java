package monkey.dataset.python;

import java.util.Arrays;
import java.util.List;

/**
 * Turns the parts of a version into one {@code long[]} whose lexicographic order ({@link Arrays#compare(long[], long[])})
 * is PEP 440's order, so that versions compare as primitives and never look at text again.
 *
 * <p>Layout: {@code epoch, release without trailing zeros…, phase, [pre number], post, dev, [local…]}. The phase is
 * negative and thus sorts before any further release number: {@code 1.2rc1 < 1.2 < 1.2.post1 < 1.2.0.1}. A missing
 * post-release sorts before all (-1), a missing development release after all ({@link #LAST}), and a version without
 * local part is a prefix of those that have one, which sorts it first. A number of up to 18 digits is itself; a longer
 * one, and builds stamped with microseconds have them, is a header that grows with its length followed by its digits in
 * groups. Letters of a local part are negative, so that they sort before numbers.
 *
 * <p>The same layout gives every boundary a specifier needs without computing a neighbouring version: appending
 * {@link #LAST} to a prefix yields a key above everything that begins with it, appending {@link #FIRST} one that is above
 * the key itself but below all that extend it.
 */
final class VersionKey {
    /** Above every element of a key but the mark of a missing development release, with which it never meets. */
    static final long LAST = Long.MAX_VALUE;

    /** Below every element of a key. */
    static final long FIRST = Long.MIN_VALUE;

    static final long DEVELOPMENT_ONLY = -5;
    static final long ALPHA = -4;
    static final long BETA = -3;
    static final long CANDIDATE = -2;
    static final long FINAL = -1;

    private static final long NONE = -1;
    private static final long LONG_NUMERAL = 1L << 62;
    private static final int GROUP = 18;
    private static final long LETTERS = -1_000;
    private static final long END_OF_LETTERS = -2_000;

    private long[] elements = new long[12];
    private int size;

    VersionKey add(long element) {
        if (size == elements.length) {
            elements = Arrays.copyOf(elements, 2 * size);
        }
        elements[size++] = element;
        return this;
    }

    /** Adds a number written without leading zeros. */
    VersionKey addNumeral(String digits) {
        int length = digits.length();
        if (length <= GROUP) {
            return add(Long.parseLong(digits));
        }
        add(LONG_NUMERAL + length);
        for (int from = 0; from < length; from += GROUP) {
            add(Long.parseLong(digits, from, Math.min(length, from + GROUP), 10));
        }
        return this;
    }

    VersionKey addRelease(List<String> numerals) {
        numerals.forEach(this::addNumeral);
        return this;
    }

    VersionKey addPost(String numeral) {
        return numeral == null ? add(NONE) : addNumeral(numeral);
    }

    VersionKey addDevelopment(String numeral) {
        return numeral == null ? add(LAST) : addNumeral(numeral);
    }

    VersionKey addLocal(String segment) {
        if (segment.chars().allMatch(c -> PythonText.isDigit((char) c))) {
            return addNumeral(segment);
        }
        segment.chars().forEach(c -> add(LETTERS + c));
        return add(END_OF_LETTERS);
    }

    int size() {
        return size;
    }

    long[] toArray() {
        return Arrays.copyOf(elements, size);
    }

    /** The first {@code length} elements of a key, then {@code last}. */
    static long[] extend(long[] key, int length, long last) {
        long[] extended = Arrays.copyOf(key, length + 1);
        extended[length] = last;
        return extended;
    }
}
