package monkey.resolver.protocol;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import monkey.resolver.answer.Sink;
import monkey.resolver.diagram.StackCursor;
import monkey.resolver.ending.Ending;

/** Writes an answer as frames: stacks as differences to the one before, a trailer at the end. Not thread-safe. */
public final class FrameSink implements Sink {
    private static final int FULL = (1 << 16) - 4096;

    private final FrameWriter frames;

    public FrameSink(FrameWriter frames) {
        this.frames = frames;
    }

    @Override
    public void stack(StackCursor cursor) throws IOException {
        int kept = cursor.kept();
        int size = cursor.size();
        int[] ids = cursor.ids();
        frames.number(kept);
        frames.number(size - kept);
        for (int i = kept; i < size; i++) {
            frames.number(ids[i]);
        }
        if (frames.length() >= FULL) {
            frames.send(Frames.STACKS);
        }
    }

    @Override
    public void pass() throws IOException {
        sendStacks();
        frames.flush();
    }

    @Override
    public void line(String text) throws IOException {
        sendStacks();
        frames.bytes(text.getBytes(StandardCharsets.UTF_8));
        frames.send(Frames.LINE);
    }

    @Override
    public void end(Ending ending, long count, String note) throws IOException {
        sendStacks();
        long checksum = frames.takeChecksum();
        frames.fixed(ending.ordinal(), 1);
        frames.fixed(count, 8);
        frames.fixed(checksum, 4);
        frames.bytes(note.getBytes(StandardCharsets.UTF_8));
        frames.send(Frames.TRAILER);
        frames.takeChecksum();
        frames.flush();
    }

    /** Says that the request was not understood; takes the place of an answer. */
    public void error(String message) throws IOException {
        frames.bytes(message.getBytes(StandardCharsets.UTF_8));
        frames.send(Frames.ERROR);
        frames.takeChecksum();
        frames.flush();
    }

    private void sendStacks() throws IOException {
        if (frames.length() > 0) {
            frames.send(Frames.STACKS);
        }
    }
}
