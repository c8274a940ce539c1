package monkey.dataset.message;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.List;
import java.util.UUID;
import org.jdbi.v3.core.Jdbi;

/** What one thing led to, message by message, as far as its messages were written or handled here. */
public final class MessageTrail {
    private final Jdbi jdbi;

    public MessageTrail(Jdbi jdbi) {
        this.jdbi = jdbi;
    }

    /**
     * @param payload JSON; null of a message of others
     * @param causeId the message whose handling wrote this one, or null
     * @param writtenAt when its sender wrote it
     * @param publishedAt when it was handed to the broker; null while it waits, or of a message of others
     * @param handledAt null while nobody has
     * @param result {@code handled} or {@code dead}; null while nobody has
     * @param reason of a dead letter
     */
    public record Step(
            UUID id,
            String topic,
            String key,
            String payload,
            UUID causeId,
            Instant writtenAt,
            Instant publishedAt,
            Instant handledAt,
            String result,
            String reason) {}

    /** In the order in which they were written. */
    public List<Step> of(String correlationId) {
        return jdbi.withHandle(handle -> handle.createQuery("""
                        select coalesce(o.message_id, h.message_id), coalesce(o.topic, h.topic), coalesce(o.key, h.key),
                               o.payload::text, coalesce(o.cause_id, h.cause_id), coalesce(o.written_at, h.written_at),
                               o.published_at, h.handled_at, h.result, h.reason
                        from (select * from outbox where correlation_id = :id) o
                        full join (select * from handled_message where correlation_id = :id) h
                          on h.message_id = o.message_id
                        order by 6, o.id
                        """)
                .bind("id", correlationId)
                .map((row, context) -> step(row))
                .list());
    }

    private static Step step(ResultSet row) throws SQLException {
        return new Step(
                row.getObject(1, UUID.class),
                row.getString(2),
                row.getString(3),
                row.getString(4),
                row.getObject(5, UUID.class),
                instant(row, 6),
                instant(row, 7),
                instant(row, 8),
                row.getString(9),
                row.getString(10));
    }

    private static Instant instant(ResultSet row, int column) throws SQLException {
        OffsetDateTime time = row.getObject(column, OffsetDateTime.class);
        return time == null ? null : time.toInstant();
    }
}
