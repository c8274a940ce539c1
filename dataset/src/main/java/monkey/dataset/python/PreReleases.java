package monkey.dataset.python;

/**
 * Which pre-releases (alpha, beta, candidate and development releases) a specifier set admits.
 *
 * <p>Nobody's fallback is followed here: pip takes pre-releases of a package that has nothing else, and so does
 * {@code packaging}'s {@code filter}, for empty specifier sets of old and, since 26.0, for all. Whether a version may be
 * chosen would then depend on which others exist, which cannot be told from a requirement as written.
 */
public enum PreReleases {
    /** None, whatever the specifiers say. */
    NEVER,
    /**
     * Only if one of the set's specifiers names a pre-release, as {@code >=2.0rc1} does; then all that are in range.
     * {@link Specifier#namesPreRelease} says which operators count.
     */
    NAMED,
    /** All that are in range. */
    ALWAYS
}
