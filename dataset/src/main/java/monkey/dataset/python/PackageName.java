package monkey.dataset.python;

import java.util.Locale;

/**
 * A package's name in the one spelling that indexes and installers compare (PEP 503): lower case, runs of {@code - _ .}
 * as a single {@code -}. Two spellings of one name are equal here. Extras follow the same rule (PEP 685) and are kept as
 * normalised strings made by {@link #normalize}.
 */
public final class PackageName implements Comparable<PackageName> {
    private final String normalized;

    private PackageName(String normalized) {
        this.normalized = normalized;
    }

    /**
     * Reads a name in any spelling.
     *
     * @throws InvalidNotationException if it is not ASCII letters, digits, {@code - _ .}, with a letter or digit at both
     *     ends
     */
    public static PackageName of(String name) {
        for (int i = 0; i < name.length(); i++) {
            boolean atEdge = i == 0 || i == name.length() - 1;
            char c = name.charAt(i);
            if (!PythonText.isLetterOrDigit(c) && (atEdge || !isSeparator(c))) {
                String rule =
                        "a package name is ASCII letters, digits, '-', '_' and '.', with a letter or digit at both ends";
                throw new InvalidNotationException(rule, name, i + 1);
            }
        }
        if (name.isEmpty()) {
            throw new InvalidNotationException("a package name cannot be empty", name, 1);
        }
        return new PackageName(normalize(name));
    }

    /** A name that a more lenient grammar let through, such as {@code foo_} in a requirement. */
    static PackageName unchecked(String name) {
        return new PackageName(normalize(name));
    }

    /** The normal spelling of any text, valid name or not. */
    public static String normalize(String name) {
        if (isNormal(name)) {
            return name;
        }
        StringBuilder normal = new StringBuilder(name.length());
        boolean separated = false;
        for (int i = 0; i < name.length(); i++) {
            char c = name.charAt(i);
            if (!isSeparator(c)) {
                normal.append(c);
            } else if (!separated) {
                normal.append('-');
            }
            separated = isSeparator(c);
        }
        return normal.toString().toLowerCase(Locale.ROOT);
    }

    private static boolean isNormal(String name) {
        for (int i = 0; i < name.length(); i++) {
            char c = name.charAt(i);
            boolean plain = (c >= 'a' && c <= 'z') || PythonText.isDigit(c);
            if (!plain && (c != '-' || (i > 0 && name.charAt(i - 1) == '-'))) {
                return false;
            }
        }
        return true;
    }

    private static boolean isSeparator(char c) {
        return c == '-' || c == '_' || c == '.';
    }

    @Override
    public int compareTo(PackageName other) {
        return normalized.compareTo(other.normalized);
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof PackageName && normalized.equals(((PackageName) other).normalized);
    }

    @Override
    public int hashCode() {
        return normalized.hashCode();
    }

    /** The normal spelling. */
    @Override
    public String toString() {
        return normalized;
    }
}
