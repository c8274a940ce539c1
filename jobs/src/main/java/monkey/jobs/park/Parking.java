package monkey.jobs.park;

import java.io.InterruptedIOException;
import java.time.Clock;
import java.time.Instant;
import java.util.HashSet;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import monkey.dataset.learning.ParkedNeed;
import monkey.dataset.learning.ParkedRun;
import monkey.dataset.learning.ParkedRuns;
import monkey.jobs.learn.Learner;
import monkey.jobs.learn.UnmeetableRootException;
import monkey.jobs.reach.Reach;
import monkey.jobs.solve.SolveEnvironment;

/**
 * Has others learn what a run needs.
 *
 * <p>Idea: look what is unknown of what the run reaches, ask for all of it by messages, wait until all of it is there, and
 * look again, until nothing is unknown. What is waited for lies in the knowledge base, so a process that is killed while it
 * waits costs nothing: whoever goes on with the run looks what is unknown by then.
 *
 * <p>Ends, because what was asked for once is not asked for again: if it is unknown still, the run goes on to learn it
 * itself.
 */
public final class Parking {
    private static final long GLANCE_MILLISECONDS = 100;

    private final ParkedRuns runs;
    private final ParkedCourse course;
    private final Clock clock;

    /** A run that waits, as those see it who know what it needs. */
    public interface ParkedCourse {
        /** What is reached by what is known, pages confirmed before that moment being unknown. */
        Reach survey(Instant freshSince) throws UnmeetableRootException;

        /** Told several times a second what is asked for and what of that is still open. */
        void waiting(Reach reach, int asked, int open);

        /** Whether it makes sense to wait on; called now and then while nothing happens. */
        boolean isWorthWaiting();
    }

    /**
     * A run and where it belongs.
     *
     * @param experiment canonical
     * @param output where its report is to be written; empty for the usual place
     * @param pagesOnly whether which versions count is known only by their package's whole page
     */
    public record Parked(
            long runId, String experiment, Optional<String> output, SolveEnvironment environment, boolean pagesOnly) {}

    public Parking(ParkedRuns runs, ParkedCourse course, Clock clock) {
        this.runs = runs;
        this.course = course;
        this.clock = clock;
    }

    /**
     * Waits until all is known, or nobody is there to be waited for.
     *
     * @return whether all that the run needs is known; otherwise it has to see to the rest itself
     * @throws InterruptedIOException when the run was stopped; what it waited for stays noted down
     */
    public boolean await(Parked run) throws InterruptedIOException, UnmeetableRootException {
        Instant freshSince = clock.instant().minus(Learner.FRESH);
        String correlation = runs.find(run.runId())
                .map(ParkedRun::correlationId)
                .orElseGet(() -> UUID.randomUUID().toString());
        Set<ParkedNeed> asked = new HashSet<>();
        boolean parked = false;
        while (true) {
            Reach reach = course.survey(freshSince);
            Wants wants = Wants.of(reach, run.environment(), run.pagesOnly(), freshSince, correlation);
            if (wants.needs().isEmpty() || asked.containsAll(wants.needs())) {
                if (parked) {
                    runs.resume(run.runId(), clock.instant());
                }
                return wants.needs().isEmpty();
            }
            asked.addAll(wants.needs());
            parked = true;
            int open = runs.park(
                    run.runId(),
                    correlation,
                    run.experiment(),
                    run.output().orElse(null),
                    wants.needs(),
                    wants.messages(),
                    clock.instant());
            if (!awaitAll(run.runId(), reach, wants.needs().size(), open)) {
                runs.resume(run.runId(), clock.instant());
                return false;
            }
        }
    }

    private boolean awaitAll(long runId, Reach reach, int asked, int openAtFirst) throws InterruptedIOException {
        int open = openAtFirst;
        try {
            while (open > 0) {
                course.waiting(reach, asked, open);
                Thread.sleep(GLANCE_MILLISECONDS);
                int now = runs.find(runId).map(ParkedRun::openNeeds).orElse(0);
                if (now == open && !course.isWorthWaiting()) {
                    return false;
                }
                open = now;
            }
            return true;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new InterruptedIOException("the run was stopped while it waited for what it does not know");
        }
    }
}
