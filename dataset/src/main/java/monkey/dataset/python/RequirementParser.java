package monkey.dataset.python;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.TreeSet;

/** Reads one requirement (PEP 508) from left to right; accepts what {@code packaging} accepts, and nothing else. */
final class RequirementParser {
    private final Cursor cursor;

    RequirementParser(String source) {
        this.cursor = new Cursor(source);
    }

    Requirement parse() {
        cursor.skipBlanks();
        PackageName name = PackageName.unchecked(identifier("expected a package name at the start of the requirement"));
        cursor.skipBlanks();
        List<String> extras = extras();
        cursor.skipBlanks();
        Optional<String> url = Optional.empty();
        SpecifierSet specifiers = SpecifierSet.ANY;
        if (cursor.skip('@')) {
            url = Optional.of(url());
        } else {
            specifiers = specifiers();
        }
        cursor.skipBlanks();
        Optional<Marker> marker = marker(url.isPresent(), specifiers == SpecifierSet.ANY);
        return new Requirement(name, extras, specifiers, url, marker, cursor.source());
    }

    private String identifier(String expected) {
        int from = cursor.position();
        if (!PythonText.isLetterOrDigit(cursor.peek())) {
            throw cursor.problem(expected);
        }
        String name = cursor.readWhile(c -> PythonText.isLetterOrDigit(c) || c == '.' || c == '_' || c == '-');
        char last = name.charAt(name.length() - 1);
        if (last == '.' || last == '-') {
            throw cursor.problemAt("a name cannot end with '" + last + "'", from + name.length() - 1);
        }
        if (PythonText.isWord(cursor.peek())) {
            throw cursor.problem("a name is ASCII letters, digits, '-', '_' and '.'");
        }
        return name;
    }

    private List<String> extras() {
        int open = cursor.position();
        if (!cursor.skip('[')) {
            return List.of();
        }
        TreeSet<String> extras = new TreeSet<>();
        cursor.skipBlanks();
        if (PythonText.isLetterOrDigit(cursor.peek())) {
            do {
                cursor.skipBlanks();
                extras.add(PackageName.normalize(identifier("expected the name of an extra after the comma")));
                cursor.skipBlanks();
            } while (cursor.skip(','));
        }
        if (!cursor.skip(']')) {
            String problem = PythonText.isLetterOrDigit(cursor.peek())
                    ? "expected a comma between extras"
                    : "expected ']' after the extras that start at column " + (open + 1);
            throw cursor.problem(problem);
        }
        return List.copyOf(extras);
    }

    private String url() {
        cursor.skipBlanks();
        String url = cursor.readWhile(c -> c != ' ' && c != '\t');
        if (url.isEmpty()) {
            throw cursor.problem("expected a URL after '@'");
        }
        return url;
    }

    private SpecifierSet specifiers() {
        int open = cursor.position();
        boolean parentheses = cursor.skip('(');
        cursor.skipBlanks();
        List<Specifier> specifiers = new ArrayList<>(2);
        while (Operator.at(cursor.source(), cursor.position()).isPresent()) {
            specifiers.addAll(clause());
            cursor.skipBlanks();
            if (!cursor.skip(',')) {
                break;
            }
            cursor.skipBlanks();
        }
        if (parentheses && !cursor.skip(')')) {
            throw cursor.problem("expected ')' after the specifiers that start at column " + (open + 1));
        }
        return SpecifierSet.of(specifiers);
    }

    /** One specifier; or several, as nothing but a comma can end the text after {@code ===}, and it belongs to it first. */
    private List<Specifier> clause() {
        int from = cursor.position();
        Operator operator = Operator.at(cursor.source(), from).orElseThrow();
        cursor.moveTo(from + operator.symbol().length());
        cursor.readWhile(PythonText::isSpace);
        if (operator == Operator.ARBITRARY) {
            cursor.readWhile(c -> !PythonText.isSpace(c) && c != ';' && c != ')');
        } else {
            cursor.readWhile(c -> PythonText.isWord(c) || ".-+!*".indexOf(c) >= 0);
        }
        try {
            return SpecifierSet.parse(cursor.source().substring(from, cursor.position()))
                    .specifiers();
        } catch (InvalidNotationException e) {
            throw e.within(cursor.source(), from);
        }
    }

    private Optional<Marker> marker(boolean afterUrl, boolean afterName) {
        if (cursor.atEnd()) {
            return Optional.empty();
        }
        if (!cursor.skip(';')) {
            String expected = afterUrl
                    ? "expected ';' and a marker, or the end, after the URL"
                    : afterName
                            ? "expected a specifier, '[', '@', ';' or the end after the name"
                            : "expected ',', ';' or the end after the specifiers";
            throw cursor.problem(expected);
        }
        return Optional.of(new MarkerParser(cursor).parseToEnd());
    }
}
