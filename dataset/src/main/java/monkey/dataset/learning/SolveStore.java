package monkey.dataset.learning;

import java.time.Instant;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.UUID;
import monkey.dataset.postgres.WorkerLife;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.Jdbi;
import org.jdbi.v3.core.result.RowView;
import org.jdbi.v3.core.statement.Update;

/**
 * What is to be solved, is being solved, and how it ended: one row a version and environment. It is planned, then started by a
 * {@link SolveWorker}, then ended. Safe for several threads and processes.
 */
public final class SolveStore {
    private static final String PLAN = """
            insert into solve (package_index_id, package, version, environment_id, files, state, message_id, correlation_id,
                               planned_at)
            select i.id, r.package, r.version, r.environment_id, string_to_array(r.files, '/'), 'planned', r.message_id,
                   r.correlation_id, :now
            from unnest(:packages, :versions, :indexes, :environments, :files, :messageIds, :correlationIds)
                as r (package, version, url, environment_id, files, message_id, correlation_id)
            join package_index i on i.url = r.url
            where not exists (
                select from solve
                where solve.package = r.package and solve.version = r.version and solve.package_index_id = i.id
                  and solve.environment_id = r.environment_id
                  and not (coalesce(%1$s, false)
                           or not solve.files @> string_to_array(r.files, '/')))
            order by r.package, r.version, r.environment_id
            on conflict (package, version, package_index_id, environment_id) do update
            set files = array(select distinct unnest(solve.files || excluded.files) order by 1),
                state = case when solve.state = 'ended' then 'planned' else solve.state end,
                outcome = null, reason = null, retry_after = null, ended_at = null,
                attempts = case when solve.state = 'ended' then 0 else solve.attempts end,
                message_id = case when solve.state = 'ended' then excluded.message_id else solve.message_id end,
                correlation_id = case when solve.state = 'ended' then excluded.correlation_id
                                      else solve.correlation_id end,
                planned_at = case when solve.state = 'ended' then excluded.planned_at else solve.planned_at end
            where coalesce(%1$s, false) or not solve.files @> excluded.files
            """;

    /** A failure by a page that says something else now. */
    private static final String NEWS = """
            solve.outcome <> 'solved' and solve.etag is distinct from (
                select p.etag from index_page p
                where p.package_index_id = solve.package_index_id and p.package = solve.package)
            """;

    private static final String INDEXES = """
            insert into package_index (url)
            select distinct url from unnest(:indexes) as r (url) where url not in (select url from package_index)
            on conflict do nothing
            """;

    private final Jdbi jdbi;

    public SolveStore(Jdbi jdbi) {
        this.jdbi = jdbi;
    }

    /** A solve that is to be planned, and why. */
    public record Wanted(SolveRequest request, Cause cause) {}

    /**
     * Plans what is not planned yet, in the caller's transaction. What has ended is planned again only where there is reason
     * to expect another end: it failed by a page that has changed since, or somebody names a file that was not read.
     *
     * @return how many were planned
     */
    public static int plan(Handle handle, Collection<SolveRequest> requests, Cause cause, Instant now) {
        return plan(handle, because(requests, cause), now);
    }

    /** As {@link #plan}, each for a reason of its own; of two that mean the same solve, the first's. */
    public static int plan(Handle handle, Collection<Wanted> wanted, Instant now) {
        return plan(handle, wanted, now, PLAN.formatted(NEWS));
    }

    /** As {@link #plan}, and what has ended is planned again whatever its end was: its files are others now. */
    public static int planAgain(Handle handle, Collection<Wanted> wanted, Instant now) {
        return plan(handle, wanted, now, PLAN.formatted("solve.state = 'ended'"));
    }

    private static List<Wanted> because(Collection<SolveRequest> requests, Cause cause) {
        return requests.stream().map(request -> new Wanted(request, cause)).toList();
    }

    private static int plan(Handle handle, Collection<Wanted> wanted, Instant now, String sql) {
        if (wanted.isEmpty()) {
            return 0;
        }
        Map<SolveRequest, Wanted> distinct = new LinkedHashMap<>();
        wanted.forEach(one -> distinct.merge(one.request().withFiles(List.of()), one, SolveStore::both));
        List<SolveRequest> requests =
                distinct.values().stream().map(Wanted::request).toList();
        List<Cause> causes = distinct.values().stream().map(Wanted::cause).toList();
        Keys.indexes(handle.createUpdate(INDEXES), requests).execute();
        Update update = Keys.all(handle.createUpdate(sql), requests)
                .bindArray(
                        "files",
                        String.class,
                        requests.stream()
                                .map(request -> String.join("/", request.files()))
                                .toList())
                .bindArray(
                        "messageIds",
                        UUID.class,
                        causes.stream().map(Cause::messageId).toList())
                .bindArray(
                        "correlationIds",
                        String.class,
                        causes.stream().map(Cause::correlationId).toList())
                .bind("now", now);
        return update.execute();
    }

    private static Wanted both(Wanted one, Wanted other) {
        SortedSet<String> files = new TreeSet<>(one.request().files());
        files.addAll(other.request().files());
        return new Wanted(one.request().withFiles(List.copyOf(files)), one.cause());
    }

    /** Makes this process one that solves. */
    public SolveWorker worker() {
        return new SolveWorker(jdbi, WorkerLife.begin(jdbi));
    }

    /** How many are in which state ({@code planned}, {@code started}) or have which outcome. */
    public Map<String, Long> counts() {
        return jdbi.withHandle(handle -> handle.createQuery(
                        "select coalesce(outcome, state) as word, count(*) as number from solve group by 1")
                .reduceRows(new TreeMap<>(), (Map<String, Long> counts, RowView row) -> {
                    counts.put(row.getColumn("word", String.class), row.getColumn("number", Long.class));
                    return counts;
                }));
    }

    /** How many have not ended. */
    public long open() {
        return jdbi.withHandle(handle -> handle.createQuery("select count(*) from solve where state <> 'ended'")
                .mapTo(Long.class)
                .one());
    }

    /** When the oldest that has not ended was asked for. */
    public java.util.Optional<Instant> oldestOpen() {
        return jdbi.withHandle(
                handle -> handle.createQuery("select planned_at from solve where state <> 'ended' order by 1 limit 1")
                        .mapTo(Instant.class)
                        .findOne());
    }
}
