package monkey.jobs.solve;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Threads that do one kind of work over and over, and rest while there is none: until somebody wakes them, or long enough
 * that others may have planned some. A failure costs a pause and never a thread.
 */
public final class Crew implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(Crew.class);
    private static final long REST_MILLISECONDS = 200;
    private static final long SHORT_REST_MILLISECONDS = 20;
    private static final long PAUSE_MILLISECONDS = 1_000;
    /** How long after a wake-up rests are short: the work may lie in a transaction that is about to end. */
    private static final long EAGER_NANOSECONDS = TimeUnit.MILLISECONDS.toNanos(400);

    private static final long LONGEST_ENDING_SECONDS = 5;

    private final List<Thread> threads = new ArrayList<>();
    private final Semaphore wakening = new Semaphore(0);
    private final Work work;
    private volatile boolean closing;
    private volatile long wokenAt = System.nanoTime() - EAGER_NANOSECONDS;

    /** Some work, as much as is good to do at once. */
    @FunctionalInterface
    public interface Work {
        /** @return false if there was none */
        boolean doSome() throws InterruptedException;
    }

    public Crew(String name, int size, Work work) {
        this.work = work;
        for (int i = 1; i <= size; i++) {
            Thread thread = new Thread(this::run, name + "-" + i);
            thread.setDaemon(true);
            threads.add(thread);
        }
    }

    public void start() {
        threads.forEach(Thread::start);
    }

    /** There is something to do, or will be in a moment. */
    public void wake() {
        wokenAt = System.nanoTime();
        wakening.release();
    }

    private long rest() {
        return System.nanoTime() - wokenAt < EAGER_NANOSECONDS ? SHORT_REST_MILLISECONDS : REST_MILLISECONDS;
    }

    private void run() {
        while (!closing) {
            try {
                if (!work.doSome()) {
                    wakening.tryAcquire(rest(), TimeUnit.MILLISECONDS);
                }
            } catch (InterruptedException e) {
                return;
            } catch (RuntimeException fault) {
                if (closing) {
                    return;
                }
                LOG.warn(
                        "{} failed and goes on in a second: {}",
                        Thread.currentThread().getName(),
                        fault.toString());
                LOG.info("because of", fault);
                pause();
            }
        }
    }

    private void pause() {
        try {
            Thread.sleep(PAUSE_MILLISECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    /** Waits a little for what is under way, then interrupts it. */
    @Override
    public void close() {
        closing = true;
        wakening.release(threads.size());
        long until = System.nanoTime() + TimeUnit.SECONDS.toNanos(LONGEST_ENDING_SECONDS);
        try {
            for (Thread thread : threads) {
                thread.join(Math.max(1, TimeUnit.NANOSECONDS.toMillis(until - System.nanoTime())));
            }
            for (Thread thread : threads) {
                thread.interrupt();
                thread.join(PAUSE_MILLISECONDS);
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
