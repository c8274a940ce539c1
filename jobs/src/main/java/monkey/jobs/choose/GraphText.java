package monkey.jobs.choose;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import monkey.resolver.graph.Graph;
import monkey.resolver.graph.GraphFormatException;
import monkey.resolver.text.TextGraphReader;

/** Graphs that we wrote ourselves, read back. */
public final class GraphText {
    private GraphText() {}

    /** @throws IllegalStateException when it is no graph: then it is not as it was recorded */
    public static Graph read(String text) {
        try {
            return TextGraphReader.read(new ByteArrayInputStream(text.getBytes(StandardCharsets.UTF_8)));
        } catch (GraphFormatException e) {
            throw new IllegalStateException("the recorded graph is damaged: " + e.getMessage(), e);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
