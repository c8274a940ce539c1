package monkey.dataset.learning;

import java.sql.Array;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import monkey.dataset.knowledge.FetchedPage;
import monkey.dataset.knowledge.IndexPage;
import monkey.dataset.knowledge.KnowledgeWriter;
import monkey.dataset.knowledge.PageDifference;
import monkey.dataset.postgres.WorkerLife;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.Jdbi;

/** A process that looks at pages. As a {@link SolveWorker}: what it ends comes about as a whole, and once. */
public final class LookWorker implements AutoCloseable {
    private static final String CLAIM = """
            with next as (
                select id from page_look
                where state = 'planned' and %1$s
                order by id limit :limit
                for update skip locked
            )
            update page_look l set state = 'started', worker = :worker, attempts = attempts + 1
            from next, package_index i
            where next.id = l.id and i.id = l.package_index_id
            returning l.id, l.package, i.url, l.attempts
            """.formatted(WorkerLife.DUE);

    private static final String END = """
            update page_look set state = 'ended', worker = null, retry_after = null, reason = null
            where id = :id and state = 'started' and worker = :worker
            """;

    private static final String ASKS = """
            delete from page_ask where page_look_id = :id
            returning version, specifiers, filename, environments, again, message_id, correlation_id, topic, payload
            """;

    /** Does, in the transaction that ends a look, what was to follow it. */
    @FunctionalInterface
    public interface Following {
        void follow(Handle handle, Look look, List<PageDifference> differences, List<PageAsk> asks);
    }

    private final Jdbi jdbi;
    private final WorkerLife life;

    LookWorker(Jdbi jdbi, WorkerLife life) {
        this.jdbi = jdbi;
        this.life = life;
    }

    /** Starts looks, at most {@code limit}: those that were planned first and may be tried now. */
    public List<Look> claim(int limit, Instant now) {
        life.renew();
        return jdbi.inTransaction(handle -> {
            life.releaseAbandoned(handle, "page_look");
            return handle.createQuery(CLAIM)
                    .bind("limit", limit)
                    .bind("worker", life.number())
                    .bind("now", now)
                    .map((row, context) -> new Look(row.getLong(1), row.getString(2), row.getString(3), row.getInt(4)))
                    .list();
        });
    }

    /**
     * Ends a look that found another page than was known.
     *
     * @return false when the look is no longer this worker's, and nothing was written
     */
    public boolean end(Look look, FetchedPage page, Following following) {
        return end(look, handle -> KnowledgeWriter.record(handle, List.of(page)), following);
    }

    /** As {@link #end(Look, FetchedPage, Following)}, of a page that is as it was known. */
    public boolean end(Look look, IndexPage confirmed, Following following) {
        return end(
                look,
                handle -> {
                    KnowledgeWriter.confirm(handle, confirmed);
                    return List.of();
                },
                following);
    }

    private interface Recording {
        List<PageDifference> record(Handle handle);
    }

    private boolean end(Look look, Recording recording, Following following) {
        return jdbi.inTransaction(handle -> {
            KnowledgeWriter.lock(handle);
            int ended = handle.createUpdate(END)
                    .bind("id", look.id())
                    .bind("worker", life.number())
                    .execute();
            if (ended == 0) {
                return false;
            }
            List<PageDifference> differences = recording.record(handle);
            List<PageAsk> asks = handle.createQuery(ASKS)
                    .bind("id", look.id())
                    .map((row, context) -> ask(row))
                    .list();
            following.follow(handle, look, differences, asks);
            return true;
        });
    }

    /** A fault that may pass: it is planned again, for later. */
    public void postpone(Look look, String reason, Instant retryAfter) {
        jdbi.useHandle(handle -> handle.execute(
                "update page_look set state = 'planned', worker = null, reason = ?, retry_after = ?"
                        + " where id = ? and state = 'started' and worker = ?",
                reason,
                retryAfter,
                look.id(),
                life.number()));
    }

    @Override
    public void close() {
        try (life) {
            jdbi.useHandle(handle -> life.giveBack(handle, "page_look"));
        }
    }

    private static PageAsk ask(ResultSet row) throws SQLException {
        Array specifiers = row.getArray("specifiers");
        String topic = row.getString("topic");
        return new PageAsk(
                Optional.ofNullable(row.getString("version")),
                specifiers == null ? Optional.empty() : Optional.of(List.of((String[]) specifiers.getArray())),
                Optional.ofNullable(row.getString("filename")),
                List.of((Integer[]) row.getArray("environments").getArray()),
                row.getBoolean("again"),
                new Cause(row.getObject("message_id", UUID.class), row.getString("correlation_id")),
                topic == null ? Optional.empty() : Optional.of(new PageAsk.Asking(topic, row.getString("payload"))));
    }
}
