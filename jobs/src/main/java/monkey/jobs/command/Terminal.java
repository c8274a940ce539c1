package monkey.jobs.command;

import java.io.BufferedOutputStream;
import java.io.FileDescriptor;
import java.io.FileOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;

/**
 * The two streams of a command: answers go to standard output, everything else to standard error. Whether they end in a
 * terminal is asked by the launcher, because Java cannot tell them apart.
 */
public final class Terminal {
    private final PrintStream out;
    private final PrintStream err;
    private final boolean outIsTerminal;
    private final boolean errIsTerminal;
    private volatile boolean silent;

    Terminal(PrintStream out, PrintStream err, boolean outIsTerminal, boolean errIsTerminal) {
        this.out = out;
        this.err = err;
        this.outIsTerminal = outIsTerminal;
        this.errIsTerminal = errIsTerminal;
    }

    /** That of this process. */
    static Terminal ofProcess() {
        PrintStream out = new PrintStream(
                new BufferedOutputStream(new FileOutputStream(FileDescriptor.out), 1 << 16),
                false,
                StandardCharsets.UTF_8);
        PrintStream err = new PrintStream(new FileOutputStream(FileDescriptor.err), true, StandardCharsets.UTF_8);
        return new Terminal(
                out, err, Boolean.getBoolean("monkey.terminal.out"), Boolean.getBoolean("monkey.terminal.err"));
    }

    /** One line of the answer. Buffered: {@link #flush()} sends it. */
    public void answer(String line) {
        out.print(line);
        out.print('\n');
    }

    /** One line for whoever watches. */
    public void say(String line) {
        if (!silent) {
            err.print(line + "\n");
        }
    }

    /** Says nothing more: the user has pressed Ctrl-C, and knows. */
    void silence() {
        silent = true;
    }

    /** A line that the next one of its kind replaces; only on a terminal. */
    void sayInPlace(String line) {
        if (!silent) {
            err.print("\r\u001b[K" + line);
            err.flush();
        }
    }

    public void flush() {
        out.flush();
    }

    /** Whether whoever read the answer has gone, so that there is no point in going on. */
    public boolean readerIsGone() {
        return out.checkError();
    }

    public boolean answersToTerminal() {
        return outIsTerminal;
    }

    public boolean saysToTerminal() {
        return errIsTerminal;
    }

    boolean colours() {
        return outIsTerminal && System.getenv().getOrDefault("NO_COLOR", "").isEmpty();
    }

    PrintStream out() {
        return out;
    }

    PrintStream err() {
        return err;
    }
}
