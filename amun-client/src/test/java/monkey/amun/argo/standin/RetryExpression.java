package monkey.amun.argo.standin;

import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** The part of Argo's expressions that retry strategies are written in: comparisons joined by {@code &&} and {@code ||}. */
final class RetryExpression {
    private static final Pattern COMPARISON = Pattern.compile(
            "(?:asInt\\()?lastRetry\\.(\\w+)\\)?\\s*(==|!=|matches|contains|>=|<=|>|<)\\s*[\"']?(.*?)[\"']?");

    private RetryExpression() {}

    static boolean holds(String expression, Map<String, String> lastRetry) {
        for (String alternative : expression.split("\\|\\|(?=\\s*(?:asInt\\()?lastRetry)")) {
            boolean all = true;
            for (String comparison : alternative.split("&&")) {
                all &= compares(comparison.strip(), lastRetry);
            }
            if (all) {
                return true;
            }
        }
        return false;
    }

    private static boolean compares(String comparison, Map<String, String> lastRetry) {
        Matcher parts = COMPARISON.matcher(comparison);
        if (!parts.matches()) {
            throw new IllegalArgumentException("the stand-in cannot evaluate '" + comparison + "'");
        }
        String left = lastRetry.getOrDefault(parts.group(1), "");
        String right = parts.group(3);
        return switch (parts.group(2)) {
            case "==" -> left.equals(right);
            case "!=" -> !left.equals(right);
            case "matches" -> Pattern.compile(right).matcher(left).find();
            case "contains" -> left.contains(right);
            case ">" -> number(left) > number(right);
            case "<" -> number(left) < number(right);
            case ">=" -> number(left) >= number(right);
            default -> number(left) <= number(right);
        };
    }

    private static double number(String text) {
        return text.isEmpty() ? -1 : Double.parseDouble(text);
    }
}
