package monkey.jobs.batch;

import java.sql.SQLException;
import java.time.Clock;
import java.util.stream.IntStream;
import monkey.dataset.postgres.SessionLock;
import monkey.dataset.run.Run;
import monkey.dataset.run.RunState;

/**
 * Runs an experiment, or goes on with the run of it that was begun.
 *
 * <p>An experiment's runs are numbered by repetition. The same experiment is the same run, until that run is complete and
 * the indexes have since come to offer something else: then it is the next repetition, which still finds the results of
 * all inspections that it shares with earlier ones. Who asks for another one gets it once the last is complete: until then
 * the same command goes on with that, also if it had asked for another then. One process at a time executes a run; a lock that dies with its owner
 * says which.
 */
public final class ExperimentRun {
    private final RunRequest request;
    private final Clock clock = Clock.systemUTC();

    public ExperimentRun(RunRequest request) {
        this.request = request;
    }

    /**
     * @param runId of the run, whatever came of it
     * @param state in which this execution left it
     * @param newlyExecuted false when there was nothing left to do and only the pages were written
     */
    public record Result(long runId, RunState state, boolean newlyExecuted) {}

    /**
     * @throws RunInProgressException when another process is executing the same run
     * @throws RuntimeException what made a step fail; the run is marked as failed, and its pages say why. A run that has asked
     *     for no inspection yet is forgotten instead
     */
    public Result execute() throws SQLException {
        Stopping stopping = new Stopping();
        try (Interruption interruption = new Interruption(stopping)) {
            return execute(stopping);
        }
    }

    private Result execute(Stopping stopping) throws SQLException {
        BatchSchema.createIn(request.database());
        int repetition = repetition(stopping);
        Run run = request.dataset()
                .runs()
                .findOrCreate(
                        request.experiment().name(),
                        request.digest(),
                        repetition,
                        request.experiment().canonicalJson(),
                        clock.instant());
        if (run.state() == RunState.COMPLETE) {
            return reportAgain(run);
        }
        try (SessionLock mine =
                request.dataset().runs().own(run.id()).orElseThrow(() -> new RunInProgressException(run.id()))) {
            // Another process may have brought it to its end while this one looked for it.
            if (request.dataset().runs().find(run.id()).orElseThrow().state() == RunState.COMPLETE) {
                return reportAgain(run);
            }
            request.dataset().runs().resume(run.id());
            return new Result(run.id(), new JobExecutor(request, inHand(run), stopping, clock).execute(), true);
        }
    }

    private Result reportAgain(Run run) {
        request.report().accept(run.id());
        return new Result(run.id(), RunState.COMPLETE, false);
    }

    private int repetition(Stopping stopping) {
        return request.dataset()
                .runs()
                .latest(request.digest())
                .map(latest -> (request.again() && latest.state() == RunState.COMPLETE)
                                || new Novelty(request, stopping).since(latest)
                        ? latest.repetition() + 1
                        : latest.repetition())
                .orElse(0);
    }

    private RunInHand inHand(Run run) {
        return new RunInHand(
                run,
                request.experiment(),
                IntStream.range(0, request.environments().size())
                        .mapToObj(position -> new RunInHand.Target(
                                position,
                                request.experiment()
                                        .environments()
                                        .get(position)
                                        .name(),
                                request.environments().get(position)))
                        .toList());
    }
}
