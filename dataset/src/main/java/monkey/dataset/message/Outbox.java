package monkey.dataset.message;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import monkey.dataset.postgres.SessionLock;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.Jdbi;
import org.jdbi.v3.core.statement.PreparedBatch;
import tools.jackson.core.type.TypeReference;
import tools.jackson.databind.json.JsonMapper;

/**
 * Messages that were written in the transaction that found what they tell, and wait to be published. Thereby a message is
 * sent if and only if its fact is stored, whatever dies in between.
 *
 * <p>Order: positions are given when rows are written, not when their transaction commits. Of two transactions of which one
 * saw what the other did, the later one has the higher position, provided that each writes its messages after its other
 * rows (a conflict then makes it wait before it has a position). Transactions that know nothing of each other have no order
 * to keep.
 *
 * <p>Safe for several threads and processes.
 */
public final class Outbox {
    private static final int RELAY_SPACE = 0x72656c61; // "rela"
    private static final TypeReference<Map<String, String>> HINTS = new TypeReference<>() {};

    private final Jdbi jdbi;

    public Outbox(Jdbi jdbi) {
        this.jdbi = jdbi;
    }

    /** Writes messages in the caller's transaction, after its other rows. */
    public static void write(Handle handle, Collection<WrittenMessage> messages) {
        if (messages.isEmpty()) {
            return;
        }
        PreparedBatch batch = handle.prepareBatch("""
                insert into outbox (message_id, topic, key, payload, hints, correlation_id, cause_id, written_at)
                values (:id, :topic, :key, :payload::json, :hints::jsonb, :correlationId, :causeId, :writtenAt)
                """);
        for (WrittenMessage message : messages) {
            batch.bind("id", message.id())
                    .bind("topic", message.topic())
                    .bind("key", message.key())
                    .bind("payload", message.payload())
                    .bind("hints", JsonMapper.shared().writeValueAsString(message.hints()))
                    .bind("correlationId", message.correlationId())
                    .bind("causeId", message.causeId())
                    .bind("writtenAt", message.writtenAt())
                    .add();
        }
        batch.execute();
    }

    /** Writes messages in a transaction of their own. */
    public void write(Collection<WrittenMessage> messages) {
        jdbi.useTransaction(handle -> write(handle, messages));
    }

    /** The right to publish, which one process has at a time; nothing while another has it. Costs a connection. */
    public Optional<SessionLock> tryLead() {
        return SessionLock.tryTake(jdbi, RELAY_SPACE, 1);
    }

    /** The oldest that are not published, in order of position. */
    public List<WaitingMessage> waiting(int limit) {
        return jdbi.withHandle(handle -> handle.createQuery("""
                        select id, message_id, topic, key, payload, hints, correlation_id, cause_id, written_at
                        from outbox where published_at is null and problem is null order by id limit :limit
                        """)
                .bind("limit", limit)
                .map((row, context) -> new WaitingMessage(row.getLong("id"), message(row)))
                .list());
    }

    public void markPublished(Collection<Long> positions, Instant at) {
        jdbi.useHandle(handle -> handle.createUpdate("update outbox set published_at = :at where id = any(:ids)")
                .bind("at", at)
                .bindArray("ids", Long.class, positions)
                .execute());
    }

    /** This one can never be published, and must not keep the others waiting. */
    public void markUnpublishable(long position, String problem) {
        jdbi.useHandle(handle -> handle.createUpdate("update outbox set problem = :problem where id = :id")
                .bind("problem", problem)
                .bind("id", position)
                .execute());
    }

    /** Whether a message has left. */
    public boolean isPublished(UUID messageId) {
        return jdbi.withHandle(handle -> handle.createQuery(
                        "select exists (select from outbox where message_id = :id and published_at is not null)")
                .bind("id", messageId)
                .mapTo(Boolean.class)
                .one());
    }

    /** How many wait. */
    public long countWaiting() {
        return jdbi.withHandle(handle -> handle.createQuery(
                        "select count(*) from outbox where published_at is null and problem is null")
                .mapTo(Long.class)
                .one());
    }

    /** Whether any waits; costs a look into an index, however many were ever written. */
    public boolean anyWaits() {
        return jdbi.withHandle(handle -> handle.createQuery(
                        "select exists (select from outbox where published_at is null and problem is null)")
                .mapTo(Boolean.class)
                .one());
    }

    /**
     * Forgets messages that were published before a moment, at most so many.
     *
     * @return how many
     */
    public int forget(Instant publishedBefore, int most) {
        return jdbi.withHandle(handle -> handle.createUpdate("""
                        delete from outbox where id in (
                            select id from outbox where published_at < :before order by id limit :most)
                        """)
                .bind("before", publishedBefore)
                .bind("most", most)
                .execute());
    }

    /**
     * Forgets that messages were handled before a moment, at most so many. One that is delivered again afterwards is handled
     * again.
     *
     * @return how many
     */
    public int forgetHandled(Instant handledBefore, int most) {
        return jdbi.withHandle(handle -> handle.createUpdate("""
                        delete from handled_message where ctid = any(array(
                            select ctid from handled_message where handled_at < :before limit :most))
                        """)
                .bind("before", handledBefore)
                .bind("most", most)
                .execute());
    }

    private static WrittenMessage message(ResultSet row) throws SQLException {
        return new WrittenMessage(
                row.getObject("message_id", UUID.class),
                row.getString("topic"),
                row.getString("key"),
                row.getString("payload"),
                JsonMapper.shared().readValue(row.getString("hints"), HINTS),
                row.getString("correlation_id"),
                row.getObject("cause_id", UUID.class),
                row.getTimestamp("written_at").toInstant());
    }
}
