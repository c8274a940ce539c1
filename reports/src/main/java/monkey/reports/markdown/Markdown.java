package monkey.reports.markdown;

import java.util.regex.Matcher;
import java.util.regex.Pattern;
import monkey.reports.text.Text;

/**
 * Foreign text in GitHub-flavoured Markdown. It always goes into code: there, besides being literal, {@code @name}
 * notifies nobody and {@code #12} links to nothing.
 */
final class Markdown {
    private static final Pattern BACKTICKS = Pattern.compile("`+");

    private Markdown() {}

    /** A code span on one line. */
    static String code(String text) {
        String line = Text.line(text);
        if (line.isEmpty()) {
            return "";
        }
        String fence = "`".repeat(longestRun(line) + 1);
        String pad = line.startsWith("`") || line.endsWith("`") ? " " : "";
        return fence + pad + line + pad + fence;
    }

    /** A code span within a table, where a bar would end the cell even in code. */
    static String cell(String text) {
        return code(text).replace("|", "\\|");
    }

    /** A fenced block; its fence is longer than any run of backticks within. */
    static String block(String language, String text) {
        String fence = "`".repeat(Math.max(3, longestRun(text) + 1));
        return fence + language + "\n" + text.stripTrailing() + "\n" + fence + "\n";
    }

    /** Text of our own making that holds foreign words: everything that Markdown or HTML could read as a sign is escaped. */
    static String plain(String text) {
        return Text.line(text)
                .replaceAll("[\\\\`*_{}\\[\\]<>()#+!|~&$]", "\\\\$0")
                .replace("@", "@\u200B")
                .replaceAll("(?i)\\b(https?|www)(?=[:.])", "$1\u200B");
    }

    private static int longestRun(String text) {
        int longest = 0;
        for (Matcher run = BACKTICKS.matcher(text); run.find(); ) {
            longest = Math.max(longest, run.end() - run.start());
        }
        return longest;
    }
}
