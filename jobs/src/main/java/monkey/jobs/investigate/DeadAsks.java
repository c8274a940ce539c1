package monkey.jobs.investigate;

import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import monkey.dataset.learning.PageAsk;
import monkey.dataset.message.Outbox;
import monkey.dataset.message.WrittenMessage;
import monkey.jobs.messages.Message;
import monkey.jobs.messages.MessageCodec;
import monkey.jobs.messages.MessageType;
import org.jdbi.v3.core.Handle;

/** Gives up asks of which it turned out, after their message was handled, that nothing can come of them. */
final class DeadAsks {
    private DeadAsks() {}

    /** Writes a dead letter for each, in the caller's transaction. */
    static void give(Handle transaction, List<PageAsk> asks, String reason, Instant now) {
        for (PageAsk ask : asks) {
            ask.asking().ifPresent(asking -> Outbox.write(transaction, List.of(letter(ask, asking, reason, now))));
        }
    }

    private static WrittenMessage letter(PageAsk ask, PageAsk.Asking asking, String reason, Instant now) {
        MessageType type = MessageType.find(asking.topic()).orElseThrow();
        Message message = MessageCodec.read(type, asking.payload());
        Map<String, String> hints = new LinkedHashMap<>();
        hints.put("reason", reason);
        Optional.ofNullable(ask.cause().messageId()).ifPresent(id -> hints.put("message-id", id.toString()));
        return new WrittenMessage(
                UUID.randomUUID(),
                asking.topic() + ".dlt",
                message.key(),
                asking.payload(),
                hints,
                ask.cause().correlationId(),
                ask.cause().messageId(),
                now);
    }
}
