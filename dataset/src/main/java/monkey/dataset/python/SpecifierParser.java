package monkey.dataset.python;

/**
 * Reads one clause of a specifier set, such as {@code >=1.2} or {@code ==1.4.*}. What may follow depends on the operator:
 * a wildcard only {@code ==} and {@code !=}, a local label too, {@code ~=} wants two release numbers, {@code ===} takes
 * any text without blanks.
 */
final class SpecifierParser {
    private static final String WILDCARD = ".*";

    private SpecifierParser() {}

    static Specifier parse(String source) {
        String clause = PythonText.strip(source);
        int start = source.indexOf(clause);
        Operator operator = Operator.at(clause, 0)
                .orElseThrow(() -> new InvalidNotationException(
                        "expected one of ~= == != <= >= < > === before a version", source, start + 1));
        String version = PythonText.strip(clause.substring(operator.symbol().length()));
        int versionStart = start + clause.length() - version.length();
        if (operator == Operator.ARBITRARY) {
            return arbitrary(source, version, versionStart);
        }
        boolean wildcard = version.endsWith(WILDCARD);
        Version parsed = version(
                source, wildcard ? version.substring(0, version.length() - WILDCARD.length()) : version, versionStart);
        refuse(source, versionStart, operator, parsed, wildcard);
        return new Specifier(operator, version, parsed, wildcard);
    }

    private static Specifier arbitrary(String source, String version, int versionStart) {
        for (int i = 0; i < version.length(); i++) {
            char c = version.charAt(i);
            if (PythonText.isSpace(c) || c == ';' || c == ')') {
                String problem = "'===' takes one text without blanks, ';' and ')'";
                throw new InvalidNotationException(problem, source, versionStart + i + 1);
            }
        }
        return new Specifier(
                Operator.ARBITRARY, version, Version.tryParse(version).orElse(null), false);
    }

    private static Version version(String source, String version, int versionStart) {
        try {
            return Version.parse(version);
        } catch (InvalidNotationException e) {
            throw e.within(source, versionStart);
        }
    }

    private static void refuse(String source, int column, Operator operator, Version version, boolean wildcard) {
        boolean equality = operator == Operator.EQUAL || operator == Operator.NOT_EQUAL;
        String problem = null;
        if (wildcard && !equality) {
            problem = "only '==' and '!=' take a version with '.*', not '" + operator.symbol() + "'";
        } else if (wildcard && (version.isPreRelease() || version.isPostRelease() || version.hasLocal())) {
            problem = "'.*' cannot follow a pre-, post- or development release or a local label";
        } else if (version.hasLocal() && !equality) {
            problem = "only '==' and '!=' take a local label ('+…'), not '" + operator.symbol() + "'";
        } else if (operator == Operator.COMPATIBLE && version.release().size() < 2) {
            problem = "'~=' needs at least two release numbers, as in '~=1.4'";
        }
        if (problem != null) {
            throw new InvalidNotationException(problem, source, column + 1);
        }
    }
}
