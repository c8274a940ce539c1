package monkey.jobs.command;

import java.time.Duration;
import monkey.jobs.batch.RunWatcher;

/**
 * Says on standard error how far a command is: one line that keeps changing on a terminal, a line now and then
 * elsewhere, nothing when asked to be quiet. Safe for several threads.
 */
public final class Progress implements RunWatcher, AutoCloseable {
    private static final Duration ON_TERMINAL = Duration.ofMillis(100);
    private static final Duration ELSEWHERE = Duration.ofSeconds(10);
    private static final int WIDTH = 24;

    private final Terminal terminal;
    private final boolean quiet;
    private long saidAt = System.nanoTime();
    private boolean open;

    Progress(Terminal terminal, boolean quiet) {
        this.terminal = terminal;
        this.quiet = quiet;
    }

    @Override
    public synchronized void at(String what, long done, long total) {
        if (quiet || !due()) {
            return;
        }
        if (terminal.saysToTerminal()) {
            terminal.sayInPlace(bar(done, total) + what + " " + of(done, total));
            open = true;
        } else {
            terminal.say(what + " " + of(done, total));
        }
    }

    @Override
    public synchronized void note(String line) {
        if (!quiet) {
            close();
            terminal.say(line);
        }
    }

    /** Takes the changing line away. */
    @Override
    public synchronized void close() {
        if (open) {
            terminal.sayInPlace("");
            open = false;
        }
    }

    private boolean due() {
        long now = System.nanoTime();
        if (now - saidAt < (terminal.saysToTerminal() ? ON_TERMINAL : ELSEWHERE).toNanos()) {
            return false;
        }
        saidAt = now;
        return true;
    }

    private static String of(long done, long total) {
        return total > 0 ? done + " of " + total : Long.toString(done);
    }

    private static String bar(long done, long total) {
        if (total <= 0) {
            return "";
        }
        int full = (int) (WIDTH * Math.min(done, total) / total);
        return "[" + "#".repeat(full) + ".".repeat(WIDTH - full) + "] ";
    }
}
