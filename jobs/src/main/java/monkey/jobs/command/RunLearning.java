package monkey.jobs.command;

import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Instant;
import java.util.Optional;
import monkey.jobs.experiment.Experiment;
import monkey.jobs.investigate.Investigator;
import monkey.jobs.investigate.InvestigatorSettings;
import monkey.jobs.learn.UnmeetableRootException;
import monkey.jobs.park.Parking;
import monkey.jobs.reach.Reach;
import monkey.jobs.solve.SolveEnvironment;
import monkey.jobs.transport.Kafka;
import monkey.jobs.workbench.LearningBench;
import monkey.jobs.workbench.Target;

/** Who learns what a run needs: the run itself, or others that are asked by messages. */
final class RunLearning implements AutoCloseable {
    private static final int SOLVERS = 4;

    private final Session session;
    private final Mode mode;
    private final Optional<Path> output;
    private LearningBench bench;
    private Kafka kafka;
    private Investigator investigator;

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
        if (!anyInvestigator()) {
            investigateHere();
        }
        Experiment experiment = session.experiment();
        Course course = new Course(target);
        Parking parking = new Parking(session.workbench().dataset().parkedRuns(), course, Clock.systemUTC());
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

        /** The one that this run waits for may be killed at any time. */
        @Override
        public boolean isWorthWaiting() {
            if (anyInvestigator()) {
                return true;
            }
            session.progress().note("no investigator is at work on this knowledge base any more");
            return false;
        }
    }

    /** What another process would do, done in this one until the run has ended. */
    private void investigateHere() {
        session.progress().note("no investigator is at work on this knowledge base: one works in this process");
        bench = LearningBench.beside(session.workbench());
        kafka = Kafka.open(session.workbench().home());
        investigator = Investigator.start(
                bench,
                kafka,
                new InvestigatorSettings(Optional.empty(), SOLVERS, false, false),
                new SimpleMeterRegistry());
    }

    @Override
    public void close() {
        try (LearningBench usedLast = bench;
                Kafka used = kafka;
                Investigator usedFirst = investigator) {
            // in the opposite order of their opening
        }
    }
}
