package monkey.jobs.batch;

import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

/**
 * Turns Ctrl-C, and a scheduler's SIGTERM, into the wish that the run ends now with what is done so far on the page.
 *
 * <p>The JVM answers both signals by running its shutdown hooks and halting after them. The hook here passes the wish on
 * and then holds the JVM open until the run has written its report, though not for ever: what is
 * missing by then is found again by the next start.
 */
final class Interruption implements AutoCloseable {
    private static final long GRACE_MILLISECONDS = 20_000;

    private final CountDownLatch ended = new CountDownLatch(1);
    private final Thread hook = new Thread(this::passOnAndWait, "interruption");
    private final Stopping stopping;

    Interruption(Stopping stopping) {
        this.stopping = stopping;
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
        try {
            Runtime.getRuntime().removeShutdownHook(hook);
        } catch (IllegalStateException alreadyShuttingDown) {
            // Then the hook is running, and has just been released.
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
