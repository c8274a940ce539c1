package monkey.dataset.python;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * Specifiers that hold together, as {@code >=1.0,<2,!=1.5}. Empty, it admits every version. Immutable.
 *
 * <p>Equal are sets that spell the same specifiers in the same order. To be asked about one version here; about all versions of a package at once, see {@link VersionTable}.
 */
public final class SpecifierSet {
    /** The set without specifiers. */
    public static final SpecifierSet ANY = new SpecifierSet(List.of());

    private final List<Specifier> specifiers;
    private final boolean namesPreRelease;
    private final boolean pins;

    private SpecifierSet(List<Specifier> specifiers) {
        this.specifiers = specifiers;
        this.namesPreRelease = specifiers.stream().anyMatch(Specifier::namesPreRelease);
        this.pins = specifiers.stream().anyMatch(Specifier::pins);
    }

    public static SpecifierSet of(List<Specifier> specifiers) {
        return specifiers.isEmpty() ? ANY : new SpecifierSet(List.copyOf(specifiers));
    }

    /**
     * Reads specifiers with commas between them; empty places between commas are passed over.
     *
     * @throws InvalidNotationException if one of them is not a specifier
     */
    public static SpecifierSet parse(String text) {
        List<Specifier> specifiers = new ArrayList<>(3);
        int from = 0;
        for (String clause : text.split(",", -1)) {
            if (!PythonText.strip(clause).isEmpty()) {
                try {
                    specifiers.add(Specifier.parse(clause));
                } catch (InvalidNotationException e) {
                    throw clause.length() == text.length() ? e : e.within(text, from);
                }
            }
            from += clause.length() + 1;
        }
        return of(specifiers);
    }

    /** The set, or nothing where the text is none ({@code >=2.7.*} is in many old packages). */
    public static Optional<SpecifierSet> tryParse(String text) {
        try {
            return Optional.of(parse(text));
        } catch (InvalidNotationException e) {
            return Optional.empty();
        }
    }

    public List<Specifier> specifiers() {
        return specifiers;
    }

    /** Both sets together. One names a pre-release, or pins, if either does. */
    public SpecifierSet and(SpecifierSet other) {
        return of(Stream.concat(specifiers.stream(), other.specifiers.stream()).collect(Collectors.toList()));
    }

    /**
     * Whether the version is in range of every specifier; neither the pre-release rule nor yanking is asked. This is
     * also the question of {@code Requires-Python}, to which the interpreter's version is the candidate.
     */
    public boolean contains(Version candidate) {
        for (Specifier specifier : specifiers) {
            if (!specifier.contains(candidate)) {
                return false;
            }
        }
        return true;
    }

    /**
     * Whether a requirement with these specifiers may be met by the version: in range, and a pre-release only if the
     * policy lets it be, and a yanked version (PEP 592) only if a specifier {@linkplain #pins pins} one.
     */
    public boolean admits(Version candidate, boolean yanked, PreReleases policy) {
        return (!yanked || pins) && (!candidate.isPreRelease() || admitsPreReleases(policy)) && contains(candidate);
    }

    /** Whether pre-releases that are in range are admitted. */
    public boolean admitsPreReleases(PreReleases policy) {
        return policy == PreReleases.ALWAYS || (policy == PreReleases.NAMED && namesPreRelease);
    }

    /** Whether any specifier {@linkplain Specifier#namesPreRelease names a pre-release}. */
    public boolean namesPreRelease() {
        return namesPreRelease;
    }

    /** Whether any specifier {@linkplain Specifier#pins pins one version}, so that yanked ones are admitted. */
    public boolean pins() {
        return pins;
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof SpecifierSet && specifiers.equals(((SpecifierSet) other).specifiers);
    }

    @Override
    public int hashCode() {
        return specifiers.hashCode();
    }

    /** The specifiers in the order written, with commas and without blanks; empty for {@link #ANY}. */
    @Override
    public String toString() {
        return specifiers.stream().map(Specifier::toString).collect(Collectors.joining(","));
    }
}
