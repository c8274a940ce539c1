package monkey.dataset.learning;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import monkey.dataset.message.Outbox;
import monkey.dataset.message.WrittenMessage;
import monkey.dataset.postgres.Storable;
import monkey.dataset.postgres.WorkerLife;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.Jdbi;
import org.jdbi.v3.core.statement.PreparedBatch;

/** A process that looks at versions' code. As a {@link SolveWorker}: what it ends comes about as a whole, and once. */
public final class SecurityWorker implements AutoCloseable {
    private static final String CLAIM = """
            with next as (
                select package_version_id as id from security_analysis
                where state = 'planned' and %1$s
                order by planned_at, package_version_id limit 1
                for update skip locked
            )
            update security_analysis a set state = 'started', worker = :worker, attempts = attempts + 1
            from next, package_version v, package_index i
            where next.id = a.package_version_id and v.id = next.id and i.id = v.package_index_id
            returning v.id, v.package, v.version, i.url, a.attempts, a.message_id, a.correlation_id,
                (select f.value from version_flag f
                 where f.package_version_id = v.id and f.flag = 'source_distribution')
            """.formatted(WorkerLife.DUE);

    private static final String FILES = """
            select filename, kind = 'source', url, sha256, size_bytes from distribution
            where package_version_id = :id and not missing order by filename
            """;

    private static final String END = """
            update security_analysis
            set state = 'ended', worker = null, outcome = :outcome, reason = :reason, filename = :filename, tools = :tools,
                retry_after = null, ended_at = :now
            where package_version_id = :id and state = 'started' and worker = :worker
            """;

    private final Jdbi jdbi;
    private final WorkerLife life;

    SecurityWorker(Jdbi jdbi, WorkerLife life) {
        this.jdbi = jdbi;
        this.life = life;
    }

    /** Starts the one that was planned first and may be tried now. */
    public Optional<SecurityTask> claim(Instant now) {
        life.renew();
        return jdbi.inTransaction(handle -> {
            life.releaseAbandoned(handle, "security_analysis");
            return handle.createQuery(CLAIM)
                    .bind("worker", life.number())
                    .bind("now", now)
                    .map((row, context) -> task(row, handle))
                    .findOne();
        });
    }

    /**
     * Ends one, and tells of it.
     *
     * @return false when it is no longer this worker's, and nothing was written
     */
    public boolean end(SecurityTask task, SecurityAnalysis analysis, Collection<WrittenMessage> messages, Instant now) {
        return jdbi.inTransaction(handle -> {
            int ended = handle.createUpdate(END)
                    .bind("id", task.packageVersionId())
                    .bind("worker", life.number())
                    .bind("outcome", analysis.failure() == null ? "analyzed" : "failed")
                    .bind("reason", Storable.text(analysis.failure()))
                    .bind("filename", analysis.filename())
                    .bind("tools", analysis.tools())
                    .bind("now", now)
                    .execute();
            if (ended == 0) {
                return false;
            }
            handle.execute("delete from security_indicator where package_version_id = ?", task.packageVersionId());
            if (!analysis.indicators().isEmpty()) {
                PreparedBatch batch = handle.prepareBatch(
                        "insert into security_indicator (package_version_id, tool, name, value) values (?, ?, ?, ?)");
                analysis.indicators()
                        .forEach(indicator -> batch.add(
                                task.packageVersionId(), indicator.tool(), indicator.name(), indicator.value()));
                batch.execute();
            }
            Outbox.write(handle, messages);
            return true;
        });
    }

    /** A fault that may pass: it is planned again, for later. */
    public void postpone(SecurityTask task, String reason, Instant retryAfter) {
        jdbi.useHandle(handle -> handle.execute(
                "update security_analysis set state = 'planned', worker = null, reason = ?, retry_after = ?"
                        + " where package_version_id = ? and state = 'started' and worker = ?",
                Storable.text(reason),
                retryAfter,
                task.packageVersionId(),
                life.number()));
    }

    @Override
    public void close() {
        try (life) {
            jdbi.useHandle(handle -> life.giveBack(handle, "security_analysis"));
        }
    }

    private static SecurityTask task(ResultSet row, Handle handle) throws SQLException {
        List<SecurityTask.File> files = handle.createQuery(FILES)
                .bind("id", row.getLong(1))
                .map((file, context) -> new SecurityTask.File(
                        file.getString(1),
                        file.getBoolean(2),
                        file.getString(3),
                        file.getString(4),
                        file.getObject(5, Long.class)))
                .list();
        return new SecurityTask(
                row.getLong(1),
                row.getString(2),
                row.getString(3),
                row.getString(4),
                files,
                Optional.ofNullable(row.getObject(8, Boolean.class)),
                row.getInt(5),
                new Cause(row.getObject(6, UUID.class), row.getString(7)));
    }
}
