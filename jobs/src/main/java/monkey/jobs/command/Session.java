package monkey.jobs.command;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import monkey.jobs.encode.Encoding;
import monkey.jobs.experiment.Experiment;
import monkey.jobs.experiment.InvalidExperimentException;
import monkey.jobs.learn.LearningProgress;
import monkey.jobs.learn.UnmeetableRootException;
import monkey.jobs.workbench.Target;
import monkey.jobs.workbench.Workbench;
import picocli.CommandLine.Model.CommandSpec;

/** An experiment that a command was given, and the workbench to look at it, open until the command ends. */
final class Session implements AutoCloseable {
    private final Experiment experiment;
    private final Workbench workbench;
    private final Progress progress;
    private final boolean offline;

    private Session(Experiment experiment, Workbench workbench, Progress progress, boolean offline) {
        this.experiment = experiment;
        this.workbench = workbench;
        this.progress = progress;
        this.offline = offline;
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
        Path home = common.home();
        return new Session(
                experiment, Workbench.open(experiment, home, arguments.offline()), progress, arguments.offline());
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

    boolean offline() {
        return offline;
    }

    @Override
    public void close() {
        progress.close();
        workbench.close();
    }
}
