package monkey.jobs.command;

import java.util.List;
import java.util.concurrent.Callable;
import monkey.jobs.transport.Kafka;
import monkey.jobs.transport.Tail;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Shows what passes. */
@Command(
        name = "tail",
        header = "Show the last messages, and with --follow those that come.",
        description = {"", "A line each: time, type, key, id, content.", ""})
final class MessagesTailCommand implements Callable<Integer> {
    @Parameters(arity = "0..*", paramLabel = "TYPE", description = "only these, such as SolvedPackage (default: all)")
    private List<String> types;

    @Option(
            names = {"-n", "--last"},
            paramLabel = "N",
            defaultValue = "20",
            description = "how many of those that are there (default: ${DEFAULT-VALUE})")
    private int last;

    @Option(
            names = {"-f", "--follow"},
            description = "go on with those that come, until Ctrl-C")
    private boolean follow;

    @Option(names = "--json", description = "a JSON object each, with all that is said about it")
    private boolean json;

    @Mixin
    private CommonOptions common;

    private final Terminal terminal;

    MessagesTailCommand(Terminal terminal) {
        this.terminal = terminal;
    }

    @Override
    public Integer call() {
        try (Kafka kafka = Kafka.open(common.home())) {
            kafka.topics().make();
            new Tail(kafka).show(MessageTypes.of(types), Math.max(0, last), this::isWanted, message -> {
                terminal.answer(json ? MessageLines.json(message) : MessageLines.text(message));
                if (follow) {
                    terminal.flush();
                }
            });
        }
        return ExitCode.DONE;
    }

    private boolean isWanted() {
        terminal.flush();
        return follow && !terminal.readerIsGone();
    }
}
