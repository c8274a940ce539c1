package monkey.amun.failures;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The exception that ended a Python program, read from what the interpreter printed.
 *
 * <p>A chain of exceptions prints several tracebacks, the last of which is the one that ended the program. Tracebacks
 * that end nothing (of threads, of destructors, of logging) count only when there is no other. A traceback may stand
 * behind a prefix, as those of exception groups and of an installer's indented log do: whatever stands before the word
 * on its first line is taken off the lines that follow.
 *
 * @param type as printed: {@code ValueError}, {@code jinja2.exceptions.UndefinedError}
 * @param message first line of it that says something; may be empty
 * @param frames outermost first
 */
record Traceback(String type, String message, List<Frame> frames) {
    /**
     * @param file as printed
     * @param function empty for the place of a syntax error, which is in none
     */
    record Frame(String file, String function) {}

    private static final String HEADER = "Traceback (most recent call last):";
    private static final Pattern FRAME = Pattern.compile("  File \"(.+)\", line \\d+(?:, in (.*))?");
    private static final Pattern EXCEPTION = Pattern.compile("([A-Za-z_][\\w.<>]*)(?:: (.*)|:?)");
    private static final Pattern ENDS_NOTHING =
            Pattern.compile("Exception (ignored|in thread|in threading).*|--- Logging error ---|Traceback ignored.*");
    private static final Pattern SYNTAX_ERROR = Pattern.compile("(\\w*SyntaxError|IndentationError|TabError)");

    static Optional<Traceback> lastIn(String text) {
        String[] lines = text.split("\\R");
        Traceback last = null;
        Traceback lastThatEndsNothing = null;
        for (int i = 0; i < lines.length; i++) {
            int at = lines[i].indexOf(HEADER);
            Traceback found = null;
            if (at >= 0) {
                String prefix = lines[i].substring(0, at).replaceFirst("\\+ Exception Group $", "| ");
                found = readAfter(lines, i + 1, prefix);
            } else if (startsSyntaxError(lines, i)) {
                found = readAfter(lines, i, "");
            }
            if (found != null) {
                if (i > 0 && ENDS_NOTHING.matcher(lines[i - 1].strip()).matches()) {
                    lastThatEndsNothing = found;
                } else {
                    last = found;
                }
            }
        }
        return Optional.ofNullable(last != null ? last : lastThatEndsNothing);
    }

    /** A script that does not even compile prints no header, only the place and, within four lines, the error. */
    private static boolean startsSyntaxError(String[] lines, int at) {
        Matcher frame = FRAME.matcher(lines[at]);
        if (!frame.matches() || frame.group(2) != null || (at > 0 && lines[at - 1].contains(HEADER))) {
            return false;
        }
        for (int i = at + 1; i < Math.min(lines.length, at + 4); i++) {
            if (!lines[i].startsWith(" ")) {
                Matcher exception = EXCEPTION.matcher(lines[i]);
                return exception.matches()
                        && SYNTAX_ERROR.matcher(exception.group(1)).matches();
            }
        }
        return false;
    }

    private static Traceback readAfter(String[] lines, int start, String prefix) {
        List<Frame> frames = new ArrayList<>();
        for (int i = start; i < lines.length; i++) {
            String line = lines[i].startsWith(prefix) ? lines[i].substring(prefix.length()) : lines[i];
            Matcher frame = FRAME.matcher(line);
            if (frame.matches()) {
                frames.add(new Frame(frame.group(1), frame.group(2) == null ? "" : frame.group(2)));
            } else if (!line.isEmpty() && !Character.isWhitespace(line.charAt(0))) {
                Matcher exception = EXCEPTION.matcher(line);
                return exception.matches()
                        ? new Traceback(exception.group(1), message(exception.group(2), lines, i + 1, prefix), frames)
                        : null;
            }
        }
        return null; // Cut off before it said what it was.
    }

    /** Some messages begin with an empty line; what they are about stands further down. */
    private static String message(String first, String[] lines, int next, String prefix) {
        if (first != null && !first.isBlank()) {
            return first.strip();
        }
        if (first == null) {
            return "";
        }
        for (int i = next; i < Math.min(lines.length, next + 5); i++) {
            String line = lines[i].startsWith(prefix) ? lines[i].substring(prefix.length()) : lines[i];
            if (!line.isBlank()) {
                return line.strip();
            }
        }
        return "";
    }
}
