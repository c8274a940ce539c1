package monkey.dataset.learning;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.time.Instant;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import monkey.dataset.knowledge.KnowledgeWriter;
import monkey.dataset.message.Outbox;
import monkey.dataset.message.WrittenMessage;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.Jdbi;
import org.jdbi.v3.core.statement.PreparedBatch;

/**
 * Runs that wait for knowledge, and what each waits for.
 *
 * <p>Invariant: {@code open_needs} is the number of a run's needs. A need is a row until what it says is known; it is looked
 * at when it is written, and whenever something is learnt of its package, always behind the lock that writers of knowledge
 * hold. So none is overlooked, whichever comes first, the need or what meets it; and exactly one transaction sees the last
 * need of a run met. Safe for several threads and processes.
 */
public final class ParkedRuns {
    private static final String PARK = """
            insert into parked_run as p (run_id, correlation_id, experiment, output, open_needs, parked_at)
            values (:runId, :correlationId, :experiment, :output, 0, :now)
            on conflict (run_id) do update set output = excluded.output
            """;

    private static final String ASKED = """
            update parked_run set open_needs = (select count(*) from parked_need n where n.run_id = :runId),
                rounds = rounds + 1, pages_asked = pages_asked + :pages, versions_asked = versions_asked + :versions,
                ready_at = null, resumed_at = null
            where run_id = :runId returning open_needs
            """;

    private static final String NEED = """
            insert into parked_need (run_id, package, version, package_index_id, environment_id, filename, fresh_since)
            select :runId, :package, :version, i.id, :environmentId, :filename, :freshSince
            from package_index i where i.url = :indexUrl
            on conflict do nothing
            """;

    private static final String SETTLE = """
            with met as (
                delete from parked_need n
                where n.package = any(:packages) and (:runId::bigint is null or n.run_id = :runId)
                  and (n.version = '' and exists (
                          select from index_page p
                          where p.package_index_id = n.package_index_id and p.package = n.package
                            and (p.fetched_at >= n.fresh_since or p.package_index_id = (
                                select i.id from package_index i where i.url = :lookedAt)))
                    or n.version <> '' and exists (
                          select from solve s
                          where s.package = n.package and s.version = n.version
                            and s.package_index_id = n.package_index_id and s.environment_id = n.environment_id
                            and s.state = 'ended' and n.filename = any(s.files)))
                returning n.run_id
            ), counts as (
                select run_id, count(*) as number from met group by run_id
            )
            update parked_run p
            set open_needs = p.open_needs - c.number,
                ready_at = case when p.open_needs = c.number then :now else p.ready_at end
            from counts c where p.run_id = c.run_id
            returning p.run_id, p.correlation_id, p.open_needs
            """;

    private final Jdbi jdbi;

    public ParkedRuns(Jdbi jdbi) {
        this.jdbi = jdbi;
    }

    /**
     * Has a run wait for {@code needs}, in place of what it waited for, and asks for them by {@code messages}, in one
     * transaction.
     *
     * @return how many of them are not met already
     */
    public int park(
            long runId,
            String correlationId,
            String experiment,
            String output,
            Collection<ParkedNeed> needs,
            Collection<WrittenMessage> messages,
            Instant now) {
        return jdbi.inTransaction(handle -> {
            KnowledgeWriter.lock(handle);
            handle.createUpdate(PARK)
                    .bind("runId", runId)
                    .bind("correlationId", correlationId)
                    .bind("experiment", experiment)
                    .bind("output", output)
                    .bind("now", now)
                    .execute();
            handle.execute("delete from parked_need where run_id = ?", runId);
            insert(handle, runId, needs);
            long pages =
                    needs.stream().filter(ParkedNeed.Page.class::isInstance).count();
            asked(handle, runId, pages, needs.size() - pages);
            settle(handle, needs.stream().map(ParkedNeed::packageName).toList(), runId, null, now);
            Outbox.write(handle, messages);
            return handle.createQuery("select open_needs from parked_run where run_id = :runId")
                    .bind("runId", runId)
                    .mapTo(Integer.class)
                    .one();
        });
    }

    private static void insert(Handle handle, long runId, Collection<ParkedNeed> needs) {
        handle.createUpdate("""
                        insert into package_index (url)
                        select distinct url from unnest(:indexes) as r (url)
                        where url not in (select url from package_index) on conflict do nothing
                        """)
                .bindArray(
                        "indexes",
                        String.class,
                        needs.stream().map(ParkedNeed::indexUrl).toList())
                .execute();
        PreparedBatch batch = handle.prepareBatch(NEED);
        for (ParkedNeed need : needs) {
            batch.bind("runId", runId)
                    .bind("package", need.packageName())
                    .bind("indexUrl", need.indexUrl())
                    .bind("environmentId", need.environmentId());
            ParkedNeed.File file = need instanceof ParkedNeed.File one ? one : null;
            ParkedNeed.Page page = need instanceof ParkedNeed.Page one ? one : null;
            batch.bind("version", file == null ? "" : file.version())
                    .bindByType("filename", file == null ? null : file.filename(), String.class)
                    .bindByType("freshSince", page == null ? null : page.freshSince(), Instant.class);
            batch.add();
        }
        batch.execute();
    }

