package monkey.jobs.command;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Instant;
import java.util.Optional;
import monkey.jobs.experiment.Experiment;
import monkey.jobs.learn.UnmeetableRootException;
import monkey.jobs.park.Parking;
import monkey.jobs.reach.Reach;
import monkey.jobs.solve.SolveEnvironment;
import monkey.jobs.workbench.Target;

/** Who learns what a run needs: the run itself, or others that are asked by messages. */
final class RunLearning implements AutoCloseable {
    private final Session session;
    private final Mode mode;
    private final Optional<Path> output;

    /** As written on the command line. */
    enum Mode {
        auto,
        inline,
        messages
    }

    RunLearning(Session session, Mode mode, Optional<Path> output) {
        this.session = session;
        this.mode = mode;
        this.output = output;
    }

    /**
     * Waits until others have learnt what the run needs in an environment, if that is to be done by others. What is unknown
     * afterwards is for the run itself to learn.
     */
    void byOthers(Target target, long runId) {
        if (mode == Mode.inline || session.workbench().isOffline() || mode == Mode.auto && !anyInvestigator()) {
            return;
        }
        Experiment experiment = session.experiment();
        Parking parking =
                new Parking(session.workbench().dataset().parkedRuns(), new Course(target), Clock.systemUTC());
        try {
            boolean complete = parking.await(new Parking.Parked(
                    runId,
                    experiment.canonicalJson(),
                    output.map(folder -> folder.toAbsolutePath().toString()),
                    SolveEnvironment.of(session.workbench().recorded(target)),
                    experiment.versions().newest().isPresent()
                            || experiment.versions().onePerMinor()));
            session.progress().close();
            if (!complete) {
                session.progress().note("the rest is learnt by the run itself");
            }
        } catch (UnmeetableRootException e) {
            throw Unmeetable.explained(e, experiment, session.workbench());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private boolean anyInvestigator() {
        return session.workbench().dataset().presence().anyInvestigator();
    }

    /** The run in one environment, as it is shown while it waits. */
    private final class Course implements Parking.ParkedCourse {
        private final Target target;
        private boolean warned;

        Course(Target target) {
            this.target = target;
        }

        @Override
        public Reach survey(Instant freshSince) throws UnmeetableRootException {
            return session.workbench().survey(target, freshSince);
        }

        @Override
        public void waiting(Reach reach, int asked, int open) {
            session.progress()
                    .at(
                            "waiting for what was asked for " + target.name() + ": "
                                    + reach.packages().size() + " packages reached, pages and metadata",
                            asked - open,
                            asked);
        }

        @Override
        public boolean isWorthWaiting() {
            if (anyInvestigator()) {
                return true;
            }
            if (!warned) {
                warned = true;
                session.progress()
                        .note("no investigator is at work on this knowledge base"
                                + (mode == Mode.auto ? "" : ": 'monkey investigate' starts one; waiting"));
            }
            return mode != Mode.auto;
        }
    }

    @Override
    public void close() {}
}
