package monkey.jobs.inspect;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;
import java.util.function.Function;
import monkey.amun.Backend;
import monkey.amun.InspectionResult;
import monkey.amun.InspectionSpecification;
import monkey.amun.Outcome;
import monkey.amun.Submission;
import monkey.dataset.run.InspectionStore;
import monkey.dataset.run.InspectionTask;
import monkey.dataset.run.Progress;
import monkey.dataset.run.Worker;

/**
 * Keeps a bounded window of a run's inspections in flight until all have ended, the budget has, or somebody asks for an end.
 *
 * <p>The database holds every inspection's state; this loop only moves it on. An inspection is claimed before it is
 * submitted and its end is stored in one transaction, so whatever moment the process dies at, the next one finds each
 * inspection either ended or to be done. One thread claims and stores; the backend's threads only hand over results.
 */
public final class InspectionLoop {
    /** How often an inspection that ended by no fault of its own is tried in all. */
    private static final int ATTEMPTS = 3;
    /** How often to look when the only inspections left are in the hands of another process. */
    private static final Duration PATIENCE = Duration.ofSeconds(1);

    private final InspectionStore inspections;
    private final Backend backend;
    private final String backendName;
    private final int window;
    private final Clock clock;
    private final BlockingQueue<Arrival> arrivals = new LinkedBlockingQueue<>();

    private BooleanSupplier cancelling = () -> false;

    /** @param window how many inspections are in flight at a time; at least 1 */
    public InspectionLoop(InspectionStore inspections, Backend backend, String backendName, int window, Clock clock) {
        this.inspections = inspections;
        this.backend = backend;
        this.backendName = backendName;
        this.window = window;
        this.clock = clock;
    }

    /** How the loop ended. */
    public enum Ending {
        ALL_ENDED,
        BUDGET_SPENT,
        INTERRUPTED
    }

    /** A result that came in, or (both null) a nudge to look at the flag of interruption. */
    private record Arrival(InspectionTask task, InspectionResult result) {}

    /** @param asked once, when the loop ends early: true where what could go on without us is to be stopped too */
    public InspectionLoop cancellingWhen(BooleanSupplier asked) {
        this.cancelling = asked;
        return this;
    }

    /** Makes a loop that waits look whether it is to end. May be called from any thread. */
    public void wake() {
        arrivals.add(new Arrival(null, null));
    }

    /**
     * Runs what is planned.
     *
     * @param specification of a task, as the backend wants it
     * @param interrupted asked between any two results; true ends the loop; what is in flight is cancelled, or left where it
     *     goes on without us
     * @param watcher told after each inspection that ended
     */
    public Ending run(
            long runId,
            Function<InspectionTask, InspectionSpecification> specification,
            InspectionBudget budget,
            BooleanSupplier interrupted,
            InspectionWatcher watcher) {
        Map<InspectionTask, Submission> inFlight = new HashMap<>();
        Instant deadline = budget.time().map(time -> clock.instant().plus(time)).orElse(Instant.MAX);
        Set<Long> begun = new HashSet<>();
        try (Worker worker = inspections.worker(backendName)) {
            while (true) {
                if (interrupted.getAsBoolean()) {
                    keepWhatHasEnded(worker, inFlight, watcher);
                    letGo(worker, runId, inFlight, watcher);
                    return Ending.INTERRUPTED;
                }
                boolean mayBegin =
                        begun.size() < budget.inspections() && clock.instant().isBefore(deadline);
                int room = mayBegin ? (int) Math.min(window - inFlight.size(), budget.inspections() - begun.size()) : 0;
                if (room > 0) {
                    List<InspectionTask> claimed = worker.claim(runId, room, clock.instant());
                    for (InspectionTask task : claimed) {
                        inFlight.put(task, submit(task, specification.apply(task)));
                        watcher.started(task);
                        begun.add(task.inspectionId());
                    }
                }
                if (inFlight.isEmpty()) {
                    Progress progress = inspections.progress(runId);
                    if (progress.planned() + progress.started() == 0) {
                        return Ending.ALL_ENDED;
                    }
                    if (!mayBegin) {
                        return Ending.BUDGET_SPENT;
                    }
                }
                accept(worker, inFlight, watcher);
            }
        }
    }

    private Submission submit(InspectionTask task, InspectionSpecification specification) {
        Submission submission = backend.submit(specification);
        submission.result().thenAccept(result -> arrivals.add(new Arrival(task, result)));
        return submission;
    }

    private void accept(Worker worker, Map<InspectionTask, Submission> inFlight, InspectionWatcher watcher) {
        try {
            Arrival arrival = arrivals.poll(PATIENCE.toMillis(), TimeUnit.MILLISECONDS);
            if (arrival != null && arrival.task() != null) {
                inFlight.remove(arrival.task());
                store(worker, arrival, watcher);
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("interrupted while inspections were in flight", e);
        }
    }

    private void store(Worker worker, Arrival arrival, InspectionWatcher watcher) {
        InspectionTask task = arrival.task();
        InspectionResult result = arrival.result();
        if (result.outcome() == Outcome.INFRASTRUCTURE && task.attempt() < ATTEMPTS) {
            worker.retry(task.inspectionId());
            watcher.retried(task, result.reason());
        } else if (worker.end(InspectionTranslation.result(task.inspectionId(), result, clock.instant()))) {
            watcher.ended(task, result);
        }
    }

    private void keepWhatHasEnded(Worker worker, Map<InspectionTask, Submission> inFlight, InspectionWatcher watcher) {
        for (Arrival arrival; (arrival = arrivals.poll()) != null; ) {
            if (arrival.task() != null && inFlight.remove(arrival.task()) != null) {
                store(worker, arrival, watcher);
            }
        }
    }

    /** What goes on without us is not cancelled: it is planned again, and whoever submits it next finds it under way. */
    private void letGo(Worker worker, long runId, Map<InspectionTask, Submission> inFlight, InspectionWatcher watcher) {
        List<Long> cancelled = new ArrayList<>();
        int left = 0;
        boolean all = inFlight.isEmpty() || !backend.goesOnWithoutUs() || cancelling.getAsBoolean();
        for (Map.Entry<InspectionTask, Submission> each : inFlight.entrySet()) {
            if (all) {
                each.getValue().cancel();
            } else if (each.getValue().leave()) {
                left++;
                continue;
            }
            cancelled.add(each.getKey().inspectionId());
        }
        worker.cancel(runId, cancelled);
        if (left > 0) {
            watcher.left(left);
        }
    }
}
