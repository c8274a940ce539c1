package monkey.jobs.command;

import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.UUID;
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

/** Puts dead letters back. */
@Command(
        name = "replay",
        header = "Put dead letters back to where they came from, to be handled once more.",
        description = {"", "They keep their ids: one that was handled after all is not handled again.", ""})
final class MessagesReplayCommand implements Callable<Integer> {
    @Parameters(arity = "0..*", paramLabel = "ID", description = "of dead letters, as 'dead-letters' lists them")
    private List<UUID> ids;

    @Option(names = "--all", description = "all of them")
    private boolean all;

    @Mixin
    private CommonOptions common;

    private final Terminal terminal;

    MessagesReplayCommand(Terminal terminal) {
        this.terminal = terminal;
    }

    @Override
    public Integer call() {
        Set<UUID> wanted = ids == null ? Set.of() : new HashSet<>(ids);
        if (wanted.isEmpty() != all) {
            throw CommandException.wrongInput("Name the dead letters to put back by their ids, or all by --all.");
        }
        List<Passing> replayed;
        try (Database database = Database.open(common.home());
                Kafka kafka = Kafka.open(common.home())) {
            kafka.topics().make();
            replayed = new DeadLetterBox(kafka, Dataset.open(database.dataSource()))
                    .replay(MessageTypes.of(List.of()), letter -> all || wanted.contains(letter.id()));
        }
        replayed.forEach(letter ->
                terminal.answer(letter.id() + " put back as " + letter.type().title()));
        Set<UUID> missing = new HashSet<>(wanted);
        replayed.forEach(letter -> missing.remove(letter.id()));
        if (!missing.isEmpty()) {
            throw CommandException.wrongInput(
                    "No dead letter has the id " + missing.iterator().next() + ".");
        }
        return ExitCode.DONE;
    }
}
