package monkey.resolver.answer;

import java.io.IOException;
import monkey.resolver.diagram.StackCursor;
import monkey.resolver.ending.Ending;

/** Where an answer goes. Not thread-safe. */
public interface Sink {
    /** Writes the stack that the cursor is on. */
    void stack(StackCursor cursor) throws IOException;

    /** Passes on what was written so far instead of waiting for more. */
    void pass() throws IOException;

    /** Writes a line of text, given without its end. */
    void line(String text) throws IOException;

    /**
     * Says that this was all.
     *
     * @param count number of stacks written
     * @param note one line about the answer as a whole, or the empty string
     */
    void end(Ending ending, long count, String note) throws IOException;
}
