package monkey.resolver.command;

import java.io.IOException;

/** Whoever read the output has enough of it. */
final class ClosedOutput extends IOException {
    private static final long serialVersionUID = 1L;

    ClosedOutput(IOException cause) {
        super(cause);
    }
}
