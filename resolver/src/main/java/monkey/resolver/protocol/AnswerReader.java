package monkey.resolver.protocol;

import java.io.IOException;
import java.io.InputStream;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import monkey.resolver.ending.Ending;

/**
 * Reads answers, stack by stack. A stream that breaks off, or whose checksum does not hold, makes the answer partial;
 * what was read before stays good. Not thread-safe.
 */
public final class AnswerReader {
    private final FrameReader frames;
    private boolean greeted;
    private int[] stack = new int[64];
    private int size;
    private boolean inStacks;
    private Ending ending;
    private long count;
    private String note = "";
    private String error;
    private String breakage;
    private final List<String> lines = new ArrayList<>();
    private long read;

    public AnswerReader(InputStream in) {
        frames = new FrameReader(in);
    }

    /** Makes ready for the next answer on the same stream. */
    public void begin() {
        size = 0;
        inStacks = false;
        ending = null;
        count = 0;
        note = "";
        error = null;
        lines.clear();
        read = 0;
    }

    /** The next stack, ids ascending, or null at the end: then {@link #ending} tells how it ended. */
    public int[] next() {
        if (ending != null || error != null) {
            return null;
        }
        try {
            return read();
        } catch (IOException e) {
            breakage = e.getMessage();
            ending = Ending.PARTIAL;
            count = read;
            return null;
        }
    }

    private int[] read() throws IOException {
        if (!greeted) {
            frames.greeting();
            greeted = true;
        }
        while (!inStacks || frames.left() == 0) {
            frames.check(false);
            int type = frames.next();
            inStacks = type == Frames.STACKS;
            frames.check(type == Frames.STACKS || type == Frames.LINE);
            switch (type) {
                case Frames.STACKS:
                    break;
                case Frames.LINE:
                    lines.add(frames.text(frames.left()));
                    break;
                case Frames.ERROR:
                    error = frames.text(frames.left());
                    frames.takeChecksum();
                    return null;
                case Frames.TRAILER:
                    trailer();
                    return null;
                case FrameReader.END:
                    throw new IOException("byte " + frames.position() + ": the stream ends without a trailer");
                default:
                    throw frames.wrong("there is no frame of type " + type);
            }
        }
        int kept = frames.integer("the number of ids kept");
        int added = frames.integer("the number of ids added");
        if (kept > size || (long) kept + added > Integer.MAX_VALUE - 8) {
            throw frames.wrong("a stack keeps " + kept + " ids of one that has " + size);
        }
        size = kept;
        for (int i = 0; i < added; i++) {
            if (size == stack.length) {
                stack = Arrays.copyOf(stack, size * 2);
            }
            stack[size++] = frames.integer("an id");
        }
        int[] sorted = Arrays.copyOf(stack, size);
        Arrays.sort(sorted);
        read++;
        return sorted;
    }

    private void trailer() throws IOException {
        long expected = frames.takeChecksum();
        int ordinal = (int) frames.fixed(1);
        long stacks = frames.fixed(8);
        long checksum = frames.fixed(4);
        String text = frames.text(frames.left());
        if (ordinal >= Ending.PARTIAL.ordinal()) {
            throw frames.wrong("there is no ending " + ordinal);
        }
        if (checksum != expected || stacks != read) {
            throw frames.wrong("the trailer speaks of " + stacks + " stacks with checksum " + checksum + ", but " + read
                    + " came with checksum " + expected);
        }
        ending = Ending.values()[ordinal];
        count = stacks;
        note = text;
    }

    /** How the answer ended; null while it goes on or if it is an error. */
    public Ending ending() {
        return ending;
    }

    /** Number of stacks of the answer, once it has ended. */
    public long count() {
        return count;
    }

    /** What was said about the answer as a whole. */
    public String note() {
        return note;
    }

    /** The lines of text that came so far. */
    public List<String> lines() {
        return lines;
    }

    /** Why there is no answer, or null. */
    public String error() {
        return error;
    }

    /** What broke the stream off, or null. */
    public String breakage() {
        return breakage;
    }
}
