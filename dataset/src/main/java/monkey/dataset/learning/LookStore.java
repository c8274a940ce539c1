package monkey.dataset.learning;

import java.time.Instant;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import monkey.dataset.postgres.WorkerLife;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.Jdbi;
import org.jdbi.v3.core.statement.PreparedBatch;

/** Which pages are to be looked at, and why. One look serves all who ask for it until it ends. Safe for several threads. */
public final class LookStore {
    private static final String INDEXES = """
            insert into package_index (url)
            select distinct url from unnest(:indexes) as r (url) where url not in (select url from package_index)
            on conflict do nothing
            """;

    private static final String PLAN = """
            insert into page_look as l (package_index_id, package, state, planned_at)
            select distinct i.id, r.package, 'planned', :now::timestamptz
            from unnest(:packages, :indexes) as r (package, url) join package_index i on i.url = r.url
            order by 1, 2
            on conflict (package, package_index_id) do update
            set state = case when l.state = 'ended' then 'planned' else l.state end,
                attempts = case when l.state = 'ended' then 0 else l.attempts end,
                retry_after = case when l.state = 'ended' then null else l.retry_after end,
                planned_at = case when l.state = 'ended' then excluded.planned_at else l.planned_at end
            """;

    private static final String ASK = """
            insert into page_ask (page_look_id, version, specifiers, filename, environments, again, message_id,
                                  correlation_id, topic, payload)
            select l.id, :version, :specifiers, :filename, :environments, :again, :messageId, :correlationId, :topic,
                   :payload
            from page_look l join package_index i on i.id = l.package_index_id
            where l.package = :package and i.url = :index
            """;

    private final Jdbi jdbi;

    public LookStore(Jdbi jdbi) {
        this.jdbi = jdbi;
    }

    /** A page that is to be looked at, and what is to follow. */
    public record Wanted(String packageName, String indexUrl, PageAsk ask) {}

    /**
     * Plans looks, unless one is planned or under way, and notes what is to follow; in the caller's transaction, with as many
     * statements for five hundred as for one.
     */
    public static void plan(Handle handle, List<Wanted> wanted, Instant now) {
        if (wanted.isEmpty()) {
            return;
        }
        List<String> indexes = wanted.stream().map(Wanted::indexUrl).toList();
        handle.createUpdate(INDEXES).bindArray("indexes", String.class, indexes).execute();
        handle.createUpdate(PLAN)
                .bindArray(
                        "packages",
                        String.class,
                        wanted.stream().map(Wanted::packageName).toList())
                .bindArray("indexes", String.class, indexes)
                .bind("now", now)
                .execute();
        PreparedBatch asks = handle.prepareBatch(ASK);
        for (Wanted one : wanted) {
            PageAsk ask = one.ask();
            asks.bind("package", one.packageName())
                    .bind("index", one.indexUrl())
                    .bindByType("version", ask.version().orElse(null), String.class)
                    .bindByType(
                            "specifiers",
                            ask.specifiers()
                                    .map(list -> list.toArray(String[]::new))
                                    .orElse(null),
                            String[].class)
                    .bindByType("filename", ask.filename().orElse(null), String.class)
                    .bindArray("environments", Integer.class, ask.environments())
                    .bind("again", ask.again())
                    .bindByType("messageId", ask.cause().messageId(), UUID.class)
                    .bindByType("correlationId", ask.cause().correlationId(), String.class)
                    .bindByType("topic", ask.asking().map(PageAsk.Asking::topic).orElse(null), String.class)
                    .bindByType(
                            "payload", ask.asking().map(PageAsk.Asking::payload).orElse(null), String.class)
                    .add();
        }
        asks.execute();
    }

    /** Makes this process one that looks at pages. */
    public LookWorker worker() {
        return new LookWorker(jdbi, WorkerLife.begin(jdbi));
    }

    /** How many have not ended. */
    public long open() {
        return jdbi.withHandle(handle -> handle.createQuery("select count(*) from page_look where state <> 'ended'")
                .mapTo(Long.class)
                .one());
    }

    /** When the oldest that has not ended was asked for. */
    public Optional<Instant> oldestOpen() {
        return jdbi.withHandle(handle -> handle.createQuery(
                        "select planned_at from page_look where state <> 'ended' order by 1 limit 1")
                .mapTo(Instant.class)
                .findOne());
    }

    /** Of which of these packages an index is known to have it, or a look is still to tell; in the caller's transaction. */
    public static Set<String> mayExist(Handle handle, Collection<String> packageNames) {
        return new HashSet<>(handle.createQuery("""
                        select package from index_page where package = any(:packages) and present
                        union
                        select package from page_look where package = any(:packages) and state <> 'ended'
                        """)
                .bindArray("packages", String.class, packageNames)
                .mapTo(String.class)
                .list());
    }
}