    private static void asked(Handle handle, long runId, long pages, long versions) {
        handle.createQuery(ASKED)
                .bind("runId", runId)
                .bind("pages", pages)
                .bind("versions", versions)
                .mapTo(Integer.class)
                .one();
    }

    /**
     * Takes away the needs that what is known of these packages now meets, in the caller's transaction, which holds the lock
     * that writers of knowledge take.
     *
     * @return the runs that wait for nothing any more, and did until now
     */
    public static List<ReadyRun> settle(Handle handle, Collection<String> packageNames, Instant now) {
        return settle(handle, packageNames, null, null, now);
    }

    /**
     * As {@link #settle(Handle, Collection, Instant)}, of a package whose page that index has shown just now. Then whoever
     * waits for the page waits no longer, whatever the clocks of those who asked and of those who looked say.
     */
    public static List<ReadyRun> settle(Handle handle, String packageName, String indexUrl, Instant now) {
        return settle(handle, List.of(packageName), null, indexUrl, now);
    }

    private static List<ReadyRun> settle(
            Handle handle, Collection<String> packageNames, Long runId, String lookedAt, Instant now) {
        record Settled(long runId, String correlationId, int open) {}
        return handle
                .createQuery(SETTLE)
                .bindArray("packages", String.class, packageNames)
                .bind("runId", runId)
                .bind("lookedAt", lookedAt)
                .bind("now", now)
                .map((row, context) -> new Settled(row.getLong(1), row.getString(2), row.getInt(3)))
                .stream()
                .filter(settled -> settled.open() == 0)
                .map(settled -> new ReadyRun(settled.runId(), settled.correlationId()))
                .toList();
    }

    /** Of which of these packages a run waits for something; in the caller's transaction. */
    public static Set<String> awaited(Handle handle, Collection<String> packageNames) {
        return new HashSet<>(
                handle.createQuery("select distinct package from parked_need where package = any(:packages)")
                        .bindArray("packages", String.class, packageNames)
                        .mapTo(String.class)
                        .list());
    }

    /**
     * Notes, in the caller's transaction, that a parked run is to go on whoever executes it.
     *
     * @return false if no such run was ever parked
     */
    public static boolean wantToGoOn(Handle handle, long runId) {
        return handle.execute(
                        "update parked_run set wanted = resumed_at is null and open_needs = 0 where run_id = ?", runId)
                > 0;
    }

    public Optional<ParkedRun> find(long runId) {
        return jdbi.withHandle(handle -> handle.createQuery("select * from parked_run where run_id = :runId")
                .bind("runId", runId)
                .map((row, context) -> parked(row))
                .findOne());
    }

    /**
     * Runs that are to go on and that nobody has stopped, the first to be parked first. Whether a process executes one is for
     * {@link monkey.dataset.run.RunStore#own} to say.
     */
    public List<ParkedRun> wanted() {
        return jdbi.withHandle(handle ->
                handle.createQuery("""
                        select p.* from parked_run p join run r on r.id = p.run_id
                        where p.wanted and p.open_needs = 0 and p.resumed_at is null and r.state = 'running'
                        order by p.parked_at
                        """).map((row, context) -> parked(row)).list());
    }

    /** Somebody has seen to it that the run goes on. */
    public void unwant(long runId) {
        jdbi.useHandle(handle -> handle.execute("update parked_run set wanted = false where run_id = ?", runId));
    }

    /** How many wait. */
    public long waiting() {
        return jdbi.withHandle(handle -> handle.createQuery(
                        "select count(*) from parked_run where resumed_at is null and open_needs > 0")
                .mapTo(Long.class)
                .one());
    }

    /** The run knows everything, and waits for nothing more. */
    public void resume(long runId, Instant now) {
        jdbi.useTransaction(handle -> {
            handle.execute("delete from parked_need where run_id = ?", runId);
            handle.execute("update parked_run set resumed_at = ?, open_needs = 0 where run_id = ?", now, runId);
        });
    }

    private static ParkedRun parked(ResultSet row) throws SQLException {
        Timestamp resumed = row.getTimestamp("resumed_at");
        return new ParkedRun(
                row.getLong("run_id"),
                row.getString("correlation_id"),
                row.getString("experiment"),
                row.getString("output"),
                row.getInt("open_needs"),
                row.getInt("rounds"),
                row.getInt("pages_asked"),
                row.getInt("versions_asked"),
                row.getTimestamp("parked_at").toInstant(),
                resumed == null ? null : resumed.toInstant());
    }
}
