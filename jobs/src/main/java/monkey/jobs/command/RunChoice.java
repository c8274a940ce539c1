package monkey.jobs.command;

import java.util.Optional;
import monkey.dataset.run.Run;
import monkey.dataset.run.RunStore;
import picocli.CommandLine.Parameters;

/** Which run a command is about: the number that {@code monkey runs} lists, or the name of an experiment for its newest run. */
final class RunChoice {
    @Parameters(
            paramLabel = "RUN",
            description = "number of the run, as 'monkey runs' lists it, or an experiment's name: its newest run")
    private String wanted;

    /**
     * The run of that number, else the newest run of that name.
     *
     * @throws CommandException when there is none
     */
    Run among(RunStore runs) {
        return (wanted.matches("[0-9]{1,18}") ? runs.find(Long.parseLong(wanted)) : Optional.<Run>empty())
                .or(() -> runs.newestNamed(wanted))
                .orElseThrow(() -> CommandException.wrongInput("there is no run " + wanted
                        + ", and no experiment of that name was run. 'monkey runs' lists those there are."));
    }
}
