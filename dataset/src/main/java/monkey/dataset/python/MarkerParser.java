package monkey.dataset.python;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Reads a marker by recursive descent: {@code or} of {@code and} of comparisons and parentheses. */
final class MarkerParser {
    /** Deeper than any marker; keeps a hostile one from exhausting the stack. */
    private static final int MOST_PARENTHESES = 100;

    private final Cursor cursor;
    private int depth;

    MarkerParser(Cursor cursor) {
        this.cursor = cursor;
    }

    /** Reads the marker that starts here and must end where the text does. */
    Marker parseToEnd() {
        Marker marker = anyOf();
        if (!cursor.atEnd()) {
            throw cursor.problem("expected 'and', 'or' or the end after a comparison");
        }
        return marker;
    }

    private Marker anyOf() {
        List<Marker> alternatives = new ArrayList<>(2);
        do {
            alternatives.add(all());
        } while (cursor.skipWord("or"));
        return alternatives.size() == 1 ? alternatives.get(0) : new Marker.AnyOf(alternatives);
    }

    private Marker all() {
        List<Marker> parts = new ArrayList<>(2);
        do {
            parts.add(atom());
        } while (cursor.skipWord("and"));
        return parts.size() == 1 ? parts.get(0) : new Marker.All(parts);
    }

    private Marker atom() {
        cursor.skipBlanks();
        int open = cursor.position();
        Marker marker;
        if (cursor.skip('(')) {
            if (++depth > MOST_PARENTHESES) {
                throw cursor.problem("more than " + MOST_PARENTHESES + " parentheses in each other");
            }
            marker = anyOf();
            if (!cursor.skip(')')) {
                throw cursor.problem("expected ')' to the '(' at column " + (open + 1));
            }
            depth--;
        } else {
            marker = comparison();
        }
        cursor.skipBlanks();
        return marker;
    }

    private MarkerComparison comparison() {
        MarkerComparison.Term left = term();
        cursor.skipBlanks();
        String operator = operator();
        cursor.skipBlanks();
        return new MarkerComparison(left, operator, term());
    }

    private MarkerComparison.Term term() {
        char c = cursor.peek();
        if (c == '"' || c == '\'') {
            return new MarkerComparison.Literal(PythonString.read(cursor));
        }
        int from = cursor.position();
        String name = cursor.readWhile(character -> PythonText.isWord(character) || character == '.');
        Optional<MarkerVariable> variable = MarkerVariable.spelled(name);
        if (variable.isEmpty()) {
            throw cursor.problemAt("expected a marker variable, such as python_version, or a quoted text", from);
        }
        return new MarkerComparison.Variable(variable.get());
    }

    private String operator() {
        if (cursor.skipWord("in")) {
            return "in";
        }
        if (cursor.skipWord("not")) {
            int end = cursor.position();
            cursor.skipBlanks();
            if (cursor.position() == end || !cursor.skipWord("in")) {
                throw cursor.problem("expected 'in' after 'not'");
            }
            return "not in";
        }
        Operator operator = Operator.at(cursor.source(), cursor.position())
                .orElseThrow(() -> cursor.problem("expected one of == != <= >= < > ~= === in not in"));
        cursor.moveTo(cursor.position() + operator.symbol().length());
        return operator.symbol();
    }
}
