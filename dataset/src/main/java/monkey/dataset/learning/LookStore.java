package monkey.dataset.learning;

import java.time.Instant;
import java.util.Optional;
import monkey.dataset.postgres.WorkerLife;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.Jdbi;

/** Which pages are to be looked at, and why. One look serves all who ask for it until it ends. Safe for several threads. */
public final class LookStore {
    private static final String PLAN = """
            insert into page_look as l (package_index_id, package, state, planned_at)
            select id, :package, 'planned', :now from package_index where url = :indexUrl
            on conflict (package, package_index_id) do update
            set state = case when l.state = 'ended' then 'planned' else l.state end,
                attempts = case when l.state = 'ended' then 0 else l.attempts end,
                retry_after = case when l.state = 'ended' then null else l.retry_after end,
                planned_at = case when l.state = 'ended' then excluded.planned_at else l.planned_at end
            returning id
            """;

    private static final String ASK = """
            insert into page_ask (page_look_id, version, specifiers, filename, environments, again, message_id,
                                  correlation_id, topic, payload)
            values (:look, :version, :specifiers, :filename, :environments, :again, :messageId, :correlationId, :topic,
                    :payload)
            """;

    private final Jdbi jdbi;

    public LookStore(Jdbi jdbi) {
        this.jdbi = jdbi;
    }

    /** Plans a look, unless one is planned or under way, and notes what is to follow; in the caller's transaction. */
    public static void plan(Handle handle, String packageName, String indexUrl, PageAsk ask, Instant now) {
        handle.createUpdate("insert into package_index (url) values (:url) on conflict do nothing")
                .bind("url", indexUrl)
                .execute();
        long look = handle.createQuery(PLAN)
                .bind("package", packageName)
                .bind("indexUrl", indexUrl)
                .bind("now", now)
                .mapTo(Long.class)
                .one();
        handle.createUpdate(ASK)
                .bind("look", look)
                .bind("version", ask.version().orElse(null))
                .bindByType(
                        "specifiers",
                        ask.specifiers()
                                .map(list -> list.toArray(String[]::new))
                                .orElse(null),
                        String[].class)
                .bind("filename", ask.filename().orElse(null))
                .bindArray("environments", Integer.class, ask.environments())
                .bind("again", ask.again())
                .bind("messageId", ask.cause().messageId())
                .bind("correlationId", ask.cause().correlationId())
                .bind("topic", ask.asking().map(PageAsk.Asking::topic).orElse(null))
                .bind("payload", ask.asking().map(PageAsk.Asking::payload).orElse(null))
                .execute();
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

    /** Whether an index is known to have the package, or a look is still to tell; in the caller's transaction. */
    public static boolean mayExist(Handle handle, String packageName) {
        return handle.createQuery("""
                        select exists (select from index_page where package = :package and present)
                            or exists (select from page_look where package = :package and state <> 'ended')
                        """)
                .bind("package", packageName)
                .mapTo(Boolean.class)
                .one();
    }
}
