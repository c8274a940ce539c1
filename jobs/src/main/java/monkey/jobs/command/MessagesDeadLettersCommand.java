package monkey.jobs.command;

import java.util.List;
import java.util.concurrent.Callable;
import monkey.dataset.Dataset;
import monkey.jobs.transport.DeadLetterBox;
import monkey.jobs.transport.Kafka;
import monkey.jobs.transport.Passing;
import monkey.jobs.workbench.Database;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Lists what could not be handled. */
@Command(
        name = "dead-letters",
        header = "List the messages that could not be handled, and why.",
        description = {"", "Those that were put back and handled since are not listed.", ""})
final class MessagesDeadLettersCommand implements Callable<Integer> {
    @Parameters(arity = "0..*", paramLabel = "TYPE", description = "only these, such as SolvedPackage (default: all)")
    private List<String> types;

    @Option(names = "--json", description = "a JSON object each, with content and stack trace")
    private boolean json;

    @Mixin
    private CommonOptions common;

    private final Terminal terminal;

    MessagesDeadLettersCommand(Terminal terminal) {
        this.terminal = terminal;
    }

    @Override
    public Integer call() {
        List<Passing> letters;
        try (Database database = Database.open(common.home());
                Kafka kafka = Kafka.open(common.home())) {
            kafka.topics().make();
            letters = new DeadLetterBox(kafka, Dataset.open(database.dataSource())).letters(MessageTypes.of(types));
        }
        letters.forEach(letter -> terminal.answer(json ? MessageLines.json(letter) : MessageLines.text(letter)));
        if (letters.isEmpty() && !json) {
            terminal.say("There are no dead letters.");
        }
        return ExitCode.DONE;
    }
}
