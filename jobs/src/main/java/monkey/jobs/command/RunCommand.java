package monkey.jobs.command;

import java.io.IOException;
import java.nio.file.Path;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Supplier;
import monkey.dataset.digest.Sha256;
import monkey.dataset.run.RecordedEnvironment;
import monkey.dataset.run.RunState;
import monkey.jobs.batch.ExperimentRun;
import monkey.jobs.batch.RunInProgressException;
import monkey.jobs.batch.RunRequest;
import monkey.jobs.experiment.InvalidExperimentException;
import monkey.jobs.inspect.Bench;
import monkey.jobs.workbench.ArgoBench;
import monkey.jobs.workbench.BackendName;
import monkey.jobs.workbench.Target;
import monkey.reports.ci.FailOn;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** The whole way from requirements to a report. */
@Command(
        name = "run",
        header = "Run an experiment, and report which of its stacks fail.",
        description = {
            "",
            "Learns what the package indexes offer, works out which stacks are possible, chooses some by the",
            "experiment's strategy, builds and runs the script in each, and writes report.html, report.md and",
            "report.json, junit.xml and report.sarif. Prints where the page is.",
            "",
            "Stopped at any point (Ctrl-C, a crash), the same command goes on where it was. Asked for again when",
            "it is done, it only writes the report, unless the indexes have come to allow other stacks since.",
            "",
            "With --backend argo inspections run as workflows of the Argo server that monkey.argo.server (or",
            "MONKEY_ARGO_SERVER) names. Ctrl-C once leaves, and they go on: the same command finds them again.",
            "Twice, or 'monkey cancel RUN', stops them too.",
            ""
        },
        sortOptions = false,
        footer = {
            "",
            "Examples:",
            "  monkey run experiment.yaml",
            "  monkey run --require 'flask>=1.0,<2.3' --python 3.11 --script smoke.py --strategy cover --limit 40",
            "  monkey run experiment.yaml --again --output report",
            "  monkey run experiment.yaml --fail-on proven,slower:10%%",
        })
final class RunCommand implements Callable<Integer>, ExperimentCommand {
    @Mixin
    private ExperimentArguments arguments;

    @Option(
            names = "--output",
            paramLabel = "DIR",
            description = "where to write the report (default: monkey-reports/NAME-RUN)")
    private Path output;

    @Option(
            names = "--again",
            description =
                    "make a new run once the last is complete, even if nothing is new; results that are known are not made"
                            + " again")
    private boolean again;

    @Option(
            names = "--learning",
            paramLabel = "auto|inline|messages",
            defaultValue = "auto",
            description = {
                "who learns what the run needs: this process (inline), or whoever handles messages, for whom the run"
                        + " then waits. auto: messages where an investigator is at work on the same knowledge base",
            })
    private RunLearning.Mode learning;

    @Option(
            names = "--backend",
            paramLabel = "local|argo",
            defaultValue = "local",
            description = "where inspections run: on this machine, or on a cluster (default: ${DEFAULT-VALUE})")
    private BackendName backend;

    @Option(
            names = "--ignore-unsupported",
            description = "go on where the backend cannot heed what the experiment asks for, such as hardware here")
    private boolean ignoreUnsupported;

    @Mixin
    private FailOnOption failOn;

    @Mixin
    private CommonOptions common;

    @Spec
    private CommandSpec spec;

    private final Terminal terminal;

    RunCommand(Terminal terminal) {
        this.terminal = terminal;
    }

    @Override
    public Integer call() throws IOException, InvalidExperimentException, SQLException {
        FailOn stopOn = failOn.read();
        RunReports.requireFolder(Optional.ofNullable(output));
        try (Session session = Session.open(arguments, common, spec, terminal, true);
                RunLearning by = new RunLearning(session, learning, Optional.ofNullable(output))) {
            RunReports reports = new RunReports(session.workbench().dataset(), Optional.ofNullable(output), stopOn);
            AtomicReference<RunReports.Written> written = new AtomicReference<>();
            ExperimentRun.Result result =
                    new ExperimentRun(request(session, by, runId -> written.set(reports.write(runId)))).execute();
            if (result.newlyExecuted()) {
                written.get().learnt().forEach(session.progress()::note);
            }
            session.progress().note(written.get().sentence());
            if (!result.newlyExecuted()) {
                session.progress()
                        .note("Nothing new: this is run " + result.runId() + " again. A new one is made by --again.");
            }
            terminal.answer(written.get().page().toString());
            terminal.flush(); // after Ctrl-C the process ends as soon as the session does
            return result.state() == RunState.STOPPED
                    ? ExitCode.INTERRUPTED
                    : written.get().exitCode(terminal);
        } catch (RunInProgressException e) {
            throw CommandException.failed(e.getMessage(), e);
        }
    }

    private RunRequest request(Session session, RunLearning by, java.util.function.LongConsumer report)
            throws IOException {
        Unsupported.require(
                session.experiment().inspection(),
                arguments.unheeded(),
                backend,
                ignoreUnsupported,
                session.progress());
        List<Target> targets = session.targets();
        List<RecordedEnvironment> environments =
                targets.stream().map(session.workbench()::recorded).toList();
        String digest = digest(session, environments);
        return new RunRequest(
                session.experiment(),
                digest,
                environments,
                again,
                session.workbench().database().dataSource(),
                session.workbench().dataset(),
                new SessionExploration(session, targets, by),
                benches(session, digest),
                report,
                session.progress());
    }

    /** What is wrong with the configuration is said before anything is learnt or chosen. */
    private Supplier<Bench> benches(Session session, String digest) {
        if (backend == BackendName.local) {
            return session.workbench()::bench;
        }
        try {
            return ArgoBench.configured(common.home(), session.experiment().inspection(), RunLabel.of(digest))::open;
        } catch (IllegalArgumentException e) {
            throw CommandException.wrongInput(e.getMessage());
        }
    }

    /** The same words mean another experiment with another interpreter or other indexes. */
    private static String digest(Session session, List<RecordedEnvironment> environments) {
        List<String> parts = new ArrayList<>();
        parts.add(session.experiment().digest());
        environments.forEach(environment -> parts.add(environment.digest()));
        parts.addAll(session.workbench().indexes());
        return Sha256.ofLines(parts);
    }
}
