package monkey.dataset.python;

/** What Python calls whitespace, a word and lower case; Java's own notions differ in characters that do turn up. */
final class PythonText {
    private PythonText() {}

    /** {@code str.isspace} of one character, which is also the regular expression {@code \s}. */
    static boolean isSpace(char c) {
        if (c <= 0x20) {
            return c == ' ' || (c >= '\t' && c <= '\r') || (c >= 0x1c && c <= 0x1f);
        }
        return c == 0x85 || c == 0xa0 || (c > 0xa0 && Character.isSpaceChar(c));
    }

    /** The regular expression {@code \w}. */
    static boolean isWord(char c) {
        return c == '_' || Character.isLetterOrDigit(c);
    }

    static boolean isDigit(char c) {
        return c >= '0' && c <= '9';
    }

    static boolean isLetterOrDigit(char c) {
        return isDigit(c) || (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z');
    }

    /** {@code str.strip()}. */
    static String strip(String text) {
        int from = 0;
        int to = text.length();
        while (from < to && isSpace(text.charAt(from))) {
            from++;
        }
        while (to > from && isSpace(text.charAt(to - 1))) {
            to--;
        }
        return text.substring(from, to);
    }

    /** Only A to Z become lower case: no character outside ASCII may turn into one inside it. */
    static String lowerAscii(String text) {
        for (int i = 0; i < text.length(); i++) {
            if (isUpper(text.charAt(i))) {
                StringBuilder lower = new StringBuilder(text);
                for (int j = i; j < text.length(); j++) {
                    if (isUpper(text.charAt(j))) {
                        lower.setCharAt(j, (char) (text.charAt(j) + ('a' - 'A')));
                    }
                }
                return lower.toString();
            }
        }
        return text;
    }

    private static boolean isUpper(char c) {
        return c >= 'A' && c <= 'Z';
    }
}
