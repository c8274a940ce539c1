package monkey.dataset.python;

import java.util.Arrays;
import java.util.List;

/**
 * What one specifier admits, as a stretch of version keys (see {@link VersionKey}) or, for {@code !=}, all but that
 * stretch.
 *
 * @param from the least key inside; {@code null} where there is no lower end
 * @param until the least key above; {@code null} where there is no upper end
 * @param inverted whether the specifier admits what is outside
 */
record KeyRange(long[] from, long[] until, boolean inverted) {

    /**
     * The rules are those of {@code packaging} since 26.1: {@code >V} leaves out V's own post-releases and local versions
     * only, {@code <V} V's own pre-releases only. Before, as in pips until then, both left out more of what shares V's
     * base release: {@code 1.0.post1} was not in {@code >1.0rc1}, nor {@code 1.0a1} in {@code <1.0.post1}. All else is the
     * same in every release since 21.3.
     */
    static KeyRange of(Operator operator, Version version, boolean wildcard) {
        if (wildcard) {
            return series(version, version.release(), operator == Operator.NOT_EQUAL);
        }
        switch (operator) {
            case EQUAL:
            case NOT_EQUAL:
                return new KeyRange(version.key(), afterEqual(version), operator == Operator.NOT_EQUAL);
            case COMPATIBLE:
                List<String> release = version.release();
                KeyRange series = series(version, release.subList(0, release.size() - 1), false);
                return new KeyRange(version.key(), series.until, false);
            case AT_LEAST:
                return new KeyRange(version.key(), null, false);
            case AT_MOST:
                return new KeyRange(null, version.keyAfterLocals(), false);
            case ABOVE:
                boolean last = version.isPostRelease() || version.isDevelopmentRelease();
                return new KeyRange(last ? version.keyAfterLocals() : version.keyAfterPosts(), null, false);
            case BELOW:
                Version first = version.isPreRelease() ? version : Version.parse(version + ".dev0");
                return new KeyRange(null, first.key(), false);
            default:
                throw new IllegalArgumentException(operator + " compares texts, not versions");
        }
    }

    /** Without a local label all local versions are equal, with one only that very label is. */
    private static long[] afterEqual(Version version) {
        long[] key = version.key();
        return version.hasLocal() ? VersionKey.extend(key, key.length, VersionKey.FIRST) : version.keyAfterLocals();
    }

    /** All that begin with these release numbers, first of all the development release of the shortest. */
    private static KeyRange series(Version version, List<String> release, boolean inverted) {
        String epoch = version.epoch();
        Version first = Version.parse(epoch + "!" + String.join(".", release) + ".dev0");
        long[] until = new VersionKey()
                .addNumeral(epoch)
                .addRelease(release)
                .add(VersionKey.LAST)
                .toArray();
        return new KeyRange(first.key(), until, inverted);
    }

    boolean contains(long[] key) {
        boolean inside =
                (from == null || Arrays.compare(key, from) >= 0) && (until == null || Arrays.compare(key, until) < 0);
        return inside != inverted;
    }
}
