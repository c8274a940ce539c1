package monkey.dataset.python;

/** A quoted text of a marker: a Python string literal on one line, with Python's escapes. */
final class PythonString {
    private static final String SIMPLE_ESCAPES = "\\'\"abfnrtv";
    private static final String SIMPLE_VALUES = "\\'\"\u0007\b\f\n\r\t\u000b";

    private final Cursor cursor;
    private final int start;
    private final String body;
    private final StringBuilder value = new StringBuilder();
    private int at;

    private PythonString(Cursor cursor, int start, String body) {
        this.cursor = cursor;
        this.start = start;
        this.body = body;
    }

    /** Reads the literal that starts here; it ends at the next quote of its kind, which no escape can hide. */
    static String read(Cursor cursor) {
        int start = cursor.position();
        char quote = cursor.peek();
        cursor.skip(quote);
        String body = cursor.readWhile(c -> c != quote);
        if (!cursor.skip(quote)) {
            throw cursor.problemAt("a quoted text without an end", start);
        }
        return new PythonString(cursor, start, body).decode();
    }

    /** The literal that {@link #read} turns into this text again. */
    static String quote(String text) {
        String escaped = text.replace("\\", "\\\\")
                .replace("\n", "\\n")
                .replace("\r", "\\r")
                .replace("\0", "\\x00");
        if (escaped.indexOf('"') < 0) {
            return '"' + escaped + '"';
        }
        // No escape hides a quote from the one that reads the literal, so it must not stand there as itself.
        return escaped.indexOf('\'') < 0 ? "'" + escaped + "'" : '"' + escaped.replace("\"", "\\x22") + '"';
    }

    private String decode() {
        while (at < body.length()) {
            char c = body.charAt(at++);
            if (c == '\\') {
                decodeEscape();
            } else if (c == '\n' || c == '\r' || c == '\0') {
                throw invalid();
            } else {
                value.append(c);
            }
        }
        return value.toString();
    }

    private void decodeEscape() {
        if (at == body.length()) {
            throw invalid();
        }
        char c = body.charAt(at++);
        int simple = SIMPLE_ESCAPES.indexOf(c);
        if (simple >= 0) {
            value.append(SIMPLE_VALUES.charAt(simple));
        } else if (c >= '0' && c <= '7') {
            at--;
            value.append((char) number(octalDigits(), 8));
        } else if (c == 'x' || c == 'u' || c == 'U') {
            int codePoint = number(c == 'x' ? 2 : c == 'u' ? 4 : 8, 16);
            if (!Character.isValidCodePoint(codePoint)) {
                throw invalid();
            }
            value.appendCodePoint(codePoint);
        } else if (c == 'N') {
            decodeName();
        } else if (c == '\r' || c == '\n') {
            if (c == '\r' && at < body.length() && body.charAt(at) == '\n') {
                at++;
            }
        } else {
            value.append('\\').append(c);
        }
    }

    private int octalDigits() {
        int digits = 1;
        while (digits < 3
                && at + digits < body.length()
                && body.charAt(at + digits) >= '0'
                && body.charAt(at + digits) <= '7') {
            digits++;
        }
        return digits;
    }

    private int number(int digits, int radix) {
        if (at + digits > body.length()) {
            throw invalid();
        }
        int number = 0;
        for (int end = at + digits; at < end; at++) {
            int digit = Character.digit(body.charAt(at), radix);
            if (digit < 0 || body.charAt(at) > 'f') {
                throw invalid();
            }
            number = number * radix + digit;
        }
        return number;
    }

    private void decodeName() {
        int end = body.indexOf('}', at);
        if (at == body.length() || body.charAt(at) != '{' || end < 0) {
            throw invalid();
        }
        try {
            value.appendCodePoint(Character.codePointOf(body.substring(at + 1, end)));
        } catch (IllegalArgumentException e) {
            throw invalid();
        }
        at = end + 1;
    }

    private InvalidNotationException invalid() {
        return cursor.problemAt("not a Python string: a backslash or a line break in it is wrong", start);
    }
}
