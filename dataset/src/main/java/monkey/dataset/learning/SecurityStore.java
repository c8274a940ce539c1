package monkey.dataset.learning;

import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import monkey.dataset.postgres.WorkerLife;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.Jdbi;
import org.jdbi.v3.core.transaction.TransactionIsolationLevel;

/** Which versions' code is to be looked at, and what was seen. Safe for several threads and processes. */
public final class SecurityStore {
    private static final String MEMBERS = """
            with member as (
                select distinct d.package_version_id as id
                from run_inspection r
                join inspection n on n.id = r.inspection_id
                join stack_member m on m.stack_id = n.stack_id
                join distribution d on d.id = m.distribution_id
                where r.run_id = :runId and r.role = 'chosen')
            """;

    private final Jdbi jdbi;

    public SecurityStore(Jdbi jdbi) {
        this.jdbi = jdbi;
    }

    /**
     * Plans an analysis in the caller's transaction, unless there is one, however it ended.
     *
     * @return whether the version is known at all
     */
    public static boolean plan(
            Handle handle, String packageName, String version, String indexUrl, Cause cause, Instant now) {
        handle.createUpdate("""
                        insert into security_analysis (package_version_id, state, message_id, correlation_id, planned_at)
                        select v.id, 'planned', :messageId, :correlationId, :now
                        from package_version v join package_index i on i.id = v.package_index_id
                        where v.package = :package and v.version = :version and i.url = :indexUrl
                          and not exists (select from security_analysis a where a.package_version_id = v.id)
                        on conflict do nothing
                        """)
                .bind("messageId", cause.messageId())
                .bind("correlationId", cause.correlationId())
                .bind("now", now)
                .bind("package", packageName)
                .bind("version", version)
                .bind("indexUrl", indexUrl)
                .execute();
        return handle.createQuery("""
                        select exists (
                            select from package_version v join package_index i on i.id = v.package_index_id
                            where v.package = :package and v.version = :version and i.url = :indexUrl)
                        """)
                .bind("package", packageName)
                .bind("version", version)
                .bind("indexUrl", indexUrl)
                .mapTo(Boolean.class)
                .one();
    }

    /**
     * Has what ended be tried again, in the caller's transaction: its files are others now, or what it failed for has changed.
     *
     * @param successes whether also where it had worked
     */
    public static void reopen(
            Handle handle, String packageName, String version, String indexUrl, boolean successes, Instant now) {
        handle.createUpdate("""
                        update security_analysis a
                        set state = 'planned', outcome = null, reason = null, attempts = 0, retry_after = null,
                            ended_at = null, planned_at = :now
                        from package_version v, package_index i
                        where a.package_version_id = v.id and i.id = v.package_index_id
                          and v.package = :package and v.version = :version and i.url = :indexUrl
                          and a.state = 'ended' and (:successes or a.outcome = 'failed')
                        """)
                .bind("now", now)
                .bind("package", packageName)
                .bind("version", version)
                .bind("indexUrl", indexUrl)
                .bind("successes", successes)
                .execute();
    }

    /** Makes this process one that looks at code. */
    public SecurityWorker worker() {
        return new SecurityWorker(jdbi, WorkerLife.begin(jdbi));
    }

    /** Of the versions in the stacks that a run has chosen: those whose code was looked at, by package and version. */
    public List<VersionSecurity> ofRun(long runId) {
        return jdbi.inTransaction(TransactionIsolationLevel.REPEATABLE_READ, handle -> {
            Map<Long, List<SecurityAnalysis.Indicator>> indicators = new HashMap<>();
            handle.createQuery(MEMBERS + """
                            select s.package_version_id, s.tool, s.name, s.value
                            from security_indicator s join member on member.id = s.package_version_id
                            order by s.tool, s.name
                            """)
                    .bind("runId", runId)
                    .map((row, context) -> indicators
                            .computeIfAbsent(row.getLong(1), none -> new ArrayList<>())
                            .add(new SecurityAnalysis.Indicator(row.getString(2), row.getString(3), row.getLong(4))))
                    .forEach(added -> {});
            return handle.createQuery(MEMBERS + """
                            select v.id, v.package, v.version, i.url, f.value, a.reason, a.filename, a.tools
                            from security_analysis a
                            join member on member.id = a.package_version_id
                            join package_version v on v.id = member.id
                            join package_index i on i.id = v.package_index_id
                            left join version_flag f on f.package_version_id = v.id and f.flag = 'source_distribution'
                            where a.state = 'ended' order by v.package, v.version, i.url
                            """)
                    .bind("runId", runId)
                    .map((row, context) -> new VersionSecurity(
                            row.getString(2),
                            row.getString(3),
                            row.getString(4),
                            row.getObject(5, Boolean.class),
                            new SecurityAnalysis(
                                    row.getString(6),
                                    row.getString(7),
                                    row.getString(8),
                                    indicators.getOrDefault(row.getLong(1), List.of()))))
                    .list();
        });
    }

    /** How many have not ended. */
    public long open() {
        return jdbi.withHandle(
                handle -> handle.createQuery("select count(*) from security_analysis where state <> 'ended'")
                        .mapTo(Long.class)
                        .one());
    }
}
