package monkey.jobs.investigate;

import java.time.Instant;
import org.jdbi.v3.core.Handle;

/** Whether what a message says is gone has been seen since: messages may lie for hours, and a page that is newer is right. */
final class PageWord {
    private PageWord() {}

    static void unlessListedSince(Handle transaction, Subject subject, Instant said, Runnable otherwise) {
        boolean back = transaction
                .createQuery("""
                        select exists (
                            select from index_page p
                            join package_index i on i.id = p.package_index_id and i.url = :index
                            join package_version v on v.package = p.package and v.package_index_id = i.id
                            where p.package = :package and p.present and p.fetched_at > :said and not v.missing
                              and (:version::text is null or v.version = :version))
                        """)
                .bind("index", subject.index())
                .bind("package", subject.packageName())
                .bind("version", subject.version().orElse(null))
                .bind("said", said)
                .mapTo(Boolean.class)
                .one();
        if (!back) {
            otherwise.run();
        }
    }
}
