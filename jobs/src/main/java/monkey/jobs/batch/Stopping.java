package monkey.jobs.batch;

import java.time.Duration;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.springframework.batch.core.step.StepContribution;

/**
 * A person's wish to stop, as steps see it. Spring Batch's own way of stopping writes to the step's row from a second
 * thread, against the step itself; here the step looks at a flag and ends itself as stopped. Safe for several threads.
 */
final class Stopping {
    /** How much later than a child that the same Ctrl-C ended we may hear of it. */
    private static final long LATENESS_MILLISECONDS = 500;

    private final CountDownLatch wish = new CountDownLatch(1);
    private final List<Runnable> listeners = new CopyOnWriteArrayList<>();
    private volatile boolean requested;
    private final CountDownLatch everything = new CountDownLatch(1);

    /** From now on, an end is wished for. */
    void request() {
        requested = true;
        wish.countDown();
        listeners.forEach(Runnable::run);
    }

    boolean requested() {
        return requested;
    }

    /** From now on, an end is wished for of what could go on without us, too. */
    void requestEverything() {
        everything.countDown();
        request();
    }

    /** Whether an end of everything is wished for, or will be within that time. */
    boolean requestedEverything(Duration within) {
        try {
            return everything.await(within.toMillis(), TimeUnit.MILLISECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return true;
        }
    }

    /** For whom something has failed: whether that is because an end is wished for, though nobody has told us yet. */
    boolean explainsFailure() {
        try {
            return wish.await(LATENESS_MILLISECONDS, TimeUnit.MILLISECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return requested;
        }
    }

    /** Does what a wish for an end interrupts, as by {@link Thread#interrupt}, and must then fail. */
    void interruptible(Runnable work) {
        Thread worker = Thread.currentThread();
        Object end = new Object();
        boolean[] ended = new boolean[1];
        onRequest(() -> {
            synchronized (end) {
                if (!ended[0]) {
                    worker.interrupt();
                }
            }
        });
        try {
            work.run();
        } finally {
            synchronized (end) {
                ended[0] = true;
            }
            if (requested) {
                Thread.interrupted(); // That was for the work; whoever ends the run has to write to the database.
            }
        }
    }

    /** Has this run, on the thread of the wish, when an end is wished for: to wake who waits. */
    void onRequest(Runnable listener) {
        listeners.add(listener);
        if (requested) {
            listener.run();
        }
    }

    /** When an end is wished for, makes this step end as stopped as soon as it returns. */
    boolean stop(StepContribution contribution) {
        if (requested) {
            contribution.getStepExecution().setTerminateOnly();
        }
        return requested;
    }
}
