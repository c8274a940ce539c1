package monkey.jobs.command;

import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import monkey.dataset.Dataset;
import monkey.dataset.run.Run;
import monkey.dataset.run.RunSummary;
import monkey.jobs.workbench.Database;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import tools.jackson.databind.json.JsonMapper;

/** Lists what was run. */
@Command(
        name = "runs",
        header = "List the runs of experiments, the newest first.",
        description = {"", "The number in front is what 'monkey report' wants to know.", ""})
final class RunsCommand implements Callable<Integer> {
    private static final DateTimeFormatter TIME = DateTimeFormatter.ofPattern("yyyy-MM-dd HH:mm");

    @Option(
            names = "--limit",
            paramLabel = "N",
            defaultValue = "20",
            description = "how many (default: ${DEFAULT-VALUE})")
    private int limit;

    @Option(
            names = "--format",
            paramLabel = "text|json",
            defaultValue = "text",
            description = "how runs are written (default: ${DEFAULT-VALUE})")
    private ResolveCommand.Format format;

    @Mixin
    private CommonOptions common;

    private final Terminal terminal;

    RunsCommand(Terminal terminal) {
        this.terminal = terminal;
    }

    @Override
    public Integer call() {
        List<RunSummary> runs;
        try (Database database = Database.open(common.home())) {
            runs = Dataset.open(database.dataSource()).runs().list(Math.max(1, limit));
        }
        if (format == ResolveCommand.Format.json) {
            terminal.answer(JsonMapper.shared()
                    .writeValueAsString(runs.stream().map(RunsCommand::json).toList()));
        } else if (runs.isEmpty()) {
            terminal.say("Nothing was run yet. 'monkey run EXPERIMENT' does.");
        } else {
            int width =
                    runs.stream().mapToInt(r -> r.run().name().length()).max().orElse(0);
            runs.forEach(run -> terminal.answer(text(run, width)));
        }
        return ExitCode.DONE;
    }

    private static String text(RunSummary summary, int width) {
        Run run = summary.run();
        String took =
                run.endedAt() == null ? "" : ", " + Durations.words(Duration.between(run.startedAt(), run.endedAt()));
        String why = run.message() == null
                ? ""
                : ": " + run.message().lines().findFirst().orElse("");
        return ("%5d  %s  %-" + Math.max(1, width) + "s  %s, %d of %d inspections%s%s")
                .formatted(
                        run.id(),
                        TIME.format(run.startedAt().atZone(ZoneId.systemDefault())),
                        run.name(),
                        run.state().word(),
                        summary.ended(),
                        summary.asked(),
                        took,
                        why);
    }

    private static Map<String, Object> json(RunSummary summary) {
        Run run = summary.run();
        Map<String, Object> json = new LinkedHashMap<>();
        json.put("run", run.id());
        json.put("name", run.name());
        json.put("state", run.state().word());
        json.put("started", run.startedAt().toString());
        json.put(
                "ended",
                run.endedAt() == null ? null : Instant.from(run.endedAt()).toString());
        json.put("inspectionsAsked", summary.asked());
        json.put("inspectionsEnded", summary.ended());
        json.put("message", run.message());
        return json;
    }
}
