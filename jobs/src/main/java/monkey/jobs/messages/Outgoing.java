package monkey.jobs.messages;

import java.util.Collection;
import java.util.List;
import monkey.dataset.message.Outbox;
import monkey.dataset.message.WrittenMessage;
import org.jdbi.v3.core.Handle;

/** Writes messages down to be sent: they are, once the transaction that writes them is committed. */
public final class Outgoing {
    private Outgoing() {}

    /** In the caller's transaction, after its other rows. */
    public static void write(Handle transaction, Envelope<?> message) {
        write(transaction, List.of(message));
    }

    /** In the caller's transaction, after its other rows. */
    public static void write(Handle transaction, Collection<? extends Envelope<?>> messages) {
        Outbox.write(transaction, messages.stream().map(Outgoing::written).toList());
    }

    /** In a transaction of their own. */
    public static void write(Outbox outbox, Collection<? extends Envelope<?>> messages) {
        outbox.write(messages.stream().map(Outgoing::written).toList());
    }

    /** As the knowledge base keeps it. */
    public static WrittenMessage written(Envelope<?> envelope) {
        return new WrittenMessage(
                envelope.id(),
                envelope.type().baseName(),
                envelope.message().key(),
                MessageCodec.write(envelope.message()),
                envelope.hints(),
                envelope.correlationId(),
                envelope.causeId().orElse(null),
                envelope.writtenAt());
    }
}
