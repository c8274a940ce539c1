package monkey.jobs.command;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.Callable;
import monkey.jobs.encode.Encoding;
import monkey.jobs.experiment.InvalidExperimentException;
import monkey.jobs.workbench.GraphWriter;
import monkey.jobs.workbench.Target;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** Writes the stack space as the resolver sees it. */
@Command(
        name = "graph",
        header = "Write the stack space as a graph of integers, for the resolver on its own.",
        description = {"", "The graph is in the resolver's text form, with name==version of each id as a comment.", ""},
        sortOptions = false,
        footer = {
            "",
            "Example:",
            "  monkey graph 'flask>=1.0,<2.3' --python 3.11 -o flask.graph",
            "  java -jar resolver/target/resolver.jar describe flask.graph",
        })
final class GraphCommand implements Callable<Integer>, ExperimentCommand {
    @Option(
            names = {"-o", "--output"},
            paramLabel = "FILE",
            defaultValue = "-",
            description = "write there (default: standard output)")
    private String output;

    @Mixin
    private ExperimentArguments arguments;

    @Mixin
    private CommonOptions common;

    @Spec
    private CommandSpec spec;

    private final Terminal terminal;

    GraphCommand(Terminal terminal) {
        this.terminal = terminal;
    }

    @Override
    public Integer call() throws IOException, InvalidExperimentException {
        try (Session session = Session.open(arguments, common, spec, terminal, false)) {
            Target target = session.onlyTarget("A graph");
            Encoding space = session.encode(target);
            String text = GraphWriter.commented(
                    space,
                    session.experiment().name() + " on " + target.environment().title());
            if (output.equals("-")) {
                text.lines().forEach(terminal::answer);
            } else {
                write(text);
            }
            session.progress()
                    .note(space.packageCount() + " packages, " + space.versionCount() + " versions, "
                            + space.graph().pairCount() + " pairs");
            return ExitCode.DONE;
        }
    }

    private void write(String text) {
        try {
            Files.writeString(Path.of(output), text);
        } catch (IOException e) {
            throw CommandException.wrongInput("'" + output + "' cannot be written: " + e.getMessage()
                    + ". Name a file that you may write, by --output.");
        }
    }
}
