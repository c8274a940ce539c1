package monkey.jobs.command;

import java.nio.file.Path;
import java.util.Optional;
import java.util.concurrent.Callable;
import monkey.dataset.Dataset;
import monkey.jobs.workbench.Database;
import monkey.reports.ci.FailOn;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** Writes the pages of a run once more. */
@Command(
        name = "report",
        header = "Write the report of a run, as it stands now.",
        description = {
            "",
            "Writes report.html, report.md, report.json, junit.xml and report.sarif, and prints where the page",
            "is. Nothing is run.",
            ""
        })
final class ReportCommand implements Callable<Integer> {
    @Mixin
    private RunChoice run;

    @Option(names = "--output", paramLabel = "DIR", description = "where to write (default: monkey-reports/NAME-RUN)")
    private Path output;

    @Mixin
    private FailOnOption failOn;

    @Mixin
    private CommonOptions common;

    private final Terminal terminal;

    ReportCommand(Terminal terminal) {
        this.terminal = terminal;
    }

    @Override
    public Integer call() {
        FailOn stopOn = failOn.read();
        RunReports.requireFolder(Optional.ofNullable(output));
        try (Database database = Database.open(common.home())) {
            Dataset dataset = Dataset.open(database.dataSource());
            RunReports reports = new RunReports(dataset, Optional.ofNullable(output), stopOn);
            RunReports.Written written = reports.write(run.among(dataset.runs()).id());
            terminal.say(written.sentence());
            terminal.answer(written.page().toString());
            return written.exitCode(terminal);
        }
    }
}
