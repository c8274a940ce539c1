package monkey.jobs.command;

import java.nio.file.Path;
import java.util.Optional;
import monkey.dataset.Dataset;
import monkey.reports.Report;
import monkey.reports.Reports;
import monkey.reports.analysis.Analysis;
import monkey.reports.rows.ReportAssembler;

/** Writes the pages of runs where they are wanted, and says what they say. */
final class RunReports {
    private final Dataset dataset;
    private final Optional<Path> directory;

    /** @param directory where the pages go; by default a folder of their own below {@code monkey-reports} */
    RunReports(Dataset dataset, Optional<Path> directory) {
        this.dataset = dataset;
        this.directory = directory;
    }

    /**
     * @param page that was written
     * @param sentence the verdict
     */
    record Written(Path page, String sentence) {}

    /** @throws CommandException when there is no such run */
    Written write(long runId) {
        Report report = new ReportAssembler(dataset)
                .assemble(runId)
                .orElseThrow(() -> CommandException.wrongInput(
                        "there is no run " + runId + ". 'monkey runs' lists those there are."));
        Path to = directory.orElseGet(
                () -> Path.of("monkey-reports").resolve(report.run().name() + "-" + runId));
        return new Written(
                Reports.write(report, to), Analysis.of(report).verdict().sentence());
    }
}
