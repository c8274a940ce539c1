package monkey.dataset.postgres;

/**
 * Text as PostgreSQL can hold it. Scripts print what they like, a NUL or half of a surrogate pair included; PostgreSQL
 * refuses both, and an outcome must not be lost for that. They become U+FFFD.
 */
public final class Storable {
    static final char REPLACEMENT = '\uFFFD';

    private Storable() {}

    /** {@code text} without NUL; null stays null. (Lone surrogates are replaced when the driver encodes.) */
    public static String text(String text) {
        return text == null || text.indexOf('\0') < 0 ? text : text.replace('\0', REPLACEMENT);
    }

    /** A JSON text in which no string denotes NUL or a lone surrogate, which jsonb refuses; null stays null. */
    public static String json(String json) {
        if (json == null || !json.contains("\\u")) {
            return text(json);
        }
        StringBuilder out = new StringBuilder(json.length());
        int i = 0;
        while (i < json.length()) {
            char c = json.charAt(i);
            if (c != '\\' || i + 1 >= json.length()) {
                out.append(c);
                i++;
                continue;
            }
            int unit = escapedUnit(json, i);
            if (unit < 0) { // another escape, such as \\ or \n
                out.append(c).append(json.charAt(i + 1));
                i += 2;
            } else if (unit != 0 && !Character.isSurrogate((char) unit)) {
                out.append(json, i, i + 6);
                i += 6;
            } else if (Character.isHighSurrogate((char) unit) && isLowSurrogate(escapedUnit(json, i + 6))) {
                out.append(json, i, i + 12);
                i += 12;
            } else {
                out.append("\\ufffd");
                i += 6;
            }
        }
        return text(out.toString());
    }

    private static boolean isLowSurrogate(int unit) {
        return unit >= 0 && Character.isLowSurrogate((char) unit);
    }

    /** The UTF-16 unit that the escape at {@code at} denotes, or -1 when there is no such escape. */
    private static int escapedUnit(String json, int at) {
        if (at + 6 > json.length() || json.charAt(at) != '\\' || json.charAt(at + 1) != 'u') {
            return -1;
        }
        int unit = 0;
        for (int i = at + 2; i < at + 6; i++) {
            int digit = Character.digit(json.charAt(i), 16);
            if (digit < 0) {
                return -1;
            }
            unit = unit << 4 | digit;
        }
        return unit;
    }
}
