package monkey.dataset.learning;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.UUID;
import monkey.dataset.knowledge.KnowledgeWriter;
import monkey.dataset.knowledge.LearntMetadata;
import monkey.dataset.message.Outbox;
import monkey.dataset.message.WrittenMessage;
import monkey.dataset.postgres.WorkerLife;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.Jdbi;
import org.jdbi.v3.core.statement.PreparedBatch;

/**
 * A process that solves. What it claims is its own until it ends it, gives it back, or is dead. Ending writes what was learnt,
 * the end, what waited for it, and the messages that tell of it, in one transaction: all of it is there, once, or none.
 * Safe for several threads. Closing gives back what was not ended.
 */
public final class SolveWorker implements AutoCloseable {
    private static final String CLAIM = """
            with first as (
                select package, package_index_id from solve
                where state = 'planned' and %1$s
                order by id limit 1
                for update skip locked
            ), next as (
                select s.id from solve s join first using (package, package_index_id)
                where s.state = 'planned' and %1$s
                order by s.id limit :limit
                for update of s skip locked
            )
            update solve s
            set state = 'started', worker = :worker, started_at = :now, attempts = attempts + 1
            from next, package_index i
            where next.id = s.id and i.id = s.package_index_id
            returning s.id, s.package, s.version, i.url, s.environment_id, s.files, s.attempts, s.message_id,
                      s.correlation_id
            """.formatted(WorkerLife.DUE);

    /** Who has asked meanwhile for a file that was not read has it planned again. */
    private static final String END = """
            update solve set
                state = case when files <@ :files then 'ended' else 'planned' end,
                outcome = case when files <@ :files then :outcome end,
                reason = case when files <@ :files then :reason end,
                ended_at = case when files <@ :files then :now::timestamptz end,
                files = array(select distinct unnest(files || :files) order by 1),
                etag = :etag, retry_after = null, worker = null
            where id = :id and state = 'started' and worker = :worker
            """;

    /** Says, in a transaction that ends solves, what is to be told of it. */
    @FunctionalInterface
    public interface Telling {
        Collection<WrittenMessage> of(List<SolveEnd> ended, List<ReadyRun> ready);
    }

    private final Jdbi jdbi;
    private final WorkerLife life;

    SolveWorker(Jdbi jdbi, WorkerLife life) {
        this.jdbi = jdbi;
        this.life = life;
    }

    /** Starts what was planned first and may be tried now, and more of the same package and index, at most {@code limit}. */
    public List<Solve> claim(int limit, Instant now) {
        life.renew();
        return jdbi.inTransaction(handle -> {
            life.releaseAbandoned(handle, "solve");
            return handle
                    .createQuery(CLAIM)
                    .bind("limit", limit)
                    .bind("worker", life.number())
                    .bind("now", now)
                    .map((row, context) -> solve(row))
                    .stream()
                    .sorted(java.util.Comparator.comparingLong(Solve::id))
                    .toList();
        });
    }

    /**
     * Ends solves with what was learnt for them. A solve that is no longer this worker's is left alone, and nothing is told
     * of it.
     *
     * @return those that were ended
     */
    public List<SolveEnd> end(
            Collection<SolveEnd> ends, Collection<LearntMetadata> learnt, Telling telling, Instant now) {
        return jdbi.inTransaction(handle -> {
            KnowledgeWriter.lock(handle);
            Set<Long> mine = new HashSet<>(handle.createQuery(
                            "select id from solve where id = any(:ids) and state = 'started' and worker = :worker"
                                    + " order by id for update")
                    .bindArray(
                            "ids",
                            Long.class,
                            ends.stream().map(e -> e.solve().id()).toList())
                    .bind("worker", life.number())
                    .mapTo(Long.class)
                    .list());
            List<SolveEnd> accepted =
                    ends.stream().filter(end -> mine.contains(end.solve().id())).toList();
            if (accepted.isEmpty()) {
                return accepted;
            }
            KnowledgeWriter.recordMetadata(handle, learnt);
            storeEnds(handle, accepted, now);
            List<ReadyRun> ready = ParkedRuns.settle(handle, packages(accepted), now);
            Outbox.write(handle, telling.of(accepted, ready));
            return accepted;
        });
    }

    private static Set<String> packages(List<SolveEnd> ends) {
        Set<String> packages = new HashSet<>();
        ends.forEach(end -> packages.add(end.solve().packageName()));
        return packages;
    }

    private static List<String> files(SolveEnd end) {
        Set<String> files = new TreeSet<>(end.solve().files());
        files.addAll(end.read());
        return List.copyOf(files);
    }

    private void storeEnds(Handle handle, List<SolveEnd> ends, Instant now) {
        PreparedBatch batch = handle.prepareBatch(END);
        for (SolveEnd end : ends) {
            batch.bind("id", end.solve().id())
                    .bind("worker", life.number())
                    .bindArray("files", String.class, files(end))
                    .bind("outcome", end.outcome().word())
                    .bind("reason", end.reason())
                    .bind("etag", end.etag())
                    .bind("now", now)
                    .add();
        }
        batch.execute();
    }

    /** A fault that may pass: they are planned again, for later. */
    public void postpone(Collection<Solve> solves, String reason, Instant retryAfter) {
        jdbi.useHandle(handle -> handle.createUpdate("""
                        update solve set state = 'planned', worker = null, reason = :reason, retry_after = :retryAfter
                        where id = any(:ids) and state = 'started' and worker = :worker
                        """)
                .bindArray("ids", Long.class, solves.stream().map(Solve::id).toList())
                .bind("worker", life.number())
                .bind("reason", reason)
                .bind("retryAfter", retryAfter)
                .execute());
    }

    @Override
    public void close() {
        try (life) {
            jdbi.useHandle(handle -> life.giveBack(handle, "solve"));
        }
    }

    private static Solve solve(ResultSet row) throws SQLException {
        return new Solve(
                row.getLong("id"),
                row.getString("package"),
                row.getString("version"),
                row.getString("url"),
                row.getInt("environment_id"),
                List.of((String[]) row.getArray("files").getArray()),
                row.getInt("attempts"),
                new Cause(row.getObject("message_id", UUID.class), row.getString("correlation_id")));
    }
}
