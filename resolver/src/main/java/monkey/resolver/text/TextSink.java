package monkey.resolver.text;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import monkey.resolver.answer.Sink;
import monkey.resolver.diagram.StackCursor;
import monkey.resolver.ending.Ending;

/**
 * Writes stacks as lines of ascending ids. The stream given is written in blocks of up to 64 KiB, the size of a pipe.
 * Not thread-safe.
 */
public final class TextSink implements Sink {
    private static final int LONGEST_NUMBER = 11;

    private final OutputStream out;
    private byte[] buffer = new byte[1 << 16];
    private int used;
    private int[] sorted = new int[64];
    private Ending ending;
    private long count;
    private String note = "";

    public TextSink(OutputStream out) {
        this.out = out;
    }

    @Override
    public void stack(StackCursor cursor) throws IOException {
        int size = cursor.size();
        int[] ids = cursor.ids();
        if (size > sorted.length) {
            sorted = new int[size * 2];
        }
        for (int i = 0; i < size; i++) {
            int id = ids[i];
            int j = i;
            for (; j > 0 && sorted[j - 1] > id; j--) {
                sorted[j] = sorted[j - 1];
            }
            sorted[j] = id;
        }
        room(size * LONGEST_NUMBER + 1);
        for (int i = 0; i < size; i++) {
            if (i > 0) {
                buffer[used++] = ' ';
            }
            number(sorted[i]);
        }
        buffer[used++] = '\n';
    }

    @Override
    public void pass() throws IOException {
        flush();
        out.flush();
    }

    private void number(int number) {
        int digits = 1;
        for (int rest = number; rest >= 10; rest /= 10) {
            digits++;
        }
        int rest = number;
        for (int i = used + digits - 1; i >= used; i--) {
            buffer[i] = (byte) ('0' + rest % 10);
            rest /= 10;
        }
        used += digits;
    }

    @Override
    public void line(String text) throws IOException {
        byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
        room(bytes.length + 1);
        System.arraycopy(bytes, 0, buffer, used, bytes.length);
        used += bytes.length;
        buffer[used++] = '\n';
    }

    private void room(int bytes) throws IOException {
        if (used + bytes > buffer.length) {
            flush();
            if (bytes > buffer.length) {
                buffer = new byte[bytes];
            }
        }
    }

    private void flush() throws IOException {
        out.write(buffer, 0, used);
        used = 0;
    }

    @Override
    public void end(Ending howItEnded, long stacks, String noteOnAll) throws IOException {
        flush();
        out.flush();
        ending = howItEnded;
        count = stacks;
        note = noteOnAll;
    }

    /** How the answer ended, or null if it has not. */
    public Ending ending() {
        return ending;
    }

    public long count() {
        return count;
    }

    public String note() {
        return note;
    }
}
