package monkey.jobs.investigate;

import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import monkey.dataset.learning.PageAsk;
import monkey.dataset.message.Outbox;
import monkey.dataset.message.WrittenMessage;
import monkey.jobs.messages.MessageCodec;
import monkey.jobs.messages.MessageType;
import org.jdbi.v3.core.Handle;

/**
 * Gives up asks of which it turned out, after their message was handled, that no index has the package. The message is sent
 * once more: its handler now finds the answer in the knowledge base, and refuses it as it would have refused it at first.
 */
final class DeadAsks {
    private DeadAsks() {}

    static void send(Handle transaction, List<PageAsk> asks, Instant now) {
        for (PageAsk ask : asks) {
            ask.asking().ifPresent(asking -> Outbox.write(transaction, List.of(again(ask, asking, now))));
        }
    }

    private static WrittenMessage again(PageAsk ask, PageAsk.Asking asking, Instant now) {
        MessageType type = MessageType.find(asking.topic()).orElseThrow();
        return new WrittenMessage(
                UUID.randomUUID(),
                asking.topic(),
                MessageCodec.read(type, asking.payload()).key(),
                asking.payload(),
                Map.of(),
                ask.cause().correlationId(),
                ask.cause().messageId(),
                now);
    }
}
