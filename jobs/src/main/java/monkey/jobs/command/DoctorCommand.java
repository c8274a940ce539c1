package monkey.jobs.command;

import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.Callable;
import monkey.jobs.doctor.Caches;
import monkey.jobs.doctor.Examination;
import monkey.jobs.doctor.Finding;
import monkey.jobs.doctor.Finding.Health;
import monkey.jobs.experiment.Quantities;
import picocli.CommandLine.Command;
import picocli.CommandLine.Help.Ansi;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import tools.jackson.databind.json.JsonMapper;

/** Says what this machine has and lacks. */
@Command(
        name = "doctor",
        header = "Say what this machine has and lacks, and what each lack costs.",
        description = {
            "",
            "Looks at Java, the Pythons, the installer, what a sandbox can enforce here, the package indexes",
            "and the database; with --backend argo at the cluster instead of the Pythons and the sandbox:",
            "server, token, template, artifacts, quota. Exit code 1 if something is broken without which",
            "nothing can be run.",
            ""
        })
final class DoctorCommand implements Callable<Integer> {
    /** Where inspections run. */
    enum Place {
        local,
        argo
    }

    @Option(
            names = "--backend",
            paramLabel = "local|argo",
            defaultValue = "local",
            description = "where inspections are to run (default: ${DEFAULT-VALUE})")
    private Place place;

    @Option(
            names = "--format",
            paramLabel = "text|json",
            defaultValue = "text",
            description = "how findings are written (default: ${DEFAULT-VALUE})")
    private ResolveCommand.Format format;

    @Option(
            names = "--prune",
            paramLabel = "TIME",
            description = "first delete from the caches what was not used for so long, such as 30d; 1s for all of it")
    private String unusedFor;

    @Mixin
    private CommonOptions common;

    private final Terminal terminal;

    DoctorCommand(Terminal terminal) {
        this.terminal = terminal;
    }

    @Override
    public Integer call() throws IOException {
        if (unusedFor != null) {
            prune();
        }
        List<Finding> findings = new ArrayList<>();
        boolean text = format == ResolveCommand.Format.text;
        new Examination(common.home(), place == Place.argo, finding -> {
                    findings.add(finding);
                    if (text) {
                        terminal.answer(line(finding));
                        terminal.flush();
                    }
                })
                .run();
        if (!text) {
            terminal.answer(JsonMapper.shared()
                    .writeValueAsString(
                            findings.stream().map(DoctorCommand::json).toList()));
        } else {
            terminal.answer(summary(findings));
        }
        return count(findings, Health.BROKEN) == 0 ? ExitCode.DONE : ExitCode.FAILED;
    }

    private void prune() throws IOException {
        Duration unused = Quantities.duration(unusedFor)
                .orElseThrow(() ->
                        CommandException.wrongInput("--prune '" + unusedFor + "' is no time: write it as 30d or 12h."));
        long freed = new Caches(common.home()).deleteUnusedSince(Instant.now().minus(unused));
        terminal.say("caches are smaller by %.1f MiB".formatted((double) freed / (1 << 20)));
    }

    private String line(Finding finding) {
        String plain = "%-6s".formatted(word(finding.health()));
        String colour = switch (finding.health()) {
            case OK -> "green";
            case LACKS -> "yellow";
            case BROKEN -> "red";
        };
        String health = terminal.colours() ? Ansi.ON.string("@|" + colour + " " + plain + "|@") : plain;
        return health + "  %-9s  %s".formatted(finding.subject(), finding.what());
    }

    private static String summary(List<Finding> findings) {
        long broken = count(findings, Health.BROKEN);
        long lacks = count(findings, Health.LACKS);
        if (broken > 0) {
            return "Nothing can be run here until what is broken is put right.";
        }
        return lacks == 0
                ? "Everything is here."
                : "Experiments can be run here; " + lacks + (lacks == 1 ? " thing is" : " things are") + " lacking.";
    }

    private static long count(List<Finding> findings, Health health) {
        return findings.stream().filter(finding -> finding.health() == health).count();
    }

    private static String word(Health health) {
        return health.name().toLowerCase(Locale.ROOT);
    }

    private static Map<String, String> json(Finding finding) {
        Map<String, String> json = new LinkedHashMap<>();
        json.put("subject", finding.subject());
        json.put("health", word(finding.health()));
        json.put("what", finding.what());
        return json;
    }
}
