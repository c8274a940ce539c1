package monkey.jobs.command;

import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.Callable;
import monkey.dataset.Dataset;
import monkey.dataset.postgres.SessionLock;
import monkey.dataset.run.Run;
import monkey.dataset.run.RunState;
import monkey.dataset.run.RunStore;
import monkey.jobs.workbench.ArgoBench;
import monkey.jobs.workbench.Database;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

/** Ends a run that another command executes, or that one has left on a cluster. */
@Command(
        name = "cancel",
        header = "End a run, and stop what of it is on a cluster.",
        description = {
            "",
            "A command that executes the run ends it within seconds, with what was done on the page. Workflows",
            "of an Argo server are stopped, whoever has left them there. 'monkey run' goes on with the run at",
            "any time.",
            ""
        })
final class CancelCommand implements Callable<Integer> {
    private static final Duration LONGEST = Duration.ofSeconds(30);
    private static final Duration LOOK = Duration.ofMillis(250);

    @Mixin
    private RunChoice choice;

    @Mixin
    private CommonOptions common;

    private final Terminal terminal;

    CancelCommand(Terminal terminal) {
        this.terminal = terminal;
    }

    @Override
    public Integer call() throws Exception {
        Path home = common.home();
        try (Database database = Database.open(home)) {
            RunStore runs = Dataset.open(database.dataSource()).runs();
            Run run = choice.among(runs);
            long number = run.id();
            if (run.state() == RunState.COMPLETE) {
                terminal.say("Run " + number + " is complete: there is nothing to end.");
                return ExitCode.DONE;
            }
            runs.askForCancel(number, Clock.systemUTC().instant());
            boolean over = awaitEnd(runs, number);
            if (over && runs.find(number).orElseThrow().state() == RunState.RUNNING) {
                runs.end(number, RunState.STOPPED, null, Clock.systemUTC().instant());
            }
            Optional<Integer> stopped = ArgoBench.stop(home, RunLabel.of(run.digest()));
            terminal.say(
                    (over ? "Run " + number + " is stopped" : "Run " + number + " was asked to end, and has not yet")
                            + stopped.map(count -> "; workflows stopped on the cluster: " + count)
                                    .orElse("")
                            + ".");
            return over ? ExitCode.DONE : ExitCode.FAILED;
        }
    }

    /** Whether nobody executes the run any more. */
    private boolean awaitEnd(RunStore runs, long number) throws Exception {
        for (long waited = 0; waited < LONGEST.toMillis(); waited += LOOK.toMillis()) {
            Optional<SessionLock> free = runs.own(number);
            if (free.isPresent()) {
                free.get().close();
                return true;
            }
            Thread.sleep(LOOK.toMillis());
        }
        return false;
    }
}
