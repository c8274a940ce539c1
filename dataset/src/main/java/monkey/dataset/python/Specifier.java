package monkey.dataset.python;

import java.util.Locale;
import java.util.Objects;

/**
 * One clause of a specifier set: an operator and a version (PEP 440). Immutable. Two are equal if they are spelled with
 * the same operator and the same version text.
 */
public final class Specifier {
    private final Operator operator;
    private final String version;
    private final boolean wildcard;
    private final boolean namesPreRelease;
    private final KeyRange range;
    private final String arbitrary;

    /** @param parsed {@code version} without wildcard; {@code null} if it is none, which only {@code ===} allows */
    Specifier(Operator operator, String version, Version parsed, boolean wildcard) {
        this.operator = operator;
        this.version = version;
        this.wildcard = wildcard;
        this.namesPreRelease = operator != Operator.NOT_EQUAL && !wildcard && parsed != null && parsed.isPreRelease();
        this.range = operator == Operator.ARBITRARY ? null : KeyRange.of(operator, parsed, wildcard);
        this.arbitrary = operator == Operator.ARBITRARY ? version.toLowerCase(Locale.ROOT) : null;
    }

    /**
     * Reads one clause, such as {@code ~=1.4}.
     *
     * @throws InvalidNotationException if it is none
     */
    public static Specifier parse(String text) {
        return SpecifierParser.parse(text);
    }

    public Operator operator() {
        return operator;
    }

    /** The version as written, {@code .*} included. */
    public String version() {
        return version;
    }

    /**
     * Whether the version is in range, pre-release or not. {@code ===} compares the normalised spelling of the version,
     * as pip does, regardless of case.
     */
    public boolean contains(Version candidate) {
        return range == null ? matchesText(candidate.toString()) : range.contains(candidate.key());
    }

    /** What {@code ===} says of a text that need not be a version. */
    boolean matchesText(String candidate) {
        return candidate.toLowerCase(Locale.ROOT).equals(arbitrary);
    }

    /**
     * Whether this clause asks for pre-releases by naming one. All operators count but {@code !=}, which names what it
     * does not want. (So {@code packaging} since 24.2; before, {@code <} and {@code >} did not count either.)
     */
    public boolean namesPreRelease() {
        return namesPreRelease;
    }

    /** Whether this clause pins one version, by {@code ===} or by {@code ==} without {@code .*}. */
    public boolean pins() {
        return operator == Operator.ARBITRARY || (operator == Operator.EQUAL && !wildcard);
    }

    /** What it admits; {@code null} for {@code ===}, which looks at text. */
    KeyRange range() {
        return range;
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof Specifier
                && operator == ((Specifier) other).operator
                && version.equals(((Specifier) other).version);
    }

    @Override
    public int hashCode() {
        return Objects.hash(operator, version);
    }

    /** Operator and version without blanks between them. */
    @Override
    public String toString() {
        return operator.symbol() + version;
    }
}
