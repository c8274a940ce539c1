package monkey.jobs.command;

import java.io.IOException;
import java.math.BigInteger;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import monkey.dataset.run.AtStart;
import monkey.jobs.encode.Encoder;
import monkey.jobs.encode.Encoding;
import monkey.jobs.experiment.Experiment;
import monkey.jobs.experiment.InvalidExperimentException;
import monkey.jobs.learn.Learner;
import monkey.jobs.learn.LearningProgress;
import monkey.jobs.learn.UnmeetableRootException;
import monkey.jobs.reach.Reach;
import monkey.jobs.workbench.Target;
import monkey.jobs.workbench.Workbench;
import monkey.resolver.client.ResolverException;
import monkey.resolver.client.ResolverProcess;
import monkey.resolver.request.Request;
import picocli.CommandLine.Model.CommandSpec;

/**
 * An experiment that a command was given, and the workbench to look at it, open until the command ends, be it by Ctrl-C:
 * the database that it started must not outlive it then either.
 */
final class Session implements AutoCloseable {
    private static final long LONGEST_ENDING_SECONDS = 25;
    private static final Duration LONGEST_COUNT = Duration.ofSeconds(10);

    private final Experiment experiment;
    private final Workbench workbench;
    private final Progress progress;
    private final Thread hook;
    private final CountDownLatch closed = new CountDownLatch(1);

    private Session(
            Experiment experiment, Workbench workbench, Progress progress, Terminal terminal, boolean endsByItself) {
        this.experiment = experiment;
        this.workbench = workbench;
        this.progress = progress;
        this.hook = new Thread(() -> interrupted(terminal, endsByItself), "session-end");
        Runtime.getRuntime().addShutdownHook(hook);
    }

    static Session open(
            ExperimentArguments arguments,
            CommonOptions common,
            CommandSpec spec,
            Terminal terminal,
            boolean scriptNeeded)
            throws InvalidExperimentException, IOException {
        if (common.verbose()) {
            Logging.more();
        }
        Progress progress = new Progress(terminal, common.quiet());
        Experiment experiment = arguments.read(spec, scriptNeeded, progress);
        Workbench workbench = Workbench.open(experiment, common.home(), arguments.offline());
        // A run answers Ctrl-C itself: it still has a report to write.
        boolean endsByItself = scriptNeeded;
        return new Session(experiment, workbench, progress, terminal, endsByItself);
    }

    Experiment experiment() {
        return experiment;
    }

    Workbench workbench() {
        return workbench;
    }

    Progress progress() {
        return progress;
    }

    List<Target> targets() throws IOException {
        return workbench.targets();
    }

    /** Only one environment may be meant here. */
    Target onlyTarget(String purpose) throws IOException {
        if (experiment.environments().size() > 1) {
            throw CommandException.wrongInput(purpose + " is of one environment, and the experiment has "
                    + experiment.environments().size() + ". Choose one by --python.");
        }
        return targets().get(0);
    }

    /** What is possible in an environment by what is known; nothing is learnt for it. */
    AtStart start(Target target) {
        try {
            Reach reach = workbench.survey(target, Instant.now().minus(Learner.FRESH));
            return reach.isComplete() ? AtStart.KNOWN : new AtStart(false, count(reach));
        } catch (UnmeetableRootException e) {
            return new AtStart(false, BigInteger.ZERO);
        }
    }

    /** Null where that takes too long to say: it is of interest only beside what is possible in the end. */
    private BigInteger count(Reach reach) {
        try (ResolverProcess resolver = workbench.resolver(Encoder.encode(reach).graph())) {
            return resolver.count(Request.count().withDeadline(LONGEST_COUNT));
        } catch (ResolverException tooMany) {
            return null;
        }
    }

    /** The stack space of an environment, learnt first. */
    Encoding encode(Target target) throws IOException {
        try {
            Encoding encoding = workbench.encode(target, learning(target));
            progress.close();
            return encoding;
        } catch (UnmeetableRootException e) {
            throw Unmeetable.explained(e, experiment, workbench);
        }
    }

    /** Tells whoever watches how learning goes on. */
    LearningProgress learning(Target target) {
        return state -> {
            int done = state.pagesAsked() + state.versionsLearnt();
            int open = state.pagesOpen() + state.versionsOpen();
            progress.at(
                    "learning for " + target.name() + ": " + state.packages() + " packages reached, pages and metadata",
                    done,
                    done + (long) open);
        };
    }

    @Override
    public void close() {
        release();
        try {
            Runtime.getRuntime().removeShutdownHook(hook);
        } catch (IllegalStateException alreadyShuttingDown) {
            // Then the hook is running, and finds that all is closed.
        }
    }

    private synchronized void release() {
        if (closed.getCount() > 0) {
            progress.close();
            workbench.close();
            closed.countDown();
        }
    }

    private void interrupted(Terminal terminal, boolean endsByItself) {
        try {
            if (endsByItself) {
                closed.await(LONGEST_ENDING_SECONDS, TimeUnit.SECONDS);
            } else {
                // What fails from now on fails because of this.
                terminal.silence();
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        release();
    }
}
