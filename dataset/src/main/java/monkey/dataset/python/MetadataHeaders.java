package monkey.dataset.python;

import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.regex.Pattern;

/**
 * The header lines of a file in the form of an e-mail, of which core metadata is one. Reads what Python's e-mail parser
 * reads, and one thing more: a byte order mark at the start is passed over.
 *
 * <p>A folded value becomes one line, a blank for each fold. Each value is UTF-8 or, where it is not, Latin-1.
 */
final class MetadataHeaders {
    private static final Pattern LINE_END = Pattern.compile("\r\n|\r|\n");
    private static final Pattern NAME = Pattern.compile("[!-9;-~]*:");
    private static final String BYTE_ORDER_MARK = "\u00ef\u00bb\u00bf";

    private final List<Header> headers = new ArrayList<>();

    /** One header: its name in lower case, its value without blanks around it. */
    record Header(String name, String value) {}

    /** Reads up to the first line that can be no header; the rest is the description. */
    static MetadataHeaders parse(byte[] content) {
        // Latin-1 keeps every byte as it is, until each value is decoded on its own.
        String text = new String(content, StandardCharsets.ISO_8859_1);
        MetadataHeaders headers = new MetadataHeaders();
        headers.read(text.startsWith(BYTE_ORDER_MARK) ? text.substring(BYTE_ORDER_MARK.length()) : text);
        return headers;
    }

    private void read(String text) {
        String name = null;
        StringBuilder value = new StringBuilder();
        var lines = LINE_END.splitAsStream(text).iterator();
        while (lines.hasNext()) {
            String line = lines.next();
            if (line.startsWith(" ") || line.startsWith("\t")) {
                value.append(' ').append(line.strip());
                continue;
            }
            boolean envelope = line.startsWith("From ");
            if (!envelope && !NAME.matcher(line).lookingAt()) {
                break;
            }
            add(name, value);
            int colon = line.indexOf(':');
            name = envelope || colon == 0 ? null : line.substring(0, colon);
            value = new StringBuilder(envelope ? "" : line.substring(colon + 1));
        }
        add(name, value);
    }

    private void add(String name, CharSequence value) {
        if (name != null) {
            headers.add(new Header(
                    name.toLowerCase(Locale.ROOT), decode(value.toString().strip())));
        }
    }

    private static String decode(String latin1) {
        byte[] bytes = latin1.getBytes(StandardCharsets.ISO_8859_1);
        try {
            return StandardCharsets.UTF_8
                    .newDecoder()
                    .decode(ByteBuffer.wrap(bytes))
                    .toString();
        } catch (CharacterCodingException e) {
            return latin1;
        }
    }

    /** The values of a header in their order. */
    List<String> all(String name) {
        List<String> values = new ArrayList<>();
        headers.stream().filter(header -> header.name.equals(name)).forEach(header -> values.add(header.value));
        return values;
    }

    /** The first value of a header, or {@code null}. */
    String first(String name) {
        List<String> values = all(name);
        return values.isEmpty() ? null : values.get(0);
    }
}
