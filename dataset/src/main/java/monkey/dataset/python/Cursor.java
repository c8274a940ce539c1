package monkey.dataset.python;

/** A place in a text that is being read, and the small steps that requirement and marker grammar have in common. */
final class Cursor {
    private final String source;
    private int at;

    Cursor(String source) {
        this.source = source;
    }

    String source() {
        return source;
    }

    int position() {
        return at;
    }

    void moveTo(int position) {
        at = position;
    }

    boolean atEnd() {
        return at == source.length();
    }

    /** The character here, or NUL at the end. */
    char peek() {
        return atEnd() ? '\0' : source.charAt(at);
    }

    /** Blanks of a requirement are spaces and tabs only. */
    void skipBlanks() {
        while (peek() == ' ' || peek() == '\t') {
            at++;
        }
    }

    boolean skip(char expected) {
        if (!atEnd() && peek() == expected) {
            at++;
            return true;
        }
        return false;
    }

    /** Steps over a word that ends here, and not one that merely begins so. */
    boolean skipWord(String word) {
        int end = at + word.length();
        boolean there = source.startsWith(word, at)
                && (end == source.length() || !PythonText.isWord(source.charAt(end)))
                && (at == 0 || !PythonText.isWord(source.charAt(at - 1)));
        if (there) {
            at = end;
        }
        return there;
    }

    /** Reads characters up to the first that does not fit, perhaps none. */
    String readWhile(CharacterTest fits) {
        int from = at;
        while (!atEnd() && fits.test(peek())) {
            at++;
        }
        return source.substring(from, at);
    }

    InvalidNotationException problem(String problem) {
        return problemAt(problem, at);
    }

    InvalidNotationException problemAt(String problem, int position) {
        return new InvalidNotationException(problem, source, position + 1);
    }

    /** Which characters belong to what is being read. */
    @FunctionalInterface
    interface CharacterTest {
        boolean test(char c);
    }
}
