package monkey.jobs.batch;

import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import sun.misc.Signal;
import sun.misc.SignalHandler;

/**
 * Turns Ctrl-C, and a scheduler's SIGTERM, into the wish that the run ends now with what is done so far on the page.
 *
 * <p>The JVM answers both signals by running its shutdown hooks and halting after them. The hook here passes the wish on
 * and then holds the JVM open until the run has written its report, though not for ever: what is
 * missing by then is found again by the next start.
 *
 * <p>A second Ctrl-C wishes for the end of what could go on without us, such as workflows on a cluster. The JVM itself would
 * not tell of it: hence a handler of our own.
 */
final class Interruption implements AutoCloseable {
    private static final long GRACE_MILLISECONDS = 20_000;

    private static final Signal INTERRUPT = new Signal("INT");

    private final CountDownLatch ended = new CountDownLatch(1);
    private final Thread hook = new Thread(this::passOnAndWait, "interruption");
    private final Stopping stopping;
    private final AtomicInteger times = new AtomicInteger();
    private SignalHandler before;

    Interruption(Stopping stopping) {
        this.stopping = stopping;
        try {
            before = Signal.handle(INTERRUPT, signal -> interrupted());
        } catch (IllegalArgumentException notOurs) {
            before = null; // The JVM was told to leave signals alone, or it is none that this system has.
        }
        try {
            Runtime.getRuntime().addShutdownHook(hook);
        } catch (IllegalStateException alreadyShuttingDown) {
            stopping.request();
        }
    }

    /** The run has ended, by itself or because it was asked to: nothing more needs to be waited for. */
    @Override
    public void close() {
        ended.countDown();
        if (before != null) {
            Signal.handle(INTERRUPT, before);
        }
        try {
            Runtime.getRuntime().removeShutdownHook(hook);
        } catch (IllegalStateException alreadyShuttingDown) {
            // Then the hook is running, and has just been released.
        }
    }

    private void interrupted() {
        if (times.incrementAndGet() == 1) {
            // Returns only when the hooks have run, and the next signal must find this thread free.
            Thread exit = new Thread(() -> System.exit(128 + INTERRUPT.getNumber()), "interrupted");
            exit.setDaemon(true);
            exit.start();
        } else {
            stopping.requestEverything();
        }
    }

    private void passOnAndWait() {
        stopping.request();
        try {
            ended.await(GRACE_MILLISECONDS, TimeUnit.MILLISECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
