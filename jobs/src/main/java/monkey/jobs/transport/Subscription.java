package monkey.jobs.transport;

import java.util.EnumMap;
import java.util.Map;
import java.util.Optional;
import java.util.function.LongSupplier;
import monkey.jobs.messages.Message;
import monkey.jobs.messages.MessageHandler;
import monkey.jobs.messages.MessageType;

/**
 * Which messages a role handles, and how. Each role is a group of consumers of its own: what one of them waits for keeps no
 * other waiting, and each gets every message.
 *
 * @param role such as {@code investigator}
 * @param openWork how much work is open that these messages have caused; while it is above the limit, no more are taken.
 *     Empty where they cause none. It is asked about once a second
 */
public record Subscription(String role, Map<MessageType, MessageHandler<?>> handlers, Optional<LongSupplier> openWork) {
    public Subscription {
        handlers = Map.copyOf(handlers);
    }

    public static Subscription of(String role) {
        return new Subscription(role, Map.of(), Optional.empty());
    }

    /** One more type of message. */
    public <M extends Message> Subscription handling(Class<M> record, MessageHandler<? super M> handler) {
        Map<MessageType, MessageHandler<?>> more = new EnumMap<>(MessageType.class);
        more.putAll(handlers);
        more.put(MessageType.of(record), handler);
        return new Subscription(role, more, openWork);
    }

    public Subscription limitedBy(LongSupplier open) {
        return new Subscription(role, handlers, Optional.of(open));
    }
}
