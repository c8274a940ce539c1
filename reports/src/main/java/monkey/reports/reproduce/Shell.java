package monkey.reports.reproduce;

/** Quoting for a POSIX shell. */
final class Shell {
    private Shell() {}

    /** One word, whatever it holds. */
    static String quoted(String word) {
        return "'" + word.replace("'", "'\\''") + "'";
    }

    /** A command that writes the text to the file as it is, except that the last line always ends. */
    static String writing(String file, String text) {
        String delimiter = "END";
        while (text.contains(delimiter)) {
            delimiter += "_END";
        }
        String body = text.isEmpty() || text.endsWith("\n") ? text : text + "\n";
        return "cat > " + file + " <<'" + delimiter + "'\n" + body + delimiter + "\n";
    }
}
