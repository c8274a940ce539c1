package monkey.jobs.messages;

import java.util.List;
import org.jdbi.v3.core.Handle;

/**
 * What is done about messages of one type. It is called in a transaction that remembers the message as handled: whatever it
 * writes with that handle, messages for others included, is done once, however often the message is delivered.
 *
 * <p>It touches the database and nothing else. What takes long (asking an index, building) is written down as work to be
 * done and done by others: so nothing that one message waits for can hold up the next, and there is nothing to wait for but
 * the database itself. Called by several threads at a time, for different keys.
 */
@FunctionalInterface
public interface MessageHandler<M extends Message> {
    /**
     * @throws MessageException when it can never be handled. Any other exception is taken for a passing trouble where it is
     *     one of the database, and for a mistake of ours, which becomes a dead letter too, where it is not
     */
    void handle(Envelope<M> message, Handle transaction);

    /** Handles many in one transaction, in their order; worth overriding where one statement can do the work of many. */
    default void handleAll(List<Envelope<M>> messages, Handle transaction) {
        for (Envelope<M> message : messages) {
            handle(message, transaction);
        }
    }
}
