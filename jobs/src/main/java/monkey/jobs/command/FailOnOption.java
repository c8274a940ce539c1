package monkey.jobs.command;

import java.util.List;
import monkey.reports.ci.FailOn;
import picocli.CommandLine.Option;

/** For pipelines: what of the report makes a command end with {@link ExitCode#FOUND}. */
final class FailOnOption {
    @Option(
            names = "--fail-on",
            paramLabel = "proven|suspected|slower:10%",
            description = "end with 3 when a cause of failure is proven; is at least suspected, or stacks fail for none"
                    + " that was found; some versions make a metric worse by that much or more, proven. Several, with"
                    + " commas between, mean any of them")
    private List<String> failOn = List.of();

    /** @throws CommandException when it cannot be understood */
    FailOn read() {
        try {
            return FailOn.of(failOn);
        } catch (IllegalArgumentException e) {
            throw CommandException.wrongInput("--fail-on: " + e.getMessage());
        }
    }
}
