package monkey.resolver.command;

import java.io.IOException;
import java.io.OutputStream;

/** Standard output, whose failures are told apart from all others: the reader has closed its end. */
final class ClosableOutput extends OutputStream {
    private final OutputStream out;

    ClosableOutput(OutputStream out) {
        this.out = out;
    }

    @Override
    public void write(int value) throws IOException {
        try {
            out.write(value);
        } catch (IOException e) {
            throw new ClosedOutput(e);
        }
    }

    @Override
    public void write(byte[] bytes, int from, int length) throws IOException {
        try {
            out.write(bytes, from, length);
        } catch (IOException e) {
            throw new ClosedOutput(e);
        }
    }
}
