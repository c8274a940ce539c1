package monkey.jobs.command;

import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

/** Messages by hand. */
@Command(
        name = "messages",
        header = "Look at the messages that learning is made of; send, list the dead, put back.",
        description = {
            "",
            "What is not known is asked for by messages on Kafka, and what was learnt is told by messages.",
            "'tail' shows them, 'send' writes one, 'dead-letters' lists those that could not be handled and",
            "why, 'replay' puts them back. Without a Kafka of your own (spring.kafka.bootstrap-servers) the",
            "home's is used, and started if it does not run.",
            ""
        },
        synopsisSubcommandLabel = "COMMAND",
        subcommands = {
            MessagesTailCommand.class,
            MessagesSendCommand.class,
            MessagesDeadLettersCommand.class,
            MessagesReplayCommand.class
        })
final class MessagesCommand implements java.util.concurrent.Callable<Integer> {
    @Mixin
    private CommonOptions common;

    private final Terminal terminal;

    MessagesCommand(Terminal terminal) {
        this.terminal = terminal;
    }

    @Override
    public Integer call() {
        terminal.say("Say what to do with messages: tail, send, dead-letters or replay. See 'monkey messages --help'.");
        return ExitCode.WRONG_INPUT;
    }
}
