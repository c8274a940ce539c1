package monkey.jobs.inspect;

import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;
import monkey.amun.Backend;
import monkey.amun.InspectionResult;
import monkey.amun.Outcome;
import monkey.amun.Submission;

/**
 * Inspections in flight, never more than a window of them.
 *
 * <p>One thread lets them begin and hears how they ended; the backend's threads only hand over results. What ended by no fault
 * of its own keeps its place and is tried again before anything new begins, three times in all. The window holds no state that
 * must outlive it: whose turn it is and what has ended is the {@link Work}'s to store.
 *
 * <p>Not safe for several threads, but for {@link #wake}.
 */
public final class InspectionWindow<T> {
    private static final int ATTEMPTS = 3;
    /** How often to look for work, and at whether it is enough, when nothing ends. */
    private static final Duration PATIENCE = Duration.ofSeconds(1);

    private final Backend backend;
    private final int size;
    private final Set<Flight<T>> inFlight = new LinkedHashSet<>();
    private final BlockingQueue<Arrival<T>> arrivals = new LinkedBlockingQueue<>();

    /** @param size how many are in flight at a time; at least 1 */
    public InspectionWindow(Backend backend, int size) {
        this.backend = backend;
        this.size = size;
    }

    /** One that was submitted. */
    private static final class Flight<T> {
        private final Work.Begin<T> begun;
        private Submission submission;

        private Flight(Work.Begin<T> begun) {
            this.begun = begun;
        }
    }

    /** How a flight ended, or (both null) a nudge to look up. */
    private record Arrival<T>(Flight<T> flight, InspectionResult result) {}

    /**
     * What was in flight when it was enough.
     *
     * @param cancelled those that ended without a result
     * @param left how many go on without us, where the backend lets them
     */
    public record LetGo<T>(List<T> cancelled, int left) {}

    /** Makes a window that waits look whether it is enough. May be called from any thread. */
    public void wake() {
        arrivals.add(new Arrival<>(null, null));
    }

    /**
     * Does the work.
     *
     * @param enough asked between any two results; true ends it, once what has ended by then is told
     * @return whether the work is over; otherwise it was enough, and {@link #letGo} is due
     */
    public boolean run(Work<T> work, BooleanSupplier enough) {
        while (!enough.getAsBoolean()) {
            int room = size - inFlight.size();
            if (room > 0) {
                work.next(room).forEach(this::submit);
            }
            if (inFlight.isEmpty() && work.isOver()) {
                return true;
            }
            await(work);
        }
        for (Arrival<T> ended; (ended = arrivals.poll()) != null; ) {
            take(ended, work, false);
        }
        return false;
    }

    private void submit(Work.Begin<T> begun) {
        Flight<T> flight = new Flight<>(begun);
        flight.submission = backend.submit(begun.specification());
        inFlight.add(flight);
        flight.submission.result().thenAccept(result -> arrivals.add(new Arrival<>(flight, result)));
    }

    private void await(Work<T> work) {
        try {
            Arrival<T> arrival = arrivals.poll(PATIENCE.toMillis(), TimeUnit.MILLISECONDS);
            if (arrival != null) {
                take(arrival, work, true);
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("interrupted while inspections were in flight", e);
        }
    }

    private void take(Arrival<T> arrival, Work<T> work, boolean mayBegin) {
        if (!inFlight.contains(arrival.flight())) {
            return; // A nudge, or the end of one that was let go.
        }
        Work.Begin<T> begun = arrival.flight().begun;
        if (arrival.result().outcome() != Outcome.INFRASTRUCTURE || begun.attempt() >= ATTEMPTS) {
            inFlight.remove(arrival.flight());
            work.ended(begun.what(), arrival.result());
        } else if (mayBegin) {
            inFlight.remove(arrival.flight());
            if (work.again(begun.what(), arrival.result())) {
                submit(new Work.Begin<>(begun.what(), begun.attempt() + 1, begun.specification()));
            }
        }
    }

    /**
     * Lets go of all that is in flight.
     *
     * @param everything asked once, if anything could go on without us: whether that is to be stopped too
     */
    public LetGo<T> letGo(BooleanSupplier everything) {
        List<T> cancelled = new ArrayList<>();
        boolean all = inFlight.isEmpty() || !backend.goesOnWithoutUs() || everything.getAsBoolean();
        int left = 0;
        for (Flight<T> flight : inFlight) {
            if (all) {
                flight.submission.cancel();
            } else if (flight.submission.leave()) {
                left++;
                continue;
            }
            cancelled.add(flight.begun.what());
        }
        inFlight.clear();
        return new LetGo<>(cancelled, left);
    }
}
