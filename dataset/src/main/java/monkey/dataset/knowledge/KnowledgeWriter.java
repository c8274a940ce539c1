package monkey.dataset.knowledge;

import java.util.Collection;
import java.util.List;
import org.jdbi.v3.core.Handle;

/** Writes knowledge within the caller's transaction, for whom more than knowledge has to come about at once, or not at all. */
public final class KnowledgeWriter {
    private KnowledgeWriter() {}

    /**
     * Has one transaction at a time go on from here. Whoever writes knowledge and other rows calls it before all else: it is
     * then the first lock of each of them, and no two wait for each other in a circle.
     */
    public static void lock(Handle handle) {
        WritersLock.take(handle);
    }

    /** As {@link KnowledgeStore#record}, and says what is different now. */
    public static List<PageDifference> record(Handle handle, Collection<FetchedPage> pages) {
        return PageWriter.write(handle, pages, true);
    }

    /** As {@link KnowledgeStore#confirm}. */
    public static void confirm(Handle handle, IndexPage page) {
        handle.createUpdate("""
                        update index_page p set fetched_at = greatest(p.fetched_at, :confirmedAt)
                        from package_index i
                        where i.id = p.package_index_id and i.url = :indexUrl and p.package = :package
                        """)
                .bind("confirmedAt", page.fetchedAt())
                .bind("indexUrl", page.indexUrl())
                .bind("package", page.packageName())
                .execute();
    }

    /** As {@link KnowledgeStore#recordMetadata}. */
    public static void recordMetadata(Handle handle, Collection<LearntMetadata> results) {
        MetadataWriter.write(handle, results);
    }
}
