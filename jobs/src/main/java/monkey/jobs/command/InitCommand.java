package monkey.jobs.command;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;
import monkey.amun.interpreters.Interpreter;
import monkey.amun.interpreters.Interpreters;
import monkey.jobs.experiment.Experiment;
import monkey.jobs.experiment.ExperimentReader;
import monkey.jobs.experiment.InvalidExperimentException;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Writes a first experiment for a project, with every key explained. */
@Command(
        name = "init",
        header = "Write a commented experiment from a pyproject.toml or a requirements file.",
        description = {
            "",
            "The experiment tests the project's dependencies on the newest Python of this machine, with files",
            "uploaded before today, so that it can be repeated. Its script only imports what is required: put",
            "your own test there.",
            ""
        },
        footer = {
            "",
            "Examples:",
            "  monkey init                              from the pyproject.toml or requirements.txt that is here",
            "  monkey init ../app/pyproject.toml -o app.yaml",
        })
final class InitCommand implements Callable<Integer> {
    private static final List<String> USUAL_SOURCES = List.of("pyproject.toml", "requirements.txt");

    @Parameters(
            paramLabel = "SOURCE",
            arity = "0..1",
            description = "a pyproject.toml, or a requirements file (default: the one that is here)")
    private Path source;

    @Option(
            names = {"-o", "--output"},
            paramLabel = "FILE",
            defaultValue = "experiment.yaml",
            description = "write there, or to standard output if it is '-' (default: ${DEFAULT-VALUE})")
    private String output;

    @Option(names = "--force", description = "replace the file if it is there")
    private boolean force;

    @Mixin
    private CommonOptions common;

    private final Terminal terminal;

    InitCommand(Terminal terminal) {
        this.terminal = terminal;
    }

    @Override
    public Integer call() throws InvalidExperimentException, IOException {
        Path from = source != null ? source : usualSource();
        boolean project = from.getFileName().toString().endsWith(".toml") || Files.isDirectory(from);
        Experiment required = ExperimentReader.read(
                        Optional.empty(),
                        Map.of(project ? "--project" : "--requirements-file", List.of(from.toString())),
                        Path.of("").toAbsolutePath(),
                        false)
                .experiment();
        boolean toStandardOutput = output.equals("-");
        Path target = Path.of(toStandardOutput ? "experiment.yaml" : output).toAbsolutePath();
        if (!toStandardOutput && Files.exists(target) && !force) {
            throw CommandException.wrongInput(
                    "'" + output + "' is there already. Name another file by --output, or replace it by --force.");
        }
        String text = ExperimentTemplate.fill(
                name(from),
                project ? "project" : "requirements-file",
                target.getParent().relativize(from.toAbsolutePath()).toString(),
                pythons(),
                LocalDate.now(ZoneOffset.UTC),
                required.requirements().stream()
                        .map(root -> root.requirement().name().toString())
                        .distinct()
                        .toList());
        if (toStandardOutput) {
            text.lines().forEach(terminal::answer);
        } else {
            write(target, text);
            terminal.say("Wrote " + output + ". Put your test under 'script', then: monkey run " + output);
        }
        return ExitCode.DONE;
    }

    private void write(Path target, String text) {
        try {
            Files.createDirectories(target.getParent());
            Files.writeString(target, text);
        } catch (IOException e) {
            throw CommandException.wrongInput("'" + output + "' cannot be written: " + e.getMessage()
                    + ". Name a file that you may write, by --output.");
        }
    }

    private static Path usualSource() {
        return USUAL_SOURCES.stream()
                .map(Path::of)
                .filter(Files::isRegularFile)
                .findFirst()
                .orElseThrow(() -> CommandException.wrongInput("neither " + String.join(" nor ", USUAL_SOURCES)
                        + " is here. Name the file that says what your project requires: monkey init FILE."));
    }

    /** The folder that the source lies in mostly is the project's. */
    private static String name(Path source) {
        Path folder = source.toAbsolutePath().normalize().getParent().getFileName();
        String name = folder == null ? "" : folder.toString().replaceAll("[^A-Za-z0-9._-]+|^[^A-Za-z0-9]+", "-");
        return name.matches("[A-Za-z0-9].*") ? name : "experiment";
    }

    /** Minor versions, newest first; where there is none, whichever comes. */
    private static List<String> pythons() {
        List<String> here = Interpreters.onThisMachine().all().stream()
                .map(Interpreter::minorVersion)
                .distinct()
                .toList();
        return here.isEmpty() ? List.of("3") : here;
    }
}
