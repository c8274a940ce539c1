package monkey.dataset.message;

import java.util.Collection;
import java.util.Comparator;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.statement.Update;

/**
 * What a consumer has done already. A message may be delivered many times; whoever handles it claims it first, in the
 * transaction of the handling, and leaves it alone where it was claimed before. Two that claim the same one at the same time
 * wait for each other, and one of them comes too late.
 */
public final class HandledMessages {
    private static final String CLAIM = """
            insert into handled_message (consumer, message_id, topic, key, partition, position, correlation_id, cause_id,
                written_at, result)
            select :consumer, id, topic, key, partition, position, correlation_id, cause_id,
                written_at::timestamptz, 'handled'
            from unnest(:ids, :topics, :keys, :partitions, :positions, :correlationIds, :causeIds, :times)
                as m (id, topic, key, partition, position, correlation_id, cause_id, written_at)
            on conflict (consumer, message_id) do update
            set result = 'handled', reason = null, handled_at = now(),
                partition = excluded.partition, position = excluded.position
            where handled_message.result = 'dead'
            returning message_id
            """;

    private static final String DEAD = """
            insert into handled_message (consumer, message_id, topic, key, partition, position, correlation_id, cause_id,
                written_at, result, reason)
            values (:consumer, :id, :topic, :key, :partition, :position, :correlationId, :causeId, :writtenAt, 'dead', :reason)
            on conflict (consumer, message_id) do update
            set reason = excluded.reason, handled_at = now(), partition = excluded.partition, position = excluded.position
            where handled_message.result = 'dead'
            """;

    private HandledMessages() {}

    /**
     * Claims messages for {@code consumer} in the caller's transaction. One that had become a dead letter may be claimed
     * again: somebody put it back.
     *
     * @return the ids of those that were not handled before
     */
    public static Set<UUID> claim(Handle handle, String consumer, Collection<ReceivedMessage> messages) {
        Map<UUID, ReceivedMessage> distinct = new LinkedHashMap<>();
        messages.forEach(message -> distinct.putIfAbsent(message.id(), message));
        // In one order for all: two consumers that claim the same ones must not wait for each other in a circle.
        List<ReceivedMessage> sorted = distinct.values().stream()
                .sorted(Comparator.comparing(ReceivedMessage::id))
                .toList();
        return new HashSet<>(handle.createQuery(CLAIM)
                .bind("consumer", consumer)
                .bindArray(
                        "ids",
                        UUID.class,
                        sorted.stream().map(ReceivedMessage::id).toList())
                .bindArray(
                        "topics",
                        String.class,
                        sorted.stream().map(ReceivedMessage::topic).toList())
                .bindArray(
                        "keys",
                        String.class,
                        sorted.stream().map(ReceivedMessage::key).toList())
                .bindArray(
                        "partitions",
                        Integer.class,
                        sorted.stream().map(ReceivedMessage::partition).toList())
                .bindArray(
                        "positions",
                        Long.class,
                        sorted.stream().map(ReceivedMessage::position).toList())
                .bindArray(
                        "correlationIds",
                        String.class,
                        sorted.stream().map(ReceivedMessage::correlationId).toList())
                .bindArray(
                        "causeIds",
                        UUID.class,
                        sorted.stream().map(ReceivedMessage::causeId).toList())
                .bindArray(
                        "times",
                        String.class,
                        sorted.stream()
                                .map(message -> message.writtenAt().toString())
                                .toList())
                .mapTo(UUID.class)
                .list());
    }

    /** Which of these {@code consumer} has handled. */
    public static Set<UUID> handled(Handle handle, String consumer, Collection<UUID> ids) {
        return new HashSet<>(handle.createQuery("""
                        select message_id from handled_message
                        where consumer = :consumer and message_id = any(:ids) and result = 'handled'
                        """)
                .bind("consumer", consumer)
                .bindArray("ids", UUID.class, ids)
                .mapTo(UUID.class)
                .list());
    }

    /** Notes that a message was given up; one that was handled before stays handled. */
    public static void markDead(Handle handle, String consumer, ReceivedMessage message, String reason) {
        Update update = handle.createUpdate(DEAD);
        update.bind("consumer", consumer)
                .bind("id", message.id())
                .bind("topic", message.topic())
                .bind("key", message.key())
                .bind("partition", message.partition())
                .bind("position", message.position())
                .bind("correlationId", message.correlationId())
                .bind("causeId", message.causeId())
                .bind("writtenAt", message.writtenAt())
                .bind("reason", reason)
                .execute();
    }
}
