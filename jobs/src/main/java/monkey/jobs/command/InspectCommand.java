package monkey.jobs.command;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import monkey.amun.InspectionResult;
import monkey.amun.ItemResult;
import monkey.amun.Outcome;
import monkey.amun.specification.SpecificationDocument;
import monkey.jobs.workbench.BackendName;
import monkey.jobs.workbench.SpecificationBench;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import tools.jackson.databind.json.JsonMapper;

/** Runs one of Amun's specifications. */
@Command(
        name = "inspect",
        header = "Run one inspection, as one of Amun's specifications describes it.",
        description = {
            "",
            "Installs the files that 'requirements_locked' names by their digests, runs the script as often as",
            "'batch_size' says, and prints how it ended. Nothing is stored. Exit code 0 when all items passed.",
            ""
        })
final class InspectCommand implements Callable<Integer> {
    @Parameters(paramLabel = "SPECIFICATION", description = "a JSON file; 'python.requirements_locked' is the stack")
    private Path file;

    @Option(
            names = "--backend",
            paramLabel = "local|argo",
            defaultValue = "local",
            description = "where it runs (default: ${DEFAULT-VALUE})")
    private BackendName backend;

    @Option(
            names = "--python",
            paramLabel = "VERSION",
            description = "default: what the lock requires, else the newest Python 3 of this machine")
    private String python;

    @Option(
            names = "--timeout",
            paramLabel = "SECONDS",
            defaultValue = "60",
            description = "the longest that one run of the script may take (default: ${DEFAULT-VALUE})")
    private int timeout;

    @Option(names = "--ignore-unsupported", description = "go on where the backend cannot heed what is asked for")
    private boolean ignoreUnsupported;

    @Option(
            names = "--format",
            paramLabel = "text|json",
            defaultValue = "text",
            description =
                    "how the result is written; json has Amun's document of each item (default: ${DEFAULT-VALUE})")
    private ResolveCommand.Format format;

    @Mixin
    private CommonOptions common;

    private final Terminal terminal;

    InspectCommand(Terminal terminal) {
        this.terminal = terminal;
    }

    @Override
    public Integer call() throws IOException {
        if (timeout < 1) {
            throw CommandException.wrongInput("--timeout must be at least 1 second.");
        }
        Progress progress = new Progress(terminal, common.quiet());
        SpecificationDocument document = AmunDocuments.read(file, progress);
        List<String> unheeded = new ArrayList<>(document.needsAnImage());
        if (backend == BackendName.local) {
            unheeded.add("the base image " + document.base());
            if (!document.run().hardware().isEmpty()) {
                unheeded.add("the hardware " + document.run().hardware());
            }
        }
        Unsupported.require(unheeded, backend, ignoreUnsupported, progress);
        String version = python != null ? python : document.python().isEmpty() ? "3" : document.python();
        InspectionResult result;
        try {
            result = new SpecificationBench(common.home(), backend)
                    .run(document, AmunDocuments.script(document), version, Duration.ofSeconds(timeout));
        } catch (IllegalArgumentException e) {
            throw CommandException.wrongInput(e.getMessage());
        }
        terminal.answer(format == ResolveCommand.Format.json ? json(result) : text(result));
        return result.outcome() == Outcome.PASSED ? ExitCode.DONE : ExitCode.FAILED;
    }

    private static String text(InspectionResult result) {
        StringBuilder text = new StringBuilder(result.outcome().word());
        if (!result.reason().isEmpty()) {
            text.append(": ").append(result.reason());
        }
        for (ItemResult item : result.items()) {
            text.append(String.format(
                    java.util.Locale.ROOT,
                    "%n%5d  %s, %.3f s",
                    item.item(),
                    item.outcome().word(),
                    item.wallTime().toNanos() / 1e9));
        }
        if (result.outcome() == Outcome.BUILD_FAILED) {
            text.append('\n').append(result.buildLog().strip());
        }
        return text.toString();
    }

    private static String json(InspectionResult result) {
        Map<String, Object> json = new LinkedHashMap<>();
        json.put("identifier", result.identifier());
        json.put("outcome", result.outcome().word());
        json.put("reason", result.reason());
        json.put("buildSeconds", result.buildTime().toNanos() / 1e9);
        json.put("buildLog", result.buildLog());
        List<Map<String, Object>> items = new ArrayList<>();
        for (ItemResult item : result.items()) {
            Map<String, Object> one = new LinkedHashMap<>();
            one.put("item", item.item());
            one.put("outcome", item.outcome().word());
            one.put("result", JsonMapper.shared().readTree(item.document()));
            items.add(one);
        }
        json.put("items", items);
        return JsonMapper.shared().writeValueAsString(json);
    }
}
