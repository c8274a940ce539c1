package monkey.jobs.batch;

import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import org.springframework.batch.core.step.StepContribution;

/**
 * A person's wish to stop, as steps see it. Spring Batch's own way of stopping writes to the step's row from a second
 * thread, against the step itself; here the step looks at a flag and ends itself as stopped. Safe for several threads.
 */
final class Stopping {
    private final List<Runnable> listeners = new CopyOnWriteArrayList<>();
    private volatile boolean requested;

    /** From now on, an end is wished for. */
    void request() {
        requested = true;
        listeners.forEach(Runnable::run);
    }

    boolean requested() {
        return requested;
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
