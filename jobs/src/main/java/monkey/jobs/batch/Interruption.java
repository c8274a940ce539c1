package monkey.jobs.batch;

import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

/**
 * The wish of a person (Ctrl-C, or a scheduler's SIGTERM) that a run ends now, with what is done so far on the page.
 *
 * <p>The JVM answers both signals by running its shutdown hooks and halting after them. The hook here raises a flag that
 * the steps look at, and then holds the JVM open until the run has written its report, though never longer than
 * a few seconds. Safe for use by many threads.
 */
final class Interruption implements AutoCloseable {
    /** How long a run may take to end after it was asked to. Beyond this, what is missing is found again by the next start. */
    private static final long GRACE_MILLISECONDS = 5_000;

    private final CountDownLatch ended = new CountDownLatch(1);
    private final Thread hook = new Thread(this::askAndWait, "interruption");
    private final Runnable wake;
    private volatile boolean requested;

    /** @param wake called once, from another thread, when the interruption comes: whoever waits may look at the flag */
    Interruption(Runnable wake) {
        this.wake = wake;
        Runtime.getRuntime().addShutdownHook(hook);
    }

    boolean requested() {
        return requested;
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

    private void askAndWait() {
        requested = true;
        wake.run();
        try {
            ended.await(GRACE_MILLISECONDS, TimeUnit.MILLISECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
