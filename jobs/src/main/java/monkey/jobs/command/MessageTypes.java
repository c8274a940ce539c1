package monkey.jobs.command;

import java.util.Arrays;
import java.util.List;
import java.util.stream.Collectors;
import monkey.jobs.messages.MessageType;

/** Types of messages as a user names them. */
final class MessageTypes {
    private MessageTypes() {}

    /** @param names none for all */
    static List<MessageType> of(List<String> names) {
        return names == null || names.isEmpty()
                ? List.of(MessageType.values())
                : names.stream().map(MessageTypes::of).toList();
    }

    static MessageType of(String name) {
        return MessageType.find(name)
                .orElseThrow(() -> CommandException.wrongInput("there is no message '" + name + "'. There are "
                        + Arrays.stream(MessageType.values())
                                .map(MessageType::title)
                                .collect(Collectors.joining(", "))
                        + "; their topics' names are understood too."));
    }
}
