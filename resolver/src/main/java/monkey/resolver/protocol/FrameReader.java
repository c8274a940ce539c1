package monkey.resolver.protocol;

import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.zip.CRC32;

/**
 * Reads frames. Memory grows with the bytes that arrive, never with the length a header claims. Not thread-safe.
 */
final class FrameReader {
    static final int END = -1;

    private final InputStream in;
    private final byte[] buffer = new byte[1 << 16];
    private int at;
    private int filled;
    private long position;
    private long left;
    private boolean checked;
    private final CRC32 checksum = new CRC32();
    private int checkFrom;

    FrameReader(InputStream in) {
        this.in = in;
    }

    /** Reads the greeting of the other side. */
    void greeting() throws IOException {
        left = Frames.MAGIC.length + 1;
        for (byte expected : Frames.MAGIC) {
            if (read() != expected) {
                throw wrong("this is not a stream of the resolver: it starts with MNKY and a version");
            }
        }
        int version = read();
        if (version != Frames.VERSION) {
            throw wrong("protocol version " + version + " is not understood, only " + Frames.VERSION);
        }
    }

    /** Moves to the next frame and returns its type, or END where the stream ends between frames. */
    int next() throws IOException {
        left = 5;
        if (at == filled && !fill()) {
            return END;
        }
        int type = read();
        long length = fixed(4);
        left = length;
        return type;
    }

    /** Bytes left in the present frame. */
    long left() {
        return left;
    }

    /** Byte position in the stream. */
    long position() {
        return position;
    }

    int read() throws IOException {
        if (left == 0) {
            throw wrong("a frame ends in the middle of a value");
        }
        if (at == filled && !fill()) {
            throw new EOFException("byte " + position + ": the stream breaks off in the middle of a frame");
        }
        left--;
        position++;
        return buffer[at++] & 0xff;
    }

    private boolean fill() throws IOException {
        account();
        filled = in.read(buffer, 0, buffer.length);
        at = 0;
        checkFrom = 0;
        if (filled <= 0) {
            filled = 0;
            return false;
        }
        return true;
    }

    /** From here on bytes are part of the checksum, or not. */
    void check(boolean on) {
        account();
        checked = on;
    }

    private void account() {
        if (checked) {
            checksum.update(buffer, checkFrom, at - checkFrom);
        }
        checkFrom = at;
    }

    /** The checksum of all bytes read while it was on, since the last time it was asked for. */
    long takeChecksum() {
        account();
        long value = checksum.getValue();
        checksum.reset();
        return value;
    }

    long fixed(int width) throws IOException {
        long value = 0;
        for (int i = 0; i < width; i++) {
            value = value << 8 | read();
        }
        return value;
    }

    long number() throws IOException {
        long value = 0;
        for (int shift = 0; shift < 64; shift += 7) {
            int next = read();
            value |= (next & 0x7fL) << shift;
            if (next < 0x80) {
                return value;
            }
        }
        throw wrong("a number has more than ten bytes");
    }

    long signed() throws IOException {
        long value = number();
        return value >>> 1 ^ -(value & 1);
    }

    int integer(String what) throws IOException {
        long value = number();
        if (value < 0 || value >= Integer.MAX_VALUE) {
            throw wrong(what + " is " + value + ": at most " + (Integer.MAX_VALUE - 1) + " is possible");
        }
        return (int) value;
    }

    /** The next bytes of the frame as text. */
    String text(long length) throws IOException {
        if (length > left) {
            throw wrong("a text is longer than its frame");
        }
        byte[] bytes = new byte[(int) Math.min(length, 1 << 16)];
        int count = 0;
        for (long i = 0; i < length; i++) {
            if (count == bytes.length) {
                bytes = java.util.Arrays.copyOf(bytes, (int) Math.min(Integer.MAX_VALUE - 8L, count * 2L));
            }
            bytes[count++] = (byte) read();
        }
        return new String(bytes, 0, count, StandardCharsets.UTF_8);
    }

    /** Passes over what is left of the frame. */
    void skip() throws IOException {
        while (left > 0) {
            read();
        }
    }

    ProtocolException wrong(String message) {
        return new ProtocolException("byte " + position + ": " + message);
    }
}
