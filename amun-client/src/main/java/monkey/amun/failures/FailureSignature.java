package monkey.amun.failures;

import java.util.List;
import java.util.regex.Pattern;
import monkey.amun.Failure;

/**
 * The name of a failure. What differs between two runs of the same failure, or between two stacks that fail alike, is
 * taken out of the message: addresses, directories, versions, line numbers, long numbers. Names in it stay, for they are
 * what it is about.
 */
final class FailureSignature {
    private static final int LONGEST = 300;

    private record Rule(Pattern pattern, String replacement) {
        Rule(String pattern, String replacement) {
            this(Pattern.compile(pattern), replacement);
        }
    }

    // In this order: a path may hold a version, a version may hold a long number.
    private static final List<Rule> RULES = List.of(
            new Rule("0x[0-9a-fA-F]+", "0x…"),
            new Rule("\\b[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}\\b", "…"),
            new Rule("\\b(?=[0-9a-f]*\\d)(?=[0-9a-f]*[a-f])[0-9a-f]{12,}\\b", "…"),
            new Rule("\\bhttps?://\\S+/([^/\\s'\"]*)", "$1"),
            new Rule("(?<![\\w.])/[^\\s'\":,()]*/(?:site|dist)-packages/([^\\s'\":,()]+)", "$1"),
            new Rule("(?<![\\w.])(?:/[^/\\s'\":,()]+)+/([^/\\s'\":,()]+)", "$1"),
            new Rule("\\btmp[a-z0-9_]{6,10}\\b", "tmp…"),
            new Rule("\\bline \\d+", "line …"),
            new Rule("\\bv?\\d+(?:\\.\\d+)+(?:\\.?(?:a|b|rc|dev|post)\\d*)*(?:\\+[\\w.]+)?", "…"),
            new Rule("\\b\\d{4,}\\b", "…"),
            new Rule("\\s+", " "));

    private FailureSignature() {}

    static String of(Failure.Phase phase, String type, String message, String frame) {
        String normal = message;
        for (Rule rule : RULES) {
            normal = rule.pattern().matcher(normal).replaceAll(rule.replacement());
        }
        StringBuilder signature = new StringBuilder();
        if (phase == Failure.Phase.BUILD) {
            signature.append("build: ");
        }
        signature.append(type);
        if (!normal.isBlank()) {
            signature.append(": ").append(normal.strip());
        }
        if (!frame.isEmpty()) {
            signature.append(" (").append(frame).append(')');
        }
        return signature.length() <= LONGEST ? signature.toString() : signature.substring(0, LONGEST - 1) + "…";
    }
}
