package monkey.jobs.command;

import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.Callable;
import java.util.concurrent.TimeUnit;
import monkey.dataset.Dataset;
import monkey.jobs.messages.Envelope;
import monkey.jobs.messages.Message;
import monkey.jobs.messages.MessageException;
import monkey.jobs.messages.MessageForm;
import monkey.jobs.messages.MessageType;
import monkey.jobs.messages.Outgoing;
import monkey.jobs.transport.Kafka;
import monkey.jobs.transport.Relay;
import monkey.jobs.transport.Traffic;
import monkey.jobs.workbench.Database;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Writes a message and sees it off. */
@Command(
        name = "send",
        header = "Send a message.",
        description = {
            "",
            "  monkey messages send UnresolvedPackage package_name=flask",
            "  monkey messages send UnresolvedPackage --json '{\"package_name\": \"flask\"}'",
            "",
            "What is no such message is refused. The answer is its id.",
            ""
        })
final class MessagesSendCommand implements Callable<Integer> {
    private static final long LONGEST_WAIT_SECONDS = 30;

    @Parameters(index = "0", paramLabel = "TYPE", description = "such as UnresolvedPackage")
    private String type;

    @Parameters(index = "1..*", arity = "0..*", paramLabel = "FIELD=VALUE", description = "what it says")
    private Map<String, String> fields;

    @Option(names = "--json", paramLabel = "OBJECT", description = "what it says, in place of fields")
    private String json;

    @Option(names = "--hint", paramLabel = "NAME=VALUE", description = "what is said about it, in a header")
    private Map<String, String> hints;

    @Option(names = "--correlation", paramLabel = "ID", description = "what it belongs to (default: a new one)")
    private String correlation;

    @Mixin
    private CommonOptions common;

    private final Terminal terminal;

    MessagesSendCommand(Terminal terminal) {
        this.terminal = terminal;
    }

    @Override
    public Integer call() throws InterruptedException {
        Message message = message(MessageTypes.of(type));
        String belongsTo = Optional.ofNullable(correlation)
                .orElseGet(() -> UUID.randomUUID().toString());
        Envelope<Message> envelope = Envelope.first(message, belongsTo)
                .withHints(Optional.ofNullable(hints).orElse(Map.of()));
        try (Database database = Database.open(common.home());
                Kafka kafka = Kafka.open(common.home())) {
            kafka.topics().make();
            Dataset dataset = Dataset.open(database.dataSource());
            Outgoing.write(dataset.outbox(), List.of(envelope));
            seeOff(dataset, kafka, envelope.id());
        }
        terminal.answer(envelope.id().toString());
        return ExitCode.DONE;
    }

    private Message message(MessageType type) {
        if (json != null && fields != null) {
            throw CommandException.wrongInput("Say it either by --json or by fields.");
        }
        try {
            return json == null
                    ? MessageForm.of(type, Optional.ofNullable(fields).orElse(Map.of()))
                    : MessageForm.of(type, json);
        } catch (MessageException e) {
            throw CommandException.wrongInput(
                    e.getMessage() + ". " + type.title() + " has the fields " + MessageForm.names(type) + ".");
        }
    }

    private void seeOff(Dataset dataset, Kafka kafka, UUID id) throws InterruptedException {
        long deadline = System.nanoTime() + TimeUnit.SECONDS.toNanos(LONGEST_WAIT_SECONDS);
        try (Relay relay = Relay.start(dataset.outbox(), kafka, new Traffic(new SimpleMeterRegistry()))) {
            while (!dataset.outbox().isPublished(id)) {
                if (System.nanoTime() > deadline) {
                    terminal.say("note: it is written and not sent yet (" + relay.trouble()
                            + "); whoever handles messages next sends it.");
                    return;
                }
                Thread.sleep(20);
            }
        }
    }
}
