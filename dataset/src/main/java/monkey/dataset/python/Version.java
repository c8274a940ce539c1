package monkey.dataset.python;

import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/**
 * A version as PEP 440 has them, in all its parts: epoch, release, pre-, post- and development release, local label.
 *
 * <p>Order and equality are PEP 440's: {@code 1.0} equals {@code 1.0.0}, although {@link #toString} tells them apart.
 * The sort key is made once, when the version is read; comparing looks at primitives only (see {@link VersionKey}).
 * Immutable.
 */
public final class Version implements Comparable<Version> {
    static final int PRE_RELEASE = 1;
    static final int POST_RELEASE = 2;
    static final int DEVELOPMENT_RELEASE = 4;

    private final String text;
    private final long[] key;
    private final int postIndex;
    private final int publicLength;
    private final int flags;

    Version(String text, long[] key, int postIndex, int publicLength, int flags) {
        this.text = text;
        this.key = key;
        this.postIndex = postIndex;
        this.publicLength = publicLength;
        this.flags = flags;
    }

    /** @throws InvalidNotationException if the text is not a version */
    public static Version parse(String text) {
        return VersionParser.parse(text);
    }

    /** The version, or nothing where the text is none (old packages have versions such as {@code 0.1-final-2}). */
    public static Optional<Version> tryParse(String text) {
        try {
            return Optional.of(VersionParser.parse(text));
        } catch (InvalidNotationException e) {
            return Optional.empty();
        }
    }

    /** Whether this is an alpha, beta, candidate or development release, as pip counts them. */
    public boolean isPreRelease() {
        return (flags & PRE_RELEASE) != 0;
    }

    public boolean isPostRelease() {
        return (flags & POST_RELEASE) != 0;
    }

    public boolean isDevelopmentRelease() {
        return (flags & DEVELOPMENT_RELEASE) != 0;
    }

    /** Whether there is a local label, the part after {@code +}. */
    public boolean hasLocal() {
        return key.length > publicLength;
    }

    /** The version without its local label. */
    public Version withoutLocal() {
        return hasLocal() ? parse(text.substring(0, text.indexOf('+'))) : this;
    }

    /** Epoch and release only: {@code 3.14} of {@code 3.14rc1.dev2+x}. */
    public Version baseVersion() {
        return parse((epoch().equals("0") ? "" : epoch() + "!") + String.join(".", release()));
    }

    /** The epoch as a decimal number, mostly {@code 0}. */
    public String epoch() {
        int mark = text.indexOf('!');
        return mark < 0 ? "0" : text.substring(0, mark);
    }

    /** The numbers of the release as written, trailing zeros kept. They may be longer than a {@code long} holds. */
    public List<String> release() {
        int from = text.indexOf('!') + 1;
        int to = from;
        while (to < text.length()
                && (PythonText.isDigit(text.charAt(to))
                        || (text.charAt(to) == '.'
                                && to + 1 < text.length()
                                && PythonText.isDigit(text.charAt(to + 1))))) {
            to++;
        }
        return List.of(text.substring(from, to).split("\\."));
    }

    /** The sort key; shared, not to be changed. */
    long[] key() {
        return key;
    }

    /** A key above this version and all its local ones, below the next. */
    long[] keyAfterLocals() {
        return VersionKey.extend(key, publicLength, VersionKey.LAST);
    }

    /** A key above this version and all its post-releases, below the next pre-release or release. */
    long[] keyAfterPosts() {
        return VersionKey.extend(key, postIndex, VersionKey.LAST);
    }

    @Override
    public int compareTo(Version other) {
        return Arrays.compare(key, other.key);
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof Version && Arrays.equals(key, ((Version) other).key);
    }

    @Override
    public int hashCode() {
        return Arrays.hashCode(key);
    }

    /** The normalised spelling: {@code 1.0rc1} of {@code v1.0-RC.1}. */
    @Override
    public String toString() {
        return text;
    }
}
