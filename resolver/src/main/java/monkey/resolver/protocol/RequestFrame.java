package monkey.resolver.protocol;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import monkey.resolver.request.Request;

/** A request as one frame: the words of a command line. */
public final class RequestFrame {
    private RequestFrame() {}

    /** Writes a request. */
    public static void write(Request request, FrameWriter frames) throws IOException {
        List<String> words = request.toArguments();
        frames.number(words.size());
        for (String word : words) {
            byte[] bytes = word.getBytes(StandardCharsets.UTF_8);
            frames.number(bytes.length);
            frames.bytes(bytes);
        }
        frames.send(Frames.REQUEST);
        frames.takeChecksum();
        frames.flush();
    }

    /** Asks for the present answer to end. */
    public static void writeCancel(FrameWriter frames) throws IOException {
        frames.send(Frames.CANCEL);
        frames.takeChecksum();
        frames.flush();
    }

    /** Reads the payload of the present frame. */
    static List<String> read(FrameReader frames) throws IOException {
        int count = frames.integer("the number of words");
        List<String> words = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            words.add(frames.text(frames.integer("the length of a word")));
        }
        return words;
    }
}
