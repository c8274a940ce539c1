package monkey.jobs.command;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import monkey.dataset.Dataset;
import monkey.reports.Environment;
import monkey.reports.Report;
import monkey.reports.Reports;
import monkey.reports.analysis.Analysis;
import monkey.reports.ci.FailOn;
import monkey.reports.rows.ReportAssembler;
import monkey.reports.text.Numbers;

/** Writes the pages of runs where they are wanted, and says what they say. */
final class RunReports {
    private final Dataset dataset;
    private final Optional<Path> directory;
    private final FailOn failOn;

    /**
     * @param directory where the pages go; by default a folder of their own below {@code monkey-reports}
     * @param failOn when a pipeline is to stop
     */
    RunReports(Dataset dataset, Optional<Path> directory, FailOn failOn) {
        this.dataset = dataset;
        this.directory = directory;
        this.failOn = failOn;
    }

    /**
     * Has it said before anything is run that the pages could not be written.
     *
     * @throws CommandException if so
     */
    static void requireFolder(Optional<Path> directory) {
        Path wanted = directory.orElse(Path.of("monkey-reports"));
        Path there = wanted.toAbsolutePath().normalize();
        while (!Files.exists(there) && there.getParent() != null) {
            there = there.getParent();
        }
        if (!Files.isDirectory(there)) {
            throw CommandException.wrongInput("the report cannot go into '" + wanted + "': " + there
                    + " is no folder. Give --output DIR, a folder that is there or can be made.");
        }
        if (!Files.isWritable(there)) {
            throw CommandException.wrongInput("the report cannot go into '" + wanted + "': " + there
                    + " is not writable for you. Give --output DIR, a folder that is.");
        }
    }

    /**
     * @param page that was written
     * @param sentence the verdict
     * @param learnt what was learnt since the run began is worth to it, a sentence for each environment where it is worth anything
     * @param stop why a pipeline is to stop; empty when it may go on
     */
    record Written(Path page, String sentence, List<String> learnt, Optional<String> stop) {
        /** The exit code of a command that ended well but for what it found, which is said. */
        int exitCode(Terminal terminal) {
            stop.ifPresent(reason -> terminal.say("--fail-on: " + reason));
            return stop.isPresent() ? ExitCode.FOUND : ExitCode.DONE;
        }
    }

    /** @throws CommandException when there is no such run */
    Written write(long runId) {
        Report report = new ReportAssembler(dataset)
                .assemble(runId)
                .orElseThrow(() -> CommandException.wrongInput(
                        "there is no run " + runId + ". 'monkey runs' lists those there are."));
        Path to = directory.orElseGet(
                () -> Path.of("monkey-reports").resolve(report.run().name() + "-" + runId));
        Analysis analysis = Analysis.of(report);
        return new Written(
                Reports.write(report, analysis, to),
                analysis.verdict().sentence(),
                report.environments().stream().flatMap(RunReports::learnt).toList(),
                failOn.reason(report, analysis));
    }

    private static Stream<String> learnt(Environment environment) {
        return environment
                .space()
                .growth()
                .map(growth -> environment.space().count().map(Numbers::grouped).orElseThrow() + " stacks possible for "
                        + environment.name() + "; " + growth)
                .stream();
    }
}
