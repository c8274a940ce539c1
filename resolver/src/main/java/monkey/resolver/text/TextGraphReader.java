package monkey.resolver.text;

import java.io.IOException;
import java.io.InputStream;
import monkey.resolver.graph.Graph;
import monkey.resolver.graph.GraphBuilder;
import monkey.resolver.graph.GraphFormatException;
import monkey.resolver.graph.IdRange;

/**
 * Reads the text form of a graph straight from bytes: {@code types}, {@code direct}, {@code pair}, {@code broken}, one
 * directive a line, {@code #} starts a comment. A line that starts with a number continues a {@code types} line.
 *
 * <p>Directives may come in any order, so an id may be used before its type is known; whether it ever got one is checked
 * at the end, and the error still names the first line that used it (see {@link #use}).
 */
public final class TextGraphReader {
    private static final int END = -1;

    private final InputStream in;
    private final byte[] buffer = new byte[1 << 16];
    private int position;
    private int filled;
    private int line = 1;
    private final GraphBuilder graph = new GraphBuilder();

    private int[] pendingIds = new int[8];
    private int[] pendingLines = new int[8];
    private int pendingCount;

    private TextGraphReader(InputStream in) {
        this.in = in;
    }

    /**
     * Reads to the end of the stream.
     *
     * @throws GraphFormatException with the line number, what is wrong and what would be right
     */
    public static Graph read(InputStream in) throws IOException, GraphFormatException {
        return new TextGraphReader(in).read();
    }

    private Graph read() throws IOException, GraphFormatException {
        skipByteOrderMark();
        boolean inTypes = false;
        int next;
        while ((next = skipBlanks()) != END) {
            if (next == '\n' || next == '#') {
                skipLine();
                continue;
            }
            if (isDigit(next)) {
                if (!inTypes) {
                    throw wrong("a line starts with types, direct, pair or broken, but here with a number");
                }
                readTypes();
                continue;
            }
            inTypes = readDirective();
        }
        for (int i = 0; i < pendingCount; i++) {
            if (pendingIds[i] >= graph.idCount()) {
                line = pendingLines[i];
                throw wrong("id " + pendingIds[i] + " has no type: the types lines give one to "
                        + IdRange.of(graph.idCount()));
            }
        }
        return graph.build();
    }

    /** Returns whether the directive was {@code types}. */
    private boolean readDirective() throws IOException, GraphFormatException {
        String word = word();
        switch (word) {
            case "types":
                readTypes();
                return true;
            case "direct":
                if (!another()) {
                    throw wrong("direct needs at least one id");
                }
                do {
                    graph.direct(use(number("an id")));
                } while (another());
                return false;
            case "pair":
                int source = use(required("pair needs two ids: pair A B"));
                graph.pair(source, use(required("pair needs two ids: pair A B")));
                endOfLine("pair takes two ids");
                return false;
            case "broken":
                graph.broken(use(required("broken needs one id: broken A")));
                endOfLine("broken takes one id");
                return false;
            default:
                throw wrong("'" + word + "' is no directive: types, direct, pair or broken");
        }
    }

    private void readTypes() throws IOException, GraphFormatException {
        while (another()) {
            graph.type(number("a type"));
        }
    }

    private int required(String otherwise) throws IOException, GraphFormatException {
        if (!another()) {
            throw wrong(otherwise);
        }
        return number("an id");
    }

    private void endOfLine(String otherwise) throws IOException, GraphFormatException {
        if (another()) {
            throw wrong(otherwise + ", but the line goes on");
        }
    }

    /** Whether another word follows on this line; if not, the line is consumed but for its end. */
    private boolean another() throws IOException {
        int next = skipBlanks();
        return next != '\n' && next != '#' && next != END;
    }

    /**
     * Remembers an id that has no type yet. Only one that exceeds all before it can be the first without a type in the
     * end, so the list stays short.
     */
    private int use(int id) {
        if (id >= graph.idCount() && (pendingCount == 0 || id > pendingIds[pendingCount - 1])) {
            if (pendingCount == pendingIds.length) {
                pendingIds = java.util.Arrays.copyOf(pendingIds, pendingCount * 2);
                pendingLines = java.util.Arrays.copyOf(pendingLines, pendingCount * 2);
            }
            pendingIds[pendingCount] = id;
            pendingLines[pendingCount++] = line;
        }
        return id;
    }

    private int number(String what) throws IOException, GraphFormatException {
        int start = peek();
        if (!isDigit(start)) {
            throw wrong("'" + word() + "' is not " + what + ": a number from 0 to " + (Integer.MAX_VALUE - 1));
        }
        long value = 0;
        int digit;
        while (isDigit(digit = peek())) {
            value = value * 10 + (digit - '0');
            if (value >= Integer.MAX_VALUE) {
                throw wrong("a number is too large for " + what + ": at most " + (Integer.MAX_VALUE - 1));
            }
            position++;
        }
        if (digit > ' ' && digit != '#') {
            throw wrong("'" + value + word() + "' is not " + what + ": a number from 0 to " + (Integer.MAX_VALUE - 1));
        }
        return (int) value;
    }

    /** The word that starts here, cut where it would fill a screen. */
    private String word() throws IOException {
        StringBuilder word = new StringBuilder();
        int next;
        while ((next = peek()) > ' ') {
            if (word.length() < 40) {
                word.append(next < 127 ? (char) next : '?');
            }
            position++;
        }
        return word.toString();
    }

    /** Editors that write UTF-8 "with signature" put three bytes before the first line. */
    private void skipByteOrderMark() throws IOException {
        if (peek() == 0xef && position + 2 < filled && buffer[1] == (byte) 0xbb && buffer[2] == (byte) 0xbf) {
            position += 3;
        }
    }

    private int skipBlanks() throws IOException {
        int next;
        while ((next = peek()) == ' ' || next == '\t' || next == '\r') {
            position++;
        }
        return next;
    }

    private void skipLine() throws IOException {
        int next;
        while ((next = peek()) != END) {
            position++;
            if (next == '\n') {
                line++;
                return;
            }
        }
    }

    private int peek() throws IOException {
        if (position == filled) {
            filled = in.read(buffer, 0, buffer.length);
            position = 0;
            if (filled <= 0) {
                filled = 0;
                return END;
            }
        }
        return buffer[position] & 0xff;
    }

    private static boolean isDigit(int character) {
        return character >= '0' && character <= '9';
    }

    private GraphFormatException wrong(String message) {
        return new GraphFormatException("line " + line + ": " + message);
    }
}
