package monkey.resolver.protocol;

import java.io.IOException;
import java.io.OutputStream;
import java.util.Arrays;
import java.util.zip.CRC32;

/**
 * Writes frames: type, length, payload. A frame is gathered in memory and written at once. Not thread-safe.
 */
public final class FrameWriter {
    private static final int HEADER = 5;

    private final OutputStream out;
    private byte[] buffer = new byte[1 << 16];
    private int used = HEADER;
    private final CRC32 checksum = new CRC32();

    public FrameWriter(OutputStream out) {
        this.out = out;
    }

    /** Writes the greeting that opens each direction. */
    public void greet() throws IOException {
        byte[] greeting = Arrays.copyOf(Frames.MAGIC, Frames.MAGIC.length + 1);
        greeting[Frames.MAGIC.length] = Frames.VERSION;
        out.write(greeting);
    }

    void number(long value) {
        room(10);
        long rest = value;
        while ((rest & ~0x7fL) != 0) {
            buffer[used++] = (byte) (rest | 0x80);
            rest >>>= 7;
        }
        buffer[used++] = (byte) rest;
    }

    void signed(long value) {
        number(value << 1 ^ value >> 63);
    }

    void bytes(byte[] bytes) {
        room(bytes.length);
        System.arraycopy(bytes, 0, buffer, used, bytes.length);
        used += bytes.length;
    }

    void fixed(long value, int width) {
        room(width);
        for (int shift = 8 * (width - 1); shift >= 0; shift -= 8) {
            buffer[used++] = (byte) (value >> shift);
        }
    }

    /** Bytes gathered for the present frame. */
    int length() {
        return used - HEADER;
    }

    private void room(int bytes) {
        if (used + bytes > buffer.length) {
            buffer = Arrays.copyOf(buffer, Math.max(used + bytes, buffer.length * 2));
        }
    }

    /** Writes what was gathered as one frame. */
    void send(int type) throws IOException {
        int length = used - HEADER;
        buffer[0] = (byte) type;
        buffer[1] = (byte) (length >> 24);
        buffer[2] = (byte) (length >> 16);
        buffer[3] = (byte) (length >> 8);
        buffer[4] = (byte) length;
        checksum.update(buffer, HEADER, length);
        out.write(buffer, 0, used);
        used = HEADER;
    }

    /** The checksum of all payloads since the last time it was asked for. */
    long takeChecksum() {
        long value = checksum.getValue();
        checksum.reset();
        return value;
    }

    void flush() throws IOException {
        out.flush();
    }
}
