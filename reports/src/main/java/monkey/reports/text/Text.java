package monkey.reports.text;

import java.util.Arrays;
import java.util.regex.Pattern;

/**
 * Strings of unknown origin (error messages, traces, versions of foreign packages) made fit for a document. Escaping for
 * HTML, Markdown or JSON comes after this and is the business of each writer.
 */
public final class Text {
    private static final Pattern TERMINAL_SEQUENCE =
            Pattern.compile("\u001B(?:\\[[0-?]*[ -/]*[@-~]|\\][^\u0007\u001B]*(?:\u0007|\u001B\\\\)|[@-Z\\\\-_])");
    private static final Pattern CREDENTIALS = Pattern.compile("(?<=://)[^/\\s@'\"]+@");

    private static final char REPLACEMENT = '\uFFFD';
    private static final int CONTROL_PICTURES = 0x2400;

    private Text() {}

    /** Replaces what no well-formed document can hold: half a surrogate pair, and U+0000. All else stays. */
    public static String wellFormed(String text) {
        StringBuilder out = new StringBuilder(text.length());
        text.codePoints().forEach(point -> out.appendCodePoint(isStorable(point) ? point : REPLACEMENT));
        return out.toString();
    }

    /**
     * What a reader can see: colour codes of terminals are taken out, other control characters become pictures (␀ ␛),
     * and characters that reorder the text around them are spelt out, so that nothing on the page reads other than it is.
     */
    public static String visible(String text) {
        StringBuilder out = new StringBuilder(text.length());
        TERMINAL_SEQUENCE
                .matcher(text)
                .replaceAll("")
                .replace("\r\n", "\n")
                .codePoints()
                .forEach(point -> {
                    if (point == '\n' || point == '\t') {
                        out.appendCodePoint(point);
                    } else if (point < 0x20) {
                        out.appendCodePoint(CONTROL_PICTURES + point);
                    } else if (point == 0x7F) {
                        out.append('\u2421');
                    } else if (reordersText(point) || (point >= 0x80 && point < 0xA0)) {
                        out.append(String.format("<U+%04X>", point));
                    } else {
                        out.appendCodePoint(isStorable(point) ? point : REPLACEMENT);
                    }
                });
        return out.toString();
    }

    /** {@link #visible} on one line. */
    public static String line(String text) {
        return visible(text).strip().replaceAll("\\s+", " ");
    }

    /** Hides user, password or token of addresses: {@code https://***@host/simple}. */
    public static String withoutCredentials(String text) {
        return CREDENTIALS.matcher(text).replaceAll("***@");
    }

    /** The first {@code length} characters, with an ellipsis when that cut something off. Never cuts a pair in half. */
    public static String shortened(String text, int length) {
        if (text.codePointCount(0, text.length()) <= length) {
            return text;
        }
        return text.substring(0, text.offsetByCodePoints(0, length - 1)).stripTrailing() + "…";
    }

    /** The last {@code count} lines, where errors are; says how many were cut off above. */
    public static String lastLines(String text, int count) {
        String[] lines = text.stripTrailing().split("\n", -1);
        if (lines.length <= count) {
            return String.join("\n", lines);
        }
        int cut = lines.length - count;
        return "… " + Numbers.counted(cut, "line") + " above\n"
                + String.join("\n", Arrays.asList(lines).subList(cut, lines.length));
    }

    private static boolean isStorable(int point) {
        return point != 0 && !(point >= Character.MIN_SURROGATE && point <= Character.MAX_SURROGATE);
    }

    private static boolean reordersText(int point) {
        return point == 0x061C
                || point == 0x200E
                || point == 0x200F
                || (point >= 0x202A && point <= 0x202E)
                || (point >= 0x2066 && point <= 0x2069)
                || point == 0x2028
                || point == 0x2029;
    }
}
